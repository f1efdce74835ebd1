// All records of a type, as a table with the fields that most of them have.
import { html } from "lit-html";
import { href, recordLink, value } from "../link.js";
import { dataTable } from "../table.js";
import { capital, fieldText, plural } from "../words.js";

const MOST_COLUMNS = 6;

export function recordsView(page, collection) {
  const { data } = page;
  const type = data.types.find((one) => data.guide.types[one].collection === collection);
  if (!type) return overviewOfTypes(page);
  const rows = page.only(data.of(type));
  const columns = [
    { id: "name", title: capital(type), of: ({ id }) => data.name(id), cell: ({ id }) => recordLink(page, id) },
    ...bestFields(data, type, rows).map((field) => ({
      id: field.name,
      title: capital(field.label),
      of: (record) => sortKey(data, field, record[field.name]),
      cell: (record) => value(page, record, field.name),
    })),
  ];
  return html`
    <p class="kicker"><a href=${href(page, "records")}>Records</a></p>
    <h1 tabindex="-1">${capital(collection)}</h1>
    <p>${data.guide.types[type].doc} ${plural(rows.length, "record")}${page.filtered ? ` of ${data.of(type).length} within the filters` : ""}.</p>
    ${dataTable(page, { name: collection, caption: capital(collection), columns, rows })}
  `;
}

/** The fields that tell records apart best: those that most of them have, no long texts. */
function bestFields(data, type, rows) {
  const filled = (field) => rows.filter((record) => record[field.name] !== undefined).length;
  return data
    .fields(type)
    .filter(({ name, holds }) => !["part", "span"].includes(holds) && !["name", "title", "summary", "text_sha256"].includes(name))
    .map((field) => ({ field, count: filled(field) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_COLUMNS)
    .map(({ field }) => field);
}

function sortKey(data, field, held) {
  if (held === undefined) return undefined;
  if (field.holds === "quantity") return held.best ?? held.low ?? held.high;
  if (field.holds === "date") return data.payload.dates[held]?.[1] ?? held;
  if (field.holds === "number") return held;
  return fieldText(data, field, held).toLowerCase();
}

function overviewOfTypes(page) {
  const { data } = page;
  return html`<h1 tabindex="-1">Records</h1>
    <p>All that the other pages show, type by type.</p>
    <ul class="cards">${data.types.map((type) => {
      const { collection, doc } = data.guide.types[type];
      return html`<li class="card"><h2><a href=${href(page, `records/${collection}`)}>${capital(collection)}</a></h2>
        <p>${doc}</p><p class="by">${plural(page.only(data.of(type)).length, "record")}</p></li>`;
    })}</ul>`;
}
