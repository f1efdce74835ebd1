// How to cite a record, and its address, to be copied.
import { html } from "lit-html";
import { allClaims, listed } from "../data.js";
import { copyButton } from "../clipboard.js";

/** The works that are cited for a record, by id: the datasets, then the sources of its claims. */
export function worksFor(data, record) {
  const { citations } = data.payload;
  const sources = new Set(record.type === "source" ? [record.id] : []);
  for (const { source } of allClaims(record)) sources.add(source);
  for (const id of sources) if (citations[id]?.within) sources.add(citations[id].within);
  const datasets = Object.keys(citations).filter((id) => id.startsWith("dataset/"));
  const [first, ...more] = data.isOwn(record.id) ? datasets : datasets.slice(-1);
  const cited = [first, ...(leadsOut(data, record) ? more : [])].filter(Boolean);
  return [...cited, ...[...sources].sort(byCodePoint)].filter((id) => id in citations);
}

/** Whether a record names one that only the canonical dataset has. */
function leadsOut(data, record) {
  const ids = data.fields(record.type).flatMap(({ name, holds }) => (holds === "reference" ? listed(record[name]) : []));
  for (const one of allClaims(record)) ids.push(one.source, one.claimant, ...(one.via ?? []), ...listed(one.value));
  return ids.some((id) => typeof id === "string" && data.has(id) && !data.isOwn(id));
}

function byCodePoint(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A citation in a style, `text` or `bibtex`. */
export function citation(data, works, style) {
  return works.map((id) => data.payload.citations[id][style]).join("\n\n");
}

export function citing(page, record) {
  const works = worksFor(page.data, record);
  return html`<section class="citing"><h2>Cite</h2>
    <p class="buttons">
      ${copyButton(page, "Copy citation", () => citation(page.data, works, "text"))}
      ${copyButton(page, "Copy BibTeX", () => citation(page.data, works, "bibtex"))}
      ${copyButton(page, "Copy link", () => `${location.href.split("#")[0]}#${record.id}`)}
    </p>
    <details><summary>Show the citation</summary>
      <pre tabindex="0" aria-label="Citation">${citation(page.data, works, "text")}</pre>
      <pre tabindex="0" aria-label="BibTeX">${citation(page.data, works, "bibtex")}</pre>
    </details>
  </section>`;
}
