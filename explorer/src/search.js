// Search over everything: names, values, wordings, notes, in one index that is built when needed.
import MiniSearch from "minisearch";
import { claimsOf, heldFields, listed } from "./data.js";
import { claimedText } from "./link.js";
import { quantityText, valueText } from "./words.js";

const OPTIONS = {
  fields: ["name", "values", "claims"],
  tokenize: words,
  processTerm: (term) => term,
  searchOptions: {
    boost: { name: 4, values: 2 },
    prefix: (term) => term.length > 1 && !/^\d+$/.test(term),
    fuzzy: (term) => (term.length > 5 && !/\d/.test(term) ? 0.15 : false),
    combineWith: "AND",
  },
};

/** The words of a text as they are compared: small, without accents; 6,000 is 6000. */
export function words(text) {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("ı", "i")
      .replace(/(?<=\d),(?=\d{3})/g, "")
      .match(/\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? []
  );
}

/** An index over a dataset; `onProgress` is told how many records it holds by now. */
export async function searchIndex(data, onProgress = () => {}) {
  const index = new MiniSearch(OPTIONS);
  const size = 400;
  for (let at = 0; at < data.records.length; at += size) {
    index.addAll(data.records.slice(at, at + size).map((record) => indexed(data, record)));
    if (at + size < data.records.length) {
      onProgress(at + size);
      await new Promise((resume) => setTimeout(resume)); // the page stays alive meanwhile
    }
  }
  return index;
}

function indexed(data, record) {
  const found = [...entries(data, record)];
  const text = (kind) => found.filter((entry) => entry.kind === kind).map((entry) => entry.text);
  return {
    id: record.id,
    name: data.name(record.id),
    values: [record.id, record.type, ...text("value")].join(" \n"),
    claims: text("claim").join(" \n"),
  };
}

/** What can be found in a record: its values and, per claim, the words that it rests on. */
export function* entries(data, record) {
  for (const field of heldFields(data, record)) {
    if (["part", "span"].includes(field.holds)) continue;
    const { claims, dissents } = claimsOf(record, field.name);
    for (const element of listed(record[field.name])) {
      yield { kind: "value", field, text: entryText(data, field, element) };
    }
    for (const one of [...claims, ...dissents]) {
      const said = "value" in one ? claimedText({ data }, record, field.name, one) : "";
      const people = [one.claimant, ...(one.via ?? [])].filter(Boolean).map(data.name);
      const text = [said, one.wording, one.note, ...people].filter(Boolean).join(" · ");
      if (text) yield { kind: "claim", field, text };
    }
  }
}

function entryText(data, field, element) {
  if (field.holds === "quantity") return quantityText(data, element);
  const text = valueText(data, field, element);
  return ["date", "term"].includes(field.holds) && text !== element ? `${text} ${element}` : text;
}

/** The entries of a record in which words of a query were found, the fittest first. */
export function hits(data, record, terms, most = 3) {
  const found = [];
  const seen = new Set();
  for (const entry of entries(data, record)) {
    const matched = new Set(words(entry.text).filter((word) => terms.includes(word)));
    if (matched.size === 0 || seen.has(entry.text)) continue;
    seen.add(entry.text);
    found.push({ ...entry, matched: matched.size });
  }
  return found.sort((a, b) => b.matched - a.matched).slice(0, most);
}

/** A text cut where a word of a query begins or ends: pairs of text and whether it was found. */
export function highlighted(text, terms) {
  const pieces = text.split(/(\d[\d,.]*\d|[\p{L}\p{N}\p{M}]+)/u);
  return pieces.filter(Boolean).map((piece) => [piece, words(piece).some((word) => terms.includes(word))]);
}
