// Where: the places and what happened there.
import { html, nothing } from "lit-html";
import { grouped } from "../data.js";
import { claimsLink, recordLink, value } from "../link.js";
import { paged } from "../table.js";
import { picture, rowsOf, undrawn } from "./picture.js";

export function mapView(page) {
  const rows = rowsOf(page, "map");
  const places = [...grouped(rows, (row) => row.place ?? row.record)];
  return html`
    <h1 tabindex="-1">Map</h1>
    <p class="lead">Places that the sources name, and strikes. No borders are drawn, because a border
      says whose a place is; a region is outlined where nobody named here disputes its outline. A mark in the
      middle of a region says that it was there somewhere; choose one to open it.</p>
    ${picture(page, "map", "Map of places and strikes")}
    ${places.length > 0 ? html`<h2>The places</h2>` : nothing}
    <ul class="cards">${paged(page, { name: "map", things: places, one: ([id]) => placeCard(page, id) })}</ul>
    ${undrawn(page, "map")}
  `;
}

function placeCard(page, id) {
  const place = page.data.get(id);
  if (!place) return nothing;
  const here = page.data
    .referring(id)
    .filter(({ record }) => ["event", "meeting"].includes(record.type) && page.matches(record.id))
    .map(({ record }) => record);
  return html`<li class="card">
    <h3>${recordLink(page, id)}</h3>
    <p class="by">${place.kind ? value(page, place, "kind") : nothing}${place.coordinates
      ? html` · ${value(page, place, "coordinates")} ${claimsLink(page, place, "coordinates")}` : nothing}</p>
    ${here.length > 0
      ? html`<ul class="plain">${[...new Set(here)].slice(0, 6).map((record) =>
          html`<li>${recordLink(page, record.id)}${record.date ? html` <span class="by">${value(page, record, "date")}</span>` : nothing}</li>`)}</ul>`
      : nothing}
  </li>`;
}
