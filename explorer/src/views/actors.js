// Who: the actors, whom they act for, and through whom their words reached the sources.
import { html, nothing } from "lit-html";
import { allClaims, counted, grouped } from "../data.js";
import { recordLink, value } from "../link.js";
import { dataTable } from "../table.js";
import { plural } from "../words.js";

export function actorsView(page) {
  const { data } = page;
  const actors = page.only(data.of("actor"));
  const numbers = countsOf(page);
  const columns = [
    { id: "name", title: "Actor", of: ({ id }) => data.name(id), cell: ({ id }) => recordLink(page, id) },
    { id: "kind", title: "Kind", of: ({ kind }) => kind, cell: (record) => value(page, record, "kind") },
    { id: "for", title: "Acts for", of: ({ id }) => data.above(id).map(data.name).join(), cell: ({ id }) => links(page, data.above(id).slice(0, 4)) },
    ...["claims", "statements", "seats"].map((what) => ({
      id: what,
      title: { claims: "Records claimed", statements: "Statements", seats: "Seats" }[what],
      of: ({ id }) => numbers[what].get(id) ?? 0,
      cell: ({ id }) => numbers[what].get(id) ?? 0,
    })),
  ];
  const rows = [...actors].sort((a, b) => (numbers.claims.get(b.id) ?? 0) - (numbers.claims.get(a.id) ?? 0));
  return html`
    <h1 tabindex="-1">Actors</h1>
    <p class="lead">Who acts and speaks, and for whom. Those whom the sources do not name stay unnamed.</p>
    <h2>Who spoke for whom</h2>
    <div class="cards">${teams(page, actors).map(([side, members]) => team(page, side, members, numbers))}</div>
    ${chains(page)}
    <h2>All actors</h2>
    ${dataTable(page, { name: "actors", caption: "All actors", columns, rows })}
  `;
}

/** The actors for whom others act, with those others; the largest first. */
function teams(page, actors) {
  const pairs = actors.flatMap(({ id }) => page.data.above(id).slice(-1).map((side) => [side, id]));
  return [...grouped(pairs, ([side]) => side)]
    .map(([side, of]) => [side, of.map(([, id]) => id)])
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, 6);
}

const MOST = 12;

function team(page, side, members, numbers) {
  const order = [...members].sort((a, b) => (numbers.claims.get(b) ?? 0) - (numbers.claims.get(a) ?? 0));
  return html`<section class="card"><h3>${recordLink(page, side)}</h3>
    <ul class="plain">${order.slice(0, MOST).map((id) => html`<li>${recordLink(page, id)} ${post(page, id)}</li>`)}</ul>
    ${order.length > MOST ? html`<p class="hint">and ${order.length - MOST} more, in the table below</p>` : nothing}
  </section>`;
}

/** The post that an actor holds, or the seats that it takes. */
function post(page, id) {
  const found = page.data.referring(id);
  const office = found.find(({ record, field }) => record.type === "affiliation" && field.name === "person" && record.title);
  if (office) return html`<span class="by">${value(page, office.record, "title")}</span>`;
  const seat = found.find(({ record, field }) => record.type === "participation" && field.name === "actor");
  return seat ? html`<span class="by">${value(page, seat.record, "role")}</span>` : nothing;
}

/** The ways by which words came from their claimant to the source. */
function chains(page) {
  const found = page.only(page.data.records).flatMap((record) =>
    [...new Set([...allClaims(record)].filter(({ via }) => via).map((one) => JSON.stringify([one.claimant ?? null, ...one.via])))],
  );
  const ways = counted(found).slice(0, 12);
  if (ways.length === 0) return nothing;
  return html`<h2>Through whom their words came</h2>
    <ul class="chains">${ways.map(([way, count]) => {
      const [claimant, ...via] = JSON.parse(way);
      return html`<li>${claimant ? recordLink(page, claimant) : "unnamed"}${via.map((id) => html` <span aria-hidden="true">→</span><span class="hidden"> through </span> ${recordLink(page, id)}`)}
        <span class="by">in ${plural(count, "record")}</span></li>`;
    })}</ul>`;
}

function links(page, ids) {
  return ids.map((id, at) => html`${at ? ", " : ""}${recordLink(page, id)}`);
}

function countsOf(page) {
  const { data } = page;
  const of = (keys) => new Map(counted(keys));
  const records = page.only(data.records);
  const seats = page.only(data.of("participation")).map(({ actor }) => actor);
  const statements = page.only(data.of("statement")).map(({ speaker }) => speaker).filter(Boolean);
  const claims = records.flatMap((record) => [...new Set([...allClaims(record)].map(({ claimant }) => claimant))].filter(Boolean));
  return { claims: of(claims), statements: of(statements), seats: of(seats) };
}

