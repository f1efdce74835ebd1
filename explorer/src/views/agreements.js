// What was agreed, what only one side says was agreed, and what was not.
import { html, nothing } from "lit-html";
import { badge, dissentValue, linkedValue, recordLink, value } from "../link.js";
import { paged } from "../table.js";
import { attribution } from "../words.js";

const SHOWN = ["parties", "performers", "quantity", "categories", "due", "meeting", "date", "reciprocity", "purpose", "origin"];

export function agreementsView(page) {
  const agreements = page.only(page.data.of("agreement"));
  return html`
    <h1 tabindex="-1">Agreements</h1>
    <p class="lead">Each with its state when the meeting closed, and what others say of that state.</p>
    ${agreements.length === 0 ? html`<p class="empty">None${page.filtered ? " within the filters" : ""}.</p>` : nothing}
    <div class="stack">${paged(page, { name: "agreements", things: agreements, one: (record) => agreementCard(page, record) })}</div>
  `;
}

export function agreementCard(page, record, short = false) {
  const about = page.data.referring(record.id).filter(({ record: by }) => by.type === "statement").map(({ record: by }) => by);
  const name = recordLink(page, record.id, record.name ?? record.summary);
  return html`<article class="card">
    <p class="badges">${badge(page, record, "status")}<span class="by">${value(page, record, "kind")}</span></p>
    ${short ? html`<h3>${name}</h3>` : html`<h2>${name}</h2>`}
    ${record.name ? html`<p>${value(page, record, "summary")}</p>` : nothing}
    ${statusDissents(page, record)}
    ${short ? nothing : html`
      <dl class="fields compact">${SHOWN.filter((name) => record[name] !== undefined || record.dissents?.[name]).map((name) =>
        html`<div><dt>${page.data.field("agreement", name).label}</dt><dd>${linkedValue(page, record, name)}</dd></div>`)}</dl>
      ${about.length > 0 ? html`<h3>What was said of it</h3><ul class="plain">${[...new Set(about)].map((by) => html`<li>
        ${badge(page, by, "act")} ${recordLink(page, by.id)} <span class="by">${by.speaker ? recordLink(page, by.speaker) : "the source’s own voice"}</span></li>`)}</ul>` : nothing}`}
  </article>`;
}

/** Who says that it stands otherwise. */
export function statusDissents(page, record) {
  const dissents = record.dissents?.status ?? [];
  if (dissents.length === 0) return nothing;
  return html`<ul class="dissents">${dissents.map((one) => html`<li><strong>${dissentValue(page, record, "status", one)}</strong> <span class="by">${attribution(page.data, one)}</span></li>`)}</ul>`;
}
