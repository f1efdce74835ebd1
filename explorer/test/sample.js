// A small dataset as a payload holds it; made up.
import { dataset } from "../src/data.js";

const field = (name, holds, more = {}) => ({ name, label: name.replaceAll("_", " "), doc: "", many: false, holds, ...more });

const claim = (more = {}) => ({ source: "source/one", basis: "stated", ...more });

export const RECORDS = [
  {
    type: "source", id: "source/one", title: "The first text", publisher: "actor/paper",
    parts: [{ kind: "headline", span: [0, 9] }, { kind: "body", span: [10, 60] }],
    provenance: { title: [claim({ span: [0, 9] })] },
  },
  { type: "source", id: "source/two", title: "Another", provenance: { title: [claim({ source: "source/two" })] } },
  { type: "actor", id: "actor/paper", name: "The Paper", provenance: { name: [claim()] } },
  { type: "actor", id: "actor/erdogan", name: "Erdoğan", provenance: { name: [claim()] } },
  {
    type: "event", id: "event/raid", name: "Raid", date: "2025-06-01", places: ["place/field", "place/town"],
    provenance: {
      name: [claim()], date: [claim({ span: [12, 20], wording: "on Sunday" })],
      places: [claim({ element: "place/field" }), claim({ element: "place/town" })],
    },
    dissents: { date: [claim({ source: "source/two", claimant: "actor/erdogan", value: "2025-05", note: "month only" })] },
  },
  { type: "place", id: "place/field", name: "Field", provenance: { name: [claim()] } },
  { type: "place", id: "place/town", name: "Town", provenance: { name: [claim({ source: "source/two" })] } },
  {
    type: "figure", id: "figure/bodies", about: "event/raid", quantity: { best: 6000, unit: "body" },
    provenance: { about: [claim()], quantity: [claim({ wording: "6,000 dead", claimant: "actor/erdogan" })] },
  },
];

const TYPES = {
  source: [field("title", "text"), field("publisher", "reference"), field("parts", "part", { many: true })],
  actor: [field("name", "text")],
  event: [field("name", "text"), field("date", "date"), field("places", "reference", { many: true })],
  place: [field("name", "text")],
  figure: [field("about", "reference"), field("quantity", "quantity")],
};

export function payload(records = RECORDS) {
  return {
    about: { title: "Made up", version: "1", license: null, made_with: "tests" },
    guide: {
      types: Object.fromEntries(Object.entries(TYPES).map(([type, fields]) => [type, { collection: `${type}s`, doc: "", fields }])),
      claim: { fields: [] },
      vocabularies: {
        unit: { doc: "", terms: { body: { label: "body", plural: "bodies" }, day: { label: "day", plural: "days" } } },
        part_kind: { doc: "", terms: { headline: { label: "headline" }, body: { label: "body" } } },
      },
    },
    records,
    beside: [],
    names: Object.fromEntries(records.map(({ id, name, title }) => [id, name ?? title ?? id])),
    dates: { "2025-06-01": ["1 June 2025", "2025-06-01", "2025-06-01", "day"], "2025-05": ["May 2025", "2025-05-01", "2025-05-31", "month"] },
    days: { "event/raid": [["2025-06-01", "2025-06-01"]], "figure/bodies": [[null, "2025-06-30"]] },
    owners: { "event/raid": ["actor/aide"], "actor/paper": ["actor/paper"] },
    acting: { "actor/aide": ["actor/office"], "actor/office": ["actor/erdogan"], "actor/erdogan": ["actor/office"] },
    citations: {
      "dataset/made-up": { text: "Made up (version 1).", bibtex: "@dataset{made-up}" },
      "source/one": { text: "The first text.", bibtex: "@article{one}" },
      "source/two": { text: "Another.", bibtex: "@article{two}", within: "source/one" },
    },
    pictures: {},
    texts: {},
    absent: {},
  };
}

export const sample = (records) => dataset(payload(records));
