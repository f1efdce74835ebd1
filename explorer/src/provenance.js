// Who says so: the claims behind one value, and what other sources say instead.
import { html, nothing } from "lit-html";
import { claimsOf, listed } from "./data.js";
import { claimedText, recordLink } from "./link.js";
import { excerpt } from "./texts.js";
import { paragraphOf, valueText } from "./words.js";

/** The whole of what stands behind a field, for the dialog and for print. */
export function provenance(page, record, name, level = 3) {
  const field = page.data.field(record.type, name);
  const { claims, dissents } = claimsOf(record, name);
  const heading = (text) => (level === 3 ? html`<h3>${text}</h3>` : html`<h4>${text}</h4>`);
  return html`
    ${record[name] === undefined
      ? html`<p class="contested">Contested: the sources differ, and no value was adopted.</p>`
      : listed(record[name]).map((element) => adopted(page, field, element, claims, heading))}
    ${dissents.length > 0 ? heading("What others say instead") : nothing}
    <ul class="claimlist">
      ${dissents.map((dissent) => claim(page, dissent, dissentValue(page, record, name, dissent)))}
    </ul>
    ${treatments(page, record, name, heading)}
  `;
}

/** One value and the claims for it; of several values each has claims of its own. */
function adopted(page, field, element, claims, heading) {
  const text = valueText(page.data, field, element);
  const own = field.many
    ? claims.filter((one) => one.element === undefined || one.element === element)
    : claims;
  const shown = field.holds === "reference" ? recordLink(page, element) : text;
  const definition =
    field.holds === "term" ? page.data.term(field.vocabulary, element)?.definition : undefined;
  return html`
    ${heading(html`<span class="adopted">${shown}</span>`)}
    ${definition ? html`<p class="definition">${definition}</p>` : nothing}
    <ul class="claimlist">${own.map((one) => claim(page, one))}</ul>
  `;
}

function dissentValue(page, record, name, dissent) {
  const more = dissent.element !== undefined ? "also " : "";
  return html`<strong class="dissent"><span aria-hidden="true">≠ </span><span class="hidden">Instead: </span
    >${more}${claimedText(page, record, name, dissent)}</strong>`;
}

/** One claim: by whom, through whom, in which source and paragraph, in which words. */
export function claim(page, one, head = nothing) {
  const { data } = page;
  return html`<li class="claim">
    ${head}
    ${one.wording ? html`<q class="wording">${one.wording}</q>` : nothing}
    <dl>
      ${row("Claimant", one.claimant ? recordLink(page, one.claimant) : "none: the source’s own voice")}
      ${one.via ? row("Through", one.via.map((id, at) => [at ? " → " : "", recordLink(page, id)])) : nothing}
      ${row("Source", [recordLink(page, one.source), place(data, one)])}
      ${one.hedge ? row("Hedge", terms(data, "hedge", one.hedge)) : nothing}
      ${row("Basis", terms(data, "basis", [one.basis]))}
      ${one.quoted ? row("Quoted", "the words stand in quotation marks") : nothing}
      ${one.note ? row("Note", one.note) : nothing}
    </dl>
    ${excerpt(page, one)}
  </li>`;
}

function row(label, content) {
  return html`<div><dt>${label}</dt><dd>${content}</dd></div>`;
}

function place(data, one) {
  if (!one.span) return nothing;
  const found = paragraphOf(data, one);
  const [start, end] = one.span;
  const paragraph = found ? `, paragraph ${found.number} (${found.kind})` : "";
  return html`<span class="place">${paragraph}, characters ${start}–${end}</span>`;
}

function terms(data, vocabulary, values) {
  return values.map((one, at) => {
    const term = data.term(vocabulary, one);
    return html`${at ? "; " : ""}${term?.label ?? one} <span class="definition">(${term?.definition})</span>`;
  });
}

/** What the dataset did about it: the disagreements that are about this field. */
function treatments(page, record, name, heading) {
  const found = page.data
    .referring(record.id)
    .filter(({ record: by }) => by.type === "disagreement" && (!by.field || by.field === name))
    .map(({ record: by }) => by);
  const about = found.filter((by) => by.field === name || record.dissents?.[name]);
  if (about.length === 0) return nothing;
  return html`${heading("What the dataset does about it")}
    <ul class="plain">
      ${about.map(
        (by) => html`<li>${recordLink(page, by.id)} <span class="definition">${
          page.data.term("treatment", by.treatment)?.definition
        }</span></li>`,
      )}
    </ul>`;
}
