import assert from "node:assert/strict";
import { test } from "node:test";
import { citation, worksFor } from "../src/views/citing.js";
import { counted, grouped } from "../src/data.js";
import { sample } from "./sample.js";

const data = sample();

test("a record is cited with the dataset and its sources, and what contains these", () => {
  const place = data.get("place/town");
  assert.deepEqual(worksFor(data, place), ["dataset/made-up", "source/one", "source/two"]);
  assert.equal(citation(data, ["dataset/made-up", "source/one"], "bibtex"), "@dataset{made-up}\n\n@article{one}");
});

test("references are followed backwards", () => {
  const found = data.referring("event/raid").map(({ record, field }) => [record.id, field.name]);
  assert.deepEqual(found, [["figure/bodies", "about"]]);
  assert.deepEqual(data.referring("place/nowhere"), []);
});

test("counting and grouping", () => {
  assert.deepEqual(counted(["a", "b", "b"]), [["b", 2], ["a", 1]]);
  assert.deepEqual([...grouped([1, 2, 3], (n) => n % 2)], [[1, [1, 3]], [0, [2]]]);
});
