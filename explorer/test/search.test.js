import assert from "node:assert/strict";
import { test } from "node:test";
import { highlighted, hits, searchIndex, words } from "../src/search.js";
import { RECORDS, sample } from "./sample.js";

const data = sample();
const index = await searchIndex(data);
const found = (query) => index.search(query).map(({ id }) => id);

test("words are compared without accents, and numbers without their commas", () => {
  assert.deepEqual(words("Erdoğan’s 6,000 men, 1.5 years"), ["erdogan", "s", "6000", "men", "1.5", "years"]);
  assert.deepEqual(words("7,000,000,000"), ["7000000000"]);
  assert.deepEqual(words("1,2"), ["1", "2"]);
});

test("a number is found in values and in wordings", () => {
  assert.deepEqual(found("6,000"), ["figure/bodies"]);
  assert.deepEqual(found("6000"), ["figure/bodies"]);
});

test("names are found by their beginnings and without accents, ids by their words", () => {
  assert.ok(found("erdog").includes("actor/erdogan"));
  assert.equal(found("Erdogan")[0], "actor/erdogan");
  assert.ok(found("raid").includes("event/raid"));
});

test("all words must be there", () => {
  assert.deepEqual(found("raid nothing"), []);
  assert.ok(found("month only").includes("event/raid"));
});

test("a dissent is found by its value", () => {
  assert.ok(found("May").includes("event/raid"));
});

test("hits say where a word stands", () => {
  const [hit] = hits(data, data.get("figure/bodies"), ["6000"]);
  assert.equal(hit.field.name, "quantity");
  assert.deepEqual(highlighted("6,000 dead", ["6000"]), [["6,000", true], [" ", false], ["dead", false]]);
});

test("many records are read in pieces", async () => {
  const many = Array.from({ length: 950 }, (_, at) => ({ ...RECORDS[5], id: `place/p${at}`, name: `Place ${at}` }));
  const told = [];
  const big = await searchIndex(sample(many), (count) => told.push(count));
  assert.deepEqual(told, [400, 800]);
  assert.ok(big.search("place 949").some(({ id }) => id === "place/p949"));
});
