// The views: their addresses, their names, and what shows them.
import { recordTitle, recordView } from "./record.js";
import { recordsView } from "./records.js";
import { searchView } from "./search.js";
import { overview } from "./overview.js";
import { timelineView } from "./timeline.js";
import { mapView } from "./map.js";
import { figuresView } from "./figures.js";
import { positionsView } from "./positions.js";
import { agreementsView } from "./agreements.js";
import { disagreementsView } from "./disagreements.js";
import { actorsView } from "./actors.js";
import { aboutView } from "./about.js";
import { html } from "lit-html";
import { href } from "../link.js";

export const VIEWS = [
  { path: "", label: "In short", show: overview },
  { path: "timeline", label: "Timeline", show: timelineView },
  { path: "map", label: "Map", show: mapView },
  { path: "figures", label: "Who says how many", show: figuresView },
  { path: "positions", label: "Positions", show: positionsView },
  { path: "agreements", label: "Agreements", show: agreementsView },
  { path: "disagreements", label: "Disagreements", show: disagreementsView },
  { path: "actors", label: "Actors", show: actorsView },
  { path: "records", label: "Records", show: (page) => recordsView(page, page.route.collection) },
  { path: "about", label: "How to read this", show: aboutView },
];

export function viewOf(page) {
  const { view, id } = page.route;
  if (id) return recordView(page, id);
  if (view === "search") return searchView(page);
  const found = VIEWS.find(({ path }) => (path || "overview") === view);
  return found ? found.show(page) : nowhere(page, view);
}

export function titleOf(page) {
  const { view, id } = page.route;
  if (id) return recordTitle(page.data, id);
  if (view === "search") return `Search: ${page.route.params.get("q") ?? ""}`;
  return VIEWS.find(({ path }) => (path || "overview") === view)?.label ?? "Not found";
}

function nowhere(page, view) {
  return html`<h1 tabindex="-1">There is no view “${view}”</h1>
    <p><a href=${href(page, "")}>Go to the start</a>.</p>`;
}
