// The page: reads its data, follows the address, and shows the view that it names.
import { render } from "lit-html";
import { dataset } from "./data.js";
import { matching } from "./filters.js";
import { filtersOf, formatRoute, openValue, parseRoute, pathOf } from "./route.js";
import { searchIndex } from "./search.js";
import { shell } from "./shell.js";
import { titleOf } from "./views/views.js";
import "./chart.js";
import "./style.css";

const root = document.getElementById("page");
const data = dataset(JSON.parse(document.getElementById("data").textContent));

/** What every view is given. */
const page = {
  data,
  route: parseRoute(location.hash, data.types),
  index: null,
  indexing: false,
  indexed: "",
  choices: null,
  kept: null,
  get filtered() {
    return this.kept !== null;
  },
  matches(id) {
    return this.kept === null || this.kept.has(id);
  },
  only(records) {
    return this.kept === null ? records : records.filter(({ id }) => this.kept.has(id));
  },
  refresh: show,
  announce,
  go(path, params = new Map()) {
    location.hash = formatRoute(path, params);
  },
  setFilter(name, value) {
    const params = new Map(this.route.params);
    params.delete("value");
    if (value) params.set(name, value);
    else params.delete(name);
    location.hash = formatRoute(pathOf(this.route), params);
  },
  clearFilters() {
    const params = new Map(this.route.params);
    for (const name of filtersOf(this.route).keys()) params.delete(name);
    location.hash = formatRoute(pathOf(this.route), params);
  },
  closeValue,
};

let lastFilters = null;
let openedHere = false;

function show() {
  const filters = formatRoute("", filtersOf(page.route));
  if (filters !== lastFilters) {
    page.kept = matching(data, page.route.params);
    lastFilters = filters;
  }
  if (page.route.view === "search") prepareSearch();
  document.title = [titleOf(page), data.payload.about.title].filter(Boolean).join(" · ");
  render(shell(page), root);
  showDialog();
}

function showDialog() {
  const dialog = root.querySelector("dialog");
  const wanted = openValue(page.route) !== null;
  if (wanted && !dialog.open) dialog.showModal();
  if (wanted) dialog.scrollTop = 0;
  if (!wanted && dialog.open) dialog.close();
}

/** Closing a value leads back to where it was opened. */
function closeValue() {
  if (!openValue(page.route)) return;
  if (openedHere) {
    history.back();
    return;
  }
  const params = new Map(page.route.params);
  params.delete("value");
  history.replaceState(null, "", formatRoute(pathOf(page.route), params));
  follow();
}

function follow() {
  const before = page.route;
  page.route = parseRoute(location.hash, data.types);
  openedHere = openValue(page.route) !== null && pathOf(before) === pathOf(page.route);
  show();
  const moved = pathOf(before) !== pathOf(page.route);
  if (moved) root.querySelector("h1")?.focus({ preventScroll: true });
  if (moved) scrollTo(0, history.state?.y ?? 0);
}

function prepareSearch() {
  if (page.index || page.indexing) return;
  page.indexing = true;
  searchIndex(data, (count) => {
    page.indexed = `${count} of ${data.records.length}`;
    show();
  }).then((index) => {
    page.index = index;
    show();
  });
}

function announce(text) {
  const box = document.getElementById("said");
  box.textContent = "";
  requestAnimationFrame(() => (box.textContent = text));
}

addEventListener("hashchange", follow);
addEventListener("scrollend", () => history.replaceState({ y: scrollY }, ""));
addEventListener("beforeprint", () => {
  for (const details of root.querySelectorAll("main details")) details.open = true;
});
show();
