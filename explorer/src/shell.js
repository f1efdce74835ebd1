// What stands around every view: the name, the ways through the data, search, filters, the dialog.
import { html, nothing } from "lit-html";
import { filterBar } from "./filterbar.js";
import { href } from "./link.js";
import { provenance } from "./provenance.js";
import { filtersOf, openValue } from "./route.js";
import { capital } from "./words.js";
import { copyButton } from "./clipboard.js";
import { VIEWS, viewOf } from "./views/views.js";

export function shell(page) {
  const { about } = page.data.payload;
  return html`
    <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header>
      <div class="bar">
        <a class="home" href=${href(page, "")}>${about.title ?? "Talks and strikes as data"}</a>
        <search><form class="search" @submit=${(event) => search(page, event)}>
          <label class="hidden" for="query">Search everything</label>
          <input id="query" type="search" name="q" placeholder="Search: 6,000, Umerov, ceasefire …"
            autocomplete="off" .value=${page.route.params.get("q") ?? ""} />
          <button>Search</button>
        </form></search>
      </div>
      <nav aria-label="Views"><ul>${VIEWS.map((view) => entry(page, view))}</ul></nav>
      ${filterBar(page)}
    </header>
    <main id="main" tabindex="-1">${viewOf(page)}</main>
    <footer>
      <p>${[about.title, about.version && `version ${about.version}`, about.license].filter(Boolean).join(" · ")}.
        Made with ${about.made_with}. Nothing is sent from this page, and it loads nothing.</p>
    </footer>
    <dialog aria-labelledby="asked" @close=${() => page.closeValue()} @click=${backdrop}>${opened(page)}</dialog>
    <div id="said" role="status" class="said"></div>
    <div id="tip" class="tip" hidden aria-hidden="true"></div>
  `;
}

function entry(page, { path, label }) {
  const { route } = page;
  const current = route.view === (path || "overview");
  return html`<li><a href=${href(page, path)} aria-current=${current ? "page" : nothing}>${label}</a></li>`;
}

function opened(page) {
  const wanted = openValue(page.route);
  const record = wanted && page.data.get(wanted.id);
  const field = record && page.data.field(record.type, wanted.field);
  const close = html`<button type="button" class="close" autofocus
    @click=${(event) => event.target.closest("dialog").close()}>Close</button>`;
  if (!wanted) return nothing;
  if (!field) return html`<div class="inner">${close}<h2 id="asked">There is no value ${wanted.id}.${wanted.field}</h2></div>`;
  return html`<div class="inner">
    ${close}
    <p class="kicker"><a href=${href(page, record.id)}>${page.data.name(record.id)}</a></p>
    <h2 id="asked">${capital(field.label)}: who says so?</h2>
    <p class="definition">${field.doc}</p>
    ${provenance(page, record, field.name)}
    <p class="buttons">${copyButton(page, "Copy link to this value", () =>
      `${location.href.split("#")[0]}#${record.id}?value=${record.id}.${field.name}`)}</p>
  </div>`;
}

/** A click beside the dialog closes it. */
function backdrop(event) {
  if (event.target === event.currentTarget) event.currentTarget.close();
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function search(page, event) {
  event.preventDefault();
  const query = new FormData(event.target).get("q").trim();
  page.go("search", new Map([...filtersOf(page.route), ["q", query]]));
}
