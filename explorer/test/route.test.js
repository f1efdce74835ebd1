import assert from "node:assert/strict";
import { test } from "node:test";
import { filtersOf, formatRoute, openValue, parseRoute, pathOf } from "../src/route.js";

const TYPES = ["event", "figure"];

test("an address names a view, a collection or a record", () => {
  assert.equal(parseRoute("", TYPES).view, "overview");
  assert.equal(parseRoute("#timeline", TYPES).view, "timeline");
  assert.deepEqual(
    [parseRoute("#event/raid", TYPES).view, parseRoute("#event/raid", TYPES).id],
    ["record", "event/raid"],
  );
  assert.equal(parseRoute("#records/events", TYPES).collection, "events");
  assert.equal(parseRoute("#nothing/such", TYPES).id, null);
});

test("what is written is read again", () => {
  const odd = ["6,000", "a & b = c", "Erdoğan ?", "100%", "#", "+1 2", "actor/x"];
  for (const text of odd) {
    const hash = formatRoute("search", new Map([["q", text], ["party", "actor/russia"]]));
    const route = parseRoute(hash, TYPES);
    assert.equal(route.params.get("q"), text);
    assert.equal(pathOf(route), "search");
    assert.deepEqual([...filtersOf(route)], [["party", "actor/russia"]]);
  }
});

test("empty parameters are left out, and broken ones break nothing", () => {
  assert.equal(formatRoute("map", new Map([["party", ""], ["from", undefined]])), "#map");
  assert.equal(parseRoute("#search?q=%E0%A4%A", TYPES).params.get("q"), "%E0%A4%A");
});

test("an open value is a record and a field", () => {
  const route = parseRoute("#agreements?value=event/raid.date", TYPES);
  assert.deepEqual(openValue(route), { id: "event/raid", field: "date" });
  assert.equal(openValue(parseRoute("#agreements?value=odd", TYPES)), null);
});
