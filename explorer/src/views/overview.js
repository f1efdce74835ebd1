// In short: what was held, demanded, agreed and struck, who says so, and where they differ.
import { html, nothing } from "lit-html";
import { allClaims, counted, grouped } from "../data.js";
import { badge, href, recordLink, value } from "../link.js";
import { attribution, capital, plural, sourceName } from "../words.js";
import { agreementCard } from "./agreements.js";
import { sideBySide } from "./disagreements.js";

export function overview(page) {
  const { data } = page;
  const { about } = data.payload;
  const sources = page.only(data.of("source")).filter(({ text_sha256: text }) => text);
  const records = page.only(data.records);
  const claims = records.reduce((count, record) => count + [...allClaims(record)].length, 0);
  return html`
    <h1 tabindex="-1">${about.title ?? "In short"}</h1>
    <p class="lead">${plural(claims, "claim")} in ${plural(records.length, "record")}${sources.length > 0
      ? html`, read in ${plural(sources.length, "text")}: ${sources.slice(0, 4).map(({ id }, at) => html`${at ? ", " : ""}${recordLink(page, id, sourceName(data, id))}`)}${sources.length > 4 ? " …" : ""}`
      : nothing}.
      Choose any <span class="value">value</span> to see who says so; <span class="differs">≠</span> means that another source says otherwise.</p>
    ${meetings(page)} ${demands(page)} ${agreements(page)} ${strikes(page)} ${differences(page)}
  `;
}

function more(page, path, text) {
  return html`<p class="more"><a href=${href(page, path)}>${text} <span aria-hidden="true">→</span></a></p>`;
}

function rank(record) {
  return Object.values(record.provenance ?? {}).flat().length;
}

/** The meetings that were held and of which most is known, in their order. */
function meetings(page) {
  const held = page.only(page.data.of("meeting")).filter(({ status, round, part_of }) => status === "held" && (round || !part_of));
  if (held.length === 0) return nothing;
  const numbered = held.filter(({ round }) => round);
  const best = [...(numbered.length > 0 ? numbered : held)].sort((a, b) => rank(b) - rank(a)).slice(0, 4);
  best.sort((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : 1));
  return html`<section><h2>What was held</h2>
    <div class="cards">${best.map((meeting) => html`<article class="card">
      <p class="kicker">${value(page, meeting, "date")}</p>
      <h3>${recordLink(page, meeting.id)}</h3>
      <p>${value(page, meeting, "places")}${meeting.venue ? html` · ${value(page, meeting, "venue")}` : nothing}${meeting.duration ? html` · ${value(page, meeting, "duration")}` : nothing}</p>
      ${meeting.outcome ? html`<p>Outcome: ${value(page, meeting, "outcome")}</p>` : nothing}
      ${seats(page, meeting)}
    </article>`)}</div>
    ${more(page, "timeline", "All on the timeline")}</section>`;
}

function seats(page, meeting) {
  const found = page.data.referring(meeting.id).filter(({ record }) => record.type === "participation").map(({ record }) => record);
  const there = found.filter(({ status, role }) => status === "attended" && ["party", "head_of_delegation", "chair", "mediator", "host"].includes(role));
  if (there.length === 0) return nothing;
  return html`<ul class="plain by">${there.slice(0, 6).map((seat) => html`<li>${recordLink(page, seat.actor)}, ${value(page, seat, "role")}</li>`)}</ul>`;
}

const MOST = 9;

/** What the two or three parties with most demands put forward, packages with their terms. */
function demands(page) {
  const all = page.only(page.data.of("demand"));
  const parties = counted(all.map((one) => sideOf(page.data, one)).filter(Boolean)).slice(0, 2);
  if (parties.length === 0) return nothing;
  return html`<section><h2>What was demanded and offered</h2>
    <div class="columns">${parties.map(([party, count]) => {
      const own = all.filter((one) => sideOf(page.data, one) === party);
      const ids = new Set(own.map(({ id }) => id));
      const tops = own.filter(({ part_of: whole }) => !ids.has(whole)).sort((a, b) => rank(b) - rank(a));
      return html`<section class="card"><h3>${recordLink(page, party)}</h3>
        <ul class="demands">${tops.slice(0, MOST).map((one) => demand(page, one, own))}</ul>
        <p class="more"><a href=${href(page, "records/demands", { party })}>${count > 1 ? `All ${count}` : "It"}, as a table <span aria-hidden="true">→</span></a></p>
      </section>`;
    })}</div>
    ${more(page, "positions", "By issue and party")}</section>`;
}

/** For whom a position is put forward: the party or, of a person, the side it acts for. */
function sideOf(data, { party }) {
  return party && (data.above(party).at(-1) ?? party);
}

function demand(page, record, own) {
  const terms = own.filter(({ part_of: whole }) => whole === record.id);
  return html`<li><span class="kind">${value(page, record, "kind")}</span> ${value(page, record, "summary")}
    ${terms.length > 0 ? html`<ul class="demands">${terms.map((term) => demand(page, term, own))}</ul>` : nothing}</li>`;
}

function agreements(page) {
  const all = page.only(page.data.of("agreement"));
  if (all.length === 0) return nothing;
  const order = [...all].sort((a, b) => rank(b) - rank(a)).slice(0, 6);
  return html`<section><h2>What was agreed, and what was not</h2>
    <div class="cards">${order.map((record) => agreementCard(page, record, true))}</div>
    ${more(page, "agreements", `All ${plural(all.length, "agreement")}`)}</section>`;
}

/** The events aimed at something, of which most is known, and how many were hit according to whom. */
function strikes(page) {
  const struck = page.only(page.data.of("event")).filter(({ methods, target_types: types }) => methods || types);
  if (struck.length === 0) return nothing;
  const [first, ...rest] = [...struck].sort((a, b) => rank(b) - rank(a));
  const figures = page.only(page.data.of("figure")).filter(({ about }) => about === first.id);
  return html`<section><h2>What was struck</h2>
    <article class="card"><p class="kicker">${value(page, first, "date")}</p>
      <h3>${recordLink(page, first.id)} ${badge(page, first, "status")}</h3>
      <p>${value(page, first, "summary")}</p>
      <p>By ${value(page, first, "initiator")}. Aimed at: ${value(page, first, "target_types")}.</p>
      ${figures.length > 0 ? html`<h4>Who says how many</h4><ul class="numbers">${severalFirst(figures).slice(0, MOST).map((figure) => number(page, figure))}</ul>` : nothing}
    </article>
    ${rest.length > 0 ? html`<ul class="plain strikes">${rest.slice(0, 8).map((event) => html`<li>${recordLink(page, event.id)} ${badge(page, event, "status")} ${event.date ? html`<span class="by">${value(page, event, "date")}</span>` : nothing}</li>`)}</ul>` : nothing}
    ${more(page, "figures", "Who says how many")} ${more(page, "map", "On the map")}</section>`;
}

/** Figures measure by measure, those first of which there are several. */
function severalFirst(figures) {
  const measures = [...grouped(figures, ({ measure }) => measure).values()];
  return measures.sort((a, b) => b.length - a.length).flatMap((of) => of.slice(0, 4));
}

function number(page, figure) {
  const { data } = page;
  const [claim] = figure.provenance?.quantity ?? [];
  const who = figure.claimant ? recordLink(page, figure.claimant) : claim ? capital(attribution(data, claim)) : "";
  return html`<li><strong>${value(page, figure, "quantity")}</strong> ${value(page, figure, "measure")}${figure.item ? html`, ${value(page, figure, "item")}` : nothing}${figure.base ? html` (${value(page, figure, "base")})` : nothing}
    <span class="by">${who}</span></li>`;
}

/** Values on which sources differ, those that most claims rest on first. */
function differences(page) {
  const found = page
    .only(page.data.records)
    .flatMap((record) => Object.entries(record.dissents ?? {}).map(([name, dissents]) => ({ record, name, weight: 10 * dissents.length + rank(record) })));
  if (found.length === 0) return nothing;
  found.sort((a, b) => b.weight - a.weight);
  return html`<section><h2>Where the sources differ</h2>
    <div class="cards">${found.slice(0, 6).map((one) => html`<div class="card">${sideBySide(page, one)}</div>`)}</div>
    ${more(page, "disagreements", `All ${plural(page.only(page.data.of("disagreement")).length, "disagreement")}`)}</section>`;
}
