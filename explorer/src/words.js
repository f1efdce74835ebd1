// Values as a reader reads them.

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 20 });

/** The text of one value of a field (of one element, where the field holds several). */
export function valueText(data, field, value) {
  switch (field.holds) {
    case "term":
      return data.term(field.vocabulary, value)?.label ?? value;
    case "reference":
      return data.name(value);
    case "date":
      return dateText(data, value);
    case "quantity":
      return quantityText(data, value);
    case "coordinates":
      return coordinatesText(value);
    case "part":
      return `${data.term("part_kind", value.kind)?.label ?? value.kind}, ${spanText(value.span)}`;
    case "span":
      return spanText(value);
    case "number":
      return number.format(value);
    case "flag":
      return value ? "yes" : "no";
    default:
      return String(value);
  }
}

/** All values of a field as one text. */
export function fieldText(data, field, value) {
  if (value === undefined) return "";
  if (!field.many || !Array.isArray(value)) return valueText(data, field, value);
  return value.map((one) => valueText(data, field, one)).join(", ");
}

export function dateText(data, date) {
  return data.payload.dates[date]?.[0] ?? date;
}

/** `41 aircraft`, `at least 13 aircraft`, `2–3 days`; as `exploring/words.py` says it. */
export function quantityText(data, { low, best, high, unit }) {
  const { label, plural } = data.term("unit", unit) ?? { label: unit, plural: unit };
  const bounds = boundsText(low, high);
  let text = best === undefined ? bounds : number.format(best);
  if (best !== undefined && bounds) text += ` (${bounds})`;
  const held = [low, best, high].filter((one) => one !== undefined);
  return `${text ?? "no number"} ${held.length === 1 && held[0] === 1 ? label : plural}`;
}

function boundsText(low, high) {
  if (low !== undefined && high !== undefined) return `${number.format(low)}–${number.format(high)}`;
  if (low !== undefined) return `at least ${number.format(low)}`;
  return high === undefined ? undefined : `at most ${number.format(high)}`;
}

function coordinatesText({ latitude, longitude }) {
  const north = `${number.format(Math.abs(latitude))}° ${latitude < 0 ? "S" : "N"}`;
  return `${north}, ${number.format(Math.abs(longitude))}° ${longitude < 0 ? "W" : "E"}`;
}

function spanText([start, end]) {
  return `characters ${number.format(start)}–${number.format(end)}`;
}

/** A source in few words: who published it, or how its title begins. */
export function sourceName(data, id) {
  const source = data.get(id);
  if (source?.part_of) return `${data.name(id).split(" in: ")[0]} in ${sourceName(data, source.part_of)}`;
  if (source?.publisher) return data.name(source.publisher);
  const title = data.name(id);
  return title.length > 48 ? `“${title.slice(0, 44).trimEnd()}…”` : `“${title}”`;
}

/** Who asserts the content of a claim, in words. */
export function claimantText(data, claim) {
  return claim.claimant ? data.name(claim.claimant) : "in the source’s own voice";
}

/** Where a claim stands, for a line: who says it, in which source. */
export function attribution(data, claim) {
  const source = sourceName(data, claim.source);
  return claim.claimant ? `${data.name(claim.claimant)}, in ${source}` : source;
}

export function plural(count, one, many = `${one}s`) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The paragraph of a source that a span lies in: its number, from 1, and what it is. */
export function paragraphOf(data, claim) {
  const parts = data.get(claim.source)?.parts ?? [];
  if (!claim.span) return null;
  const [start, end] = claim.span;
  const index = parts.findIndex(({ span }) => span[0] <= start && end <= span[1]);
  if (index < 0) return null;
  return { number: index + 1, kind: data.term("part_kind", parts[index].kind)?.label, part: parts[index] };
}
