// Links within the page; they take the reader's filters along.
import { html, nothing } from "lit-html";
import { claimsOf, listed } from "./data.js";
import { filtersOf, formatRoute, pathOf } from "./route.js";
import { fieldText, plural, valueText } from "./words.js";

/** The address of a path with the reader's filters and, where given, more parameters. */
export function href({ route }, path, more = {}) {
  return formatRoute(path, new Map([...filtersOf(route), ...Object.entries(more)]));
}

/** The address of what is shown now, with the claims behind one value open. */
export function valueHref({ route }, id, field) {
  const params = new Map(route.params);
  params.set("value", `${id}.${field}`);
  return formatRoute(pathOf(route), params);
}

/** A link to a record, by its name; one that is not there is only named. */
export function recordLink(page, id, text = page.data.name(id)) {
  if (!page.data.has(id)) return html`<span class="absent">${text}</span>`;
  return html`<a class="record" href=${href(page, id)}>${text}</a>`;
}

/** A field's value as a link to its claims; ≠ says that another source says something else. */
export function value(page, record, name, text) {
  const field = page.data.field(record.type, name);
  const { dissents } = claimsOf(record, name);
  const held = record[name];
  if (held === undefined && dissents.length === 0) return nothing;
  const words = text ?? (held === undefined ? "contested" : fieldText(page.data, field, held));
  return html`<a class="value" href=${valueHref(page, record.id, name)} aria-haspopup="dialog"
    title=${`${field.label}: who says so?`}>${words}${differs(dissents)}</a>`;
}

/** The same, with a link to each record that the field names. */
export function linkedValue(page, record, name) {
  const field = page.data.field(record.type, name);
  if (field.holds !== "reference" || record[name] === undefined) return value(page, record, name);
  const links = listed(record[name]).map((id, index) => [index ? ", " : nothing, recordLink(page, id)]);
  return html`${links} ${claimsLink(page, record, name)}`;
}

/** A link to the claims behind a field, which says how many there are. */
export function claimsLink(page, record, name) {
  const { claims, dissents } = claimsOf(record, name);
  const field = page.data.field(record.type, name);
  const count = plural(claims.length + dissents.length, "claim");
  return html`<a class="claims" href=${valueHref(page, record.id, name)} aria-haspopup="dialog"
    aria-label=${`${field.label}: ${count}`}>${count}${differs(dissents)}</a>`;
}

function differs(dissents) {
  if (dissents.length === 0) return nothing;
  return html`<span class="differs" title="another source says something else"><span
    aria-hidden="true"> ≠</span><span class="hidden">, disputed</span></span>`;
}

/** What another source says instead of a field's value, as a link to its claim. */
export function dissentValue(page, record, name, one) {
  return html`<a class="value" href=${valueHref(page, record.id, name)} aria-haspopup="dialog"><span aria-hidden="true">≠ </span><span
    class="hidden">Instead: </span>${one.element === undefined ? nothing : "also "}${claimedText(page, record, name, one)}</a>`;
}

/** A term in a frame: a kind or a status, with its definition at hand. */
export function badge(page, record, name) {
  const held = record[name];
  if (held === undefined && !record.dissents?.[name]) return nothing;
  return html`<span class="badge" data-term=${listed(held)[0] ?? "contested"}>${value(page, record, name)}</span>`;
}

/** What one claim on a value says, for a dissent: its value in words. */
export function claimedText(page, record, name, claim) {
  const field = page.data.field(record.type, name);
  if (field.many && !Array.isArray(claim.value)) return valueText(page.data, field, claim.value);
  return fieldText(page.data, field, claim.value);
}
