// Search: what was found, and where in the record.
import { html, nothing } from "lit-html";
import { href, valueHref } from "../link.js";
import { highlighted, hits, words } from "../search.js";
import { paged } from "../table.js";
import { capital, plural } from "../words.js";

export function searchView(page) {
  const query = page.route.params.get("q") ?? "";
  if (!query.trim()) return html`<h1 tabindex="-1">Search</h1>
    <p>Names, numbers, wordings, notes: write into the box above. “6,000” finds figures and the words they rest on.</p>`;
  const title = html`<h1 tabindex="-1">Search: ${query}</h1>`;
  if (!page.index) return html`${title}<p role="status">Reading the records … ${page.indexed || ""}</p>`;
  const found = page.index.search(query).filter(({ id }) => page.matches(id));
  return html`${title}
    <p role="status">${plural(found.length, "record")} found${page.filtered ? " within the filters" : ""}</p>
    ${found.length === 0 ? html`<p>Nothing holds all of these words. Fewer words find more.</p>` : nothing}
    <ul class="results">
      ${paged(page, { name: `search ${query}`, things: found, one: (result) => resultView(page, result, query) })}
    </ul>`;
}

function resultView(page, { id, terms }, query) {
  const { data } = page;
  const record = data.get(id);
  const wanted = [...terms, ...words(query)];
  return html`<li>
    <p class="kicker">${capital(record.type)}</p>
    <a class="record" href=${href(page, id)}>${marked(data.name(id), wanted)}</a>
    <ul class="plain hits">
      ${hits(data, record, wanted).map(
        ({ field, text, kind }) => html`<li><a class="value" aria-haspopup="dialog" href=${valueHref(page, id, field.name)}
          ><span class="label">${field.label}${kind === "claim" ? ", claimed" : ""}:</span> ${marked(text, wanted)}</a></li>`,
      )}
    </ul>
  </li>`;
}

function marked(text, terms) {
  return highlighted(text, terms).map(([piece, found]) => (found ? html`<mark>${piece}</mark>` : piece));
}
