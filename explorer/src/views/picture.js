// A picture with what it leaves out; all that it shows stands in a table or list beside it.
import { html, nothing } from "lit-html";
import { MOST, narrowed } from "../chart.js";
import { recordLink } from "../link.js";
import { grouped } from "../data.js";
import { plural } from "../words.js";

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
  const of = (row) => !party || !row.party || page.data.sides(row.party).includes(party);
  return (row) => page.matches(row.record) && of(row) && holds(row.source, source) && holds(row.claimant, claimant);
}

/** Draws a picture; choosing a mark leads to its record. */
export function picture(page, name, label) {
  const rows = rowsOf(page, name);
  if (rows.length === 0) return html`<p class="empty">Nothing to draw${page.filtered ? " within the filters" : ""}.</p>`;
  const spec = page.data.payload.pictures[name];
  const { specs, left } = specsFor(page, spec, rows);
  return html`<figure class="picture">
    <talk-chart role="img" aria-label=${`${label}. All that it shows stands in the list below.`} .specs=${specs}
      @chosen=${(event) => choose(page, event.detail)}></talk-chart>
    ${left > 0 ? html`<figcaption>Of ${plural(rows.length, "row")} the picture shows ${MOST}; filters choose others, and the list has all.</figcaption>` : nothing}
  </figure>`;
}

/** The same rows give the same object, so that nothing is drawn twice. */
function specsFor(page, spec, rows) {
  const held = drawn.get(spec);
  const key = rows.map(({ record }) => record).join(" ");
  if (held?.key === key) return held;
  const made = { key, ...narrowed(spec, keeper(page)) };
  drawn.set(spec, made);
  return made;
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
