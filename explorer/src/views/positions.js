// Who wants what: issues and parties as a matrix whose cells open to the demands behind them.
import { html, nothing } from "lit-html";
import { counted, grouped } from "../data.js";
import { recordLink, value } from "../link.js";
import { capital } from "../words.js";
import { rowsOf, undrawn } from "./picture.js";

const SIGNS = new Map([
  ["demanded", "▲"], ["proposed", "◆"], ["offered", "●"], ["reserved", "■"],
  ["accepted", "▽"], ["refused", "✕"], ["agreed", "✓"], ["not settled", "–"],
]);
const MOST = 6;

export function positionsView(page) {
  const rows = rowsOf(page, "positions");
  const parties = counted(rows.map(({ party }) => party));
  const columns = parties.slice(0, MOST).map(([party]) => party);
  const others = parties.slice(MOST);
  const issues = [...grouped(rows, ({ issue }) => issue)].sort((a, b) => b[1].length - a[1].length);
  const met = new Set(rows.map(({ stance }) => stance));
  const stances = [...new Set([...SIGNS.keys(), ...met])].filter((stance) => met.has(stance));
  return html`
    <h1 tabindex="-1">Positions</h1>
    <p class="lead">What each party demanded, offered, refused and agreed, issue by issue. A cell opens to what stands behind it.</p>
    ${rows.length === 0 ? html`<p class="empty">No positions${page.filtered ? " within the filters" : ""}.</p>` : html`
      <ul class="legend" aria-label="Signs">${stances.map((stance) => html`<li>${sign(stance)} ${stance}</li>`)}</ul>
      <div class="tablebox matrix" role="region" tabindex="0" aria-label="Positions by issue and party"><table role="table">
        <caption class="hidden">Positions by issue and party</caption>
        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Issue</th>${columns.map((party) => html`<th role="columnheader" scope="col">${recordLink(page, party)}</th>`)}</tr></thead>
        <tbody role="rowgroup">${issues.map(([issue, of]) => html`<tr role="row">
          <th role="rowheader" scope="row">${capital(page.data.term("issue", issue)?.label ?? issue)}</th>
          ${columns.map((party) => cellOf(page, party, of.filter((row) => row.party === party)))}
        </tr>`)}</tbody>
      </table></div>
      ${others.length > 0 ? html`<h2>Other parties</h2><ul>${others.map(([party]) => html`<li>${recordLink(page, party)}
        ${cell(page, rows.filter((row) => row.party === party), true)}</li>`)}</ul>` : nothing}`}
    ${undrawn(page, "positions")}
  `;
}

function sign(stance) {
  return html`<span class="sign" data-stance=${stance} aria-hidden="true">${SIGNS.get(stance) ?? "·"}</span>`;
}

function cellOf(page, party, rows) {
  return html`<td role="cell" data-title=${page.data.name(party)} data-empty=${rows.length === 0}>${cell(page, rows)}</td>`;
}

function cell(page, rows) {
  if (rows.length === 0) return html`<span class="hidden">nothing</span>`;
  return [...grouped(rows, ({ stance }) => stance)].map(([stance, of]) => html`<details class="stance">
    <summary>${sign(stance)} ${stance}${of.length > 1 ? ` (${of.length})` : nothing}</summary>
    <ul class="plain">${of.map((row) => entry(page, row))}</ul>
  </details>`);
}

function entry(page, { record: id }) {
  const record = page.data.get(id);
  if (!record) return nothing;
  return html`<li>${record.summary ? value(page, record, "summary") : recordLink(page, id)}
    ${recordLink(page, id, html`<span class="by">${record.type}<span class="hidden"> ${page.data.name(id)}</span></span>`)}</li>`;
}
