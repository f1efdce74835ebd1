import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, matching } from "../src/filters.js";
import { sample } from "./sample.js";

const data = sample();
const kept = (filters) => matching(data, new Map(Object.entries(filters)));

test("without a filter nothing is left out", () => {
  assert.equal(kept({}), null);
  assert.equal(kept({ q: "raid" }), null);
});

test("a party keeps what is its own, and the places and sources that this names", () => {
  const ids = [...kept({ party: "actor/erdogan" })].sort();
  assert.deepEqual([...kept({ party: "actor/aide" })].sort(), ids);
  assert.deepEqual([...kept({ party: "actor/paper" })], ["actor/paper", "source/one"]);
  assert.deepEqual(ids, ["event/raid", "place/field", "place/town", "source/one", "source/two"]);
});

test("source and claimant hold for one and the same claim", () => {
  assert.ok(kept({ claimant: "actor/erdogan" }).has("figure/bodies"));
  assert.ok(kept({ claimant: "actor/erdogan", source: "source/two" }).has("event/raid"));
  assert.ok(!kept({ claimant: "actor/erdogan", source: "source/two" }).has("figure/bodies"));
});

test("dates keep what can lie within, open ends included", () => {
  assert.ok(kept({ from: "2025-06-01", to: "2025-06-01" }).has("event/raid"));
  assert.ok(!kept({ from: "2025-06-02" }).has("event/raid"));
  assert.ok(kept({ to: "1999-01-01" }).has("figure/bodies"));
  assert.ok(!kept({ from: "2025-07-01" }).has("figure/bodies"));
});

test("choices are counted by record", () => {
  assert.deepEqual(choices(data).claimant, [["actor/erdogan", 2]]);
  assert.deepEqual(choices(data).party, [["actor/aide", 1], ["actor/office", 1]]);
});
