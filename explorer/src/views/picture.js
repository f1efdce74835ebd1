// A picture with what it leaves out; all that it shows stands in a table or list beside it.
import { html, nothing } from "lit-html";
import { narrowed } from "../chart.js";
import { allClaims, grouped } from "../data.js";
import { recordLink } from "../link.js";
import { plural } from "../words.js";

/** How many rows of a picture can be read; a map has room for more marks than a list for lines. */
const MOST = { timeline: 200, map: 1500, figures: 150 };

const drawn = new WeakMap();

/** The rows of a picture that a reader wants to see. */
export function rowsOf(page, name, set = "rows") {
  return (page.data.payload.pictures[name]?.datasets[set] ?? []).filter(keeper(page));
}

/** Says whether a row is within the filters. */
function keeper(page) {
  const { params } = page.route;
  const [party, source, claimant] = ["party", "source", "claimant"].map((role) => params.get(role));
  const holds = (ids, wanted) => !wanted || ids === undefined || (ids ?? "").split(" ").includes(wanted);
  const of = (row) => !party || !row.party || page.data.side(party).has(row.party);
  return (row) => page.matches(row.record) && of(row) && holds(row.source, source) && holds(row.claimant, claimant);
}

/** Draws a picture; choosing a mark leads to its record. */
export function picture(page, name, label) {
  const rows = rowsOf(page, name);
  if (rows.length === 0) return html`<p class="empty">Nothing to draw${page.filtered ? " within the filters" : ""}.</p>`;
  const spec = page.data.payload.pictures[name];
  const shown = readable(page, name, rows);
  return html`<figure class="picture">
    <talk-chart role="img" aria-label=${`${label}. All that it shows stands in the list below.`} .specs=${specsFor(page, spec, shown)}
      @chosen=${(event) => choose(page, event.detail)}></talk-chart>
    ${shown.length < rows.length ? html`<figcaption>Of ${plural(rows.length, "mark")} the picture shows ${shown.length}, those of which
      most is claimed. Filters choose others, and the list has all.</figcaption>` : nothing}
  </figure>`;
}

/** The rows that a picture has room for: those of which most is claimed, in their order. */
function readable(page, name, rows) {
  if (rows.length <= MOST[name]) return rows;
  const groups = [...grouped(rows, (row) => row.group ?? row.record).values()];
  const weight = (group) => 100 * group.length + [...allClaims(page.data.get(group[0].record))].length;
  const kept = new Set();
  for (const group of groups.sort((a, b) => weight(b) - weight(a))) {
    if (kept.size + group.length > MOST[name]) break;
    for (const row of group) kept.add(row);
  }
  return rows.filter((row) => kept.has(row));
}

/** The same rows give the same object, so that nothing is drawn twice. */
function specsFor(page, spec, rows) {
  const held = drawn.get(spec);
  const key = rows.map(keyOf).join(" ");
  if (held?.key === key) return held.specs;
  const kept = new Set(rows.map(keyOf));
  const specs = narrowed(spec, (row) => kept.has(keyOf(row)));
  drawn.set(spec, { key, specs });
  return specs;
}

/** What is one row in both widths. */
function keyOf({ record, place, date, number }) {
  return `${record}/${place ?? ""}/${date ?? ""}/${number ?? ""}`;
}

function choose(page, row) {
  const [id] = String(row.record ?? row.records).split(" ");
  if (page.data.has(id)) page.go(id, new Map([...page.route.params].filter(([key]) => key !== "value")));
}

/** What a picture could not show, by the reason. */
export function undrawn(page, name) {
  const rows = rowsOf(page, name, "undrawn");
  if (rows.length === 0) return nothing;
  const ids = (of) => [...new Set(of.map(({ record }) => record))];
  return html`<details class="undrawn"><summary>Not in the picture: ${plural(ids(rows).length, "record")}</summary>
    ${[...grouped(rows, ({ reason }) => reason)].map(
      ([reason, of]) => html`<h2>${reason}</h2>
        <ul>${ids(of).slice(0, 200).map((id) => html`<li>${recordLink(page, id)}</li>`)}</ul>
        ${ids(of).length > 200 ? html`<p class="hint">and ${ids(of).length - 200} more</p>` : nothing}`,
    )}
  </details>`;
}
