import assert from "node:assert/strict";
import { test } from "node:test";
import { attribution, fieldText, paragraphOf, quantityText, sourceName, valueText } from "../src/words.js";
import { sample } from "./sample.js";

const data = sample();

test("quantities are read as they are claimed", () => {
  const read = (quantity) => quantityText(data, { unit: "body", ...quantity });
  assert.equal(read({ best: 6000 }), "6,000 bodies");
  assert.equal(read({ best: 1 }), "1 body");
  assert.equal(read({ low: 13 }), "at least 13 bodies");
  assert.equal(read({ high: 7e9 }), "at most 7,000,000,000 bodies");
  assert.equal(quantityText(data, { low: 2, high: 3, unit: "day" }), "2–3 days");
  assert.equal(quantityText(data, { best: 1.5, low: 1, unit: "day" }), "1.5 (at least 1) days");
  assert.equal(quantityText(data, { best: 0.000001, unit: "day" }), "0.000001 days");
});

test("values of every kind have words", () => {
  const event = data.get("event/raid");
  assert.equal(fieldText(data, data.field("event", "date"), event.date), "1 June 2025");
  assert.equal(fieldText(data, data.field("event", "places"), event.places), "Field, Town");
  assert.equal(valueText(data, { holds: "date" }, "2099"), "2099");
  assert.equal(valueText(data, { holds: "coordinates" }, { latitude: -1.5, longitude: 30 }), "1.5° S, 30° E");
  assert.equal(valueText(data, { holds: "flag" }, false), "no");
});

test("who says it and where it stands", () => {
  const [dissent] = data.get("event/raid").dissents.date;
  assert.equal(attribution(data, dissent), "Erdoğan, in “Another”");
  assert.equal(sourceName(data, "source/one"), "The Paper");
  const found = paragraphOf(data, { source: "source/one", span: [12, 20] });
  assert.deepEqual([found.number, found.kind], [2, "body"]);
  assert.equal(paragraphOf(data, { source: "source/one", span: [5, 12] }), null);
});
