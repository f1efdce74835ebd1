// Where the sources differ: the values side by side, and what the dataset did about it.
import { html, nothing } from "lit-html";
import { claimsOf, counted } from "../data.js";
import { badge, dissentValue, href, recordLink, value } from "../link.js";
import { paged } from "../table.js";
import { attribution, capital, fieldText, plural } from "../words.js";

export function disagreementsView(page) {
  const { data, route } = page;
  const all = page.only(data.of("disagreement"));
  const kind = route.params.get("kind");
  const shown = kind ? all.filter((one) => one.kind === kind) : all;
  const kinds = counted(all.map((one) => one.kind));
  // What has values to compare comes first.
  const ordered = [...shown].sort((a, b) => rowsOf(data, b).length - rowsOf(data, a).length);
  return html`
    <h1 tabindex="-1">Disagreements</h1>
    <p class="lead">${plural(all.length, "point")} on which the sources differ, or one text can be read in two ways. Nothing is averaged away.</p>
    <ul class="pills" aria-label="Kinds">${[[null, all.length], ...kinds].map(([one, count]) => html`<li><a
      href=${href(page, "disagreements", one ? { kind: one } : {})} aria-current=${(one ?? null) === (kind ?? null) ? "true" : nothing}
      >${one ? data.term("disagreement_kind", one)?.label : "all"} <span class="count">${count}</span></a></li>`)}</ul>
    <div class="stack">${paged(page, { name: `disagreements ${kind}`, things: ordered, size: 20, one: (record) => disagreementCard(page, record) })}</div>
  `;
}

export function disagreementCard(page, record) {
  const { data } = page;
  const rows = rowsOf(data, record);
  const covered = new Set(rows.map((row) => row.record.id));
  const others = record.records.filter((id) => !covered.has(id));
  return html`<article class="card">
    <p class="badges">${badge(page, record, "kind")}<span class="by">${value(page, record, "treatment")}</span></p>
    <h2>${recordLink(page, record.id, record.summary)}</h2>
    ${rows.map((row) => sideBySide(page, row))}
    ${others.length > 0 ? html`<ul class="plain beside">${others.map((id) => html`<li>${recordLink(page, id)}${own(page, id, record.field)}</li>`)}</ul>` : nothing}
  </article>`;
}

/** What a record of the disagreement holds in the field that it is about. */
function own(page, id, name) {
  const record = page.data.get(id);
  if (!record || !name || record[name] === undefined) return nothing;
  return html` <span class="by">${page.data.field(record.type, name)?.label}: ${value(page, record, name)}</span>`;
}

/**
 * The fields of the records of a disagreement in which a source says something else: the one that
 * it is about or, if it names none, those that no other disagreement is about.
 */
function rowsOf(data, { records, field }) {
  return records
    .map(data.get)
    .filter(Boolean)
    .flatMap((record) =>
      Object.keys(record.dissents ?? {})
        .filter((name) => (field ? name === field : !isCovered(data, record.id, name)))
        .map((name) => ({ record, name })),
    );
}

function isCovered(data, id, name) {
  return data.referring(id).some(({ record: by }) => by.type === "disagreement" && by.field === name);
}

/** A field's adopted value and what is said instead, each with who says so. */
export function sideBySide(page, { record, name }) {
  const { data } = page;
  const field = data.field(record.type, name);
  const { claims, dissents } = claimsOf(record, name);
  const by = (list) => [...new Set(list.map((one) => attribution(data, one)))].join("; ");
  return html`<div class="sides">
    <p class="of">${recordLink(page, record.id)} · ${field.label}</p>
    <ul>
      <li class="side"><span class="stand">adopted</span> ${value(page, record, name, record[name] === undefined ? "none: contested" : capital(fieldText(data, field, record[name])))}
        <span class="by">${by(claims)}</span></li>
      ${dissents.map((one) => html`<li class="side instead"><span class="stand">said instead</span>
        ${dissentValue(page, record, name, one)} <span class="by">${by([one])}</span></li>`)}
    </ul>
  </div>`;
}
