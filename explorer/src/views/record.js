// One record: every field with its value, what others say instead, and what refers to it.
import { html, nothing } from "lit-html";
import { allClaims, claimsOf, counted, grouped, heldFields, listed } from "../data.js";
import { claimsLink, dissentValue, href, linkedValue, recordLink, value } from "../link.js";
import { provenance } from "../provenance.js";
import { wholeText } from "../texts.js";
import { attribution, capital, plural } from "../words.js";
import { citing } from "./citing.js";

const FEW = 12;

export function recordView(page, id) {
  const { data } = page;
  const record = data.get(id);
  if (!record) return unknown(page, id);
  const headed = ["name", "title", "summary"].find((name) => record[name] !== undefined);
  return html`
    <p class="kicker"><a href=${href(page, `records/${data.guide.types[record.type].collection}`)}>${capital(record.type)}</a>
      <code>${id}</code>${data.isOwn(id) ? nothing : html` · from the canonical dataset`}</p>
    <h1 tabindex="-1">${data.name(id)}</h1>
    ${headed !== "summary" && record.summary ? html`<p class="lead">${value(page, record, "summary")}</p>` : nothing}
    <dl class="fields">${heldFields(data, record).map((field) => fieldRow(page, record, field))}</dl>
    ${record.type === "source" ? sourceText(page, record) : nothing}
    ${record.type === "actor" ? said(page, record) : nothing}
    ${references(page, record)}
    ${citing(page, record)}
    ${printed(page, record)}
  `;
}

export function recordTitle(data, id) {
  return data.has(id) ? data.name(id) : `No record ${id}`;
}

function unknown(page, id) {
  const [, slug] = id.split("/");
  return html`<h1 tabindex="-1">There is no record ${id}</h1>
    <p>The address names a record that this page does not hold.
      <a href=${href(page, "search", { q: slug })}>Search for “${slug}”</a>.</p>`;
}

function fieldRow(page, record, field) {
  const { dissents } = claimsOf(record, field.name);
  return html`<div>
    <dt title=${field.doc}>${field.label}</dt>
    <dd>
      ${shown(page, record, field)}
      ${field.holds === "reference" || record[field.name] === undefined ? nothing : claimsLink(page, record, field.name)}
      ${field.name === "url" ? outside(record.url) : nothing}
      ${dissents.length > 0
        ? html`<ul class="dissents">${dissents.map(
            (one) => html`<li>${dissentValue(page, record, field.name, one)} <span class="by">${attribution(page.data, one)}</span></li>`,
          )}</ul>`
        : nothing}
    </dd>
  </div>`;
}

/** A way to the source itself: the one link that leads out of the page. */
function outside(url) {
  if (!/^https?:\/\//.test(url ?? "")) return nothing;
  return html`<a href=${url} rel="noopener noreferrer" target="_blank">open<span class="hidden"> the source in a new tab</span></a>`;
}

function shown(page, record, field) {
  const held = listed(record[field.name]);
  if (held.length <= FEW) return linkedValue(page, record, field.name);
  return html`<details><summary>${held.length} ${field.label}</summary>${linkedValue(page, record, field.name)}</details>`;
}

/** The text of a source, where the reader has it, or why it is not here. */
function sourceText(page, source) {
  const spans = [];
  for (const record of page.data.records) {
    for (const part of ["provenance", "dissents"]) {
      for (const [field, claims] of Object.entries(record[part] ?? {})) {
        for (const one of claims) {
          if (one.source === source.id && one.span) spans.push({ span: one.span, id: record.id, field });
        }
      }
    }
  }
  const absent = page.data.payload.absent[source.id];
  const text = wholeText(page, source, spans);
  if (text === nothing && !absent) return nothing;
  return html`<section><h2>Its text</h2>
    ${absent ? html`<p class="contested">The text given for this source is not shown: ${absent}.</p>` : nothing}
    ${text === nothing ? nothing : html`<p class="hint">${plural(spans.length, "claim")} point into it; what is marked leads to one.</p>${text}`}
  </section>`;
}

/** What an actor is claimant of, in numbers, by type. */
function said(page, actor) {
  const types = page.data.records
    .filter((record) => [...allClaims(record)].some((one) => one.claimant === actor.id))
    .map(({ type }) => type);
  if (types.length === 0) return nothing;
  return html`<p>Claimant in ${counted(types).map(([type, count], at) => html`${at ? ", " : ""}<a
    href=${href({ ...page, route: { ...page.route, params: new Map() } }, `records/${page.data.guide.types[type].collection}`, { claimant: actor.id })}
    >${plural(count, type)}</a>`)}.</p>`;
}

function references(page, record) {
  const found = page.data.referring(record.id).filter(({ record: by }) => page.data.has(by.id));
  if (found.length === 0) return nothing;
  const groups = grouped(found, ({ record: by }) => by.type);
  return html`<section><h2>What refers to it</h2>
    ${[...groups].map(
      ([type, refs]) => html`<details open><summary>${plural(refs.length, type)}</summary>
        <ul>${refs.slice(0, 100).map(({ record: by, field }) =>
          html`<li>${recordLink(page, by.id)} <span class="by">${field.label}</span></li>`)}</ul>
        ${refs.length > 100 ? html`<p class="hint">and ${refs.length - 100} more</p>` : nothing}
      </details>`,
    )}
  </section>`;
}

/** For print: the claims of every field, which on the screen are one step away. */
function printed(page, record) {
  return html`<section class="print-only"><h2>The claims</h2>
    ${heldFields(page.data, record).map(({ name, label }) =>
      html`<h3>${capital(label)}</h3>${provenance(page, record, name, 4)}`)}
  </section>`;
}

