// Who says how many: numbers by claimant, side by side; none is summed, none averaged.
import { html, nothing } from "lit-html";
import { grouped } from "../data.js";
import { recordLink, value, valueHref } from "../link.js";
import { paged } from "../table.js";
import { capital, claimantText, quantityText, sourceName } from "../words.js";
import { picture } from "./picture.js";

const COLUMNS = ["What", "How many", "Says who", "Counted", "Source"];

export function figuresView(page) {
  const { data } = page;
  const figures = page.only(data.of("figure"));
  // What most numbers are about comes first, and of it what is measured most often.
  const groups = [...grouped(figures, ({ about }) => about)].sort((a, b) => b[1].length - a[1].length);
  return html`
    <h1 tabindex="-1">Who says how many</h1>
    <p class="lead">Every number with the one who claims it. Different claimants count different things:
      their numbers stand side by side, and none is added up or averaged.</p>
    ${picture(page, "figures", "Numbers by claimant, with lower and upper bounds")}
    <h2>All numbers</h2>
    ${paged(page, { name: "figures", size: 20, things: groups, one: ([about, of]) => groupView(page, about, of) })}
  `;
}

function groupView(page, about, figures) {
  const name = page.data.name(about);
  const measures = [...grouped(figures, ({ measure }) => measure).values()].sort((a, b) => b.length - a.length);
  return html`<section class="measure">
    <h3>${recordLink(page, about)}</h3>
    <div class="tablebox" role="region" tabindex="0" aria-label=${`Numbers: ${name}`}><table role="table" class="numbers-table">
      <thead role="rowgroup"><tr role="row">${COLUMNS.map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}</tr></thead>
      <tbody role="rowgroup">${measures.flat().map((figure) => [
        adopted(page, figure),
        ...(figure.dissents?.quantity ?? []).map((one) => instead(page, figure, one)),
      ])}</tbody>
    </table></div>
  </section>`;
}

function adopted(page, figure) {
  const claims = figure.provenance?.quantity ?? [];
  return html`<tr role="row">
    <th role="rowheader" scope="row">${recordLink(page, figure.id, capital(page.data.term("measure", figure.measure)?.label ?? figure.measure))}</th>
    <td role="cell" data-title="How many">${value(page, figure, "quantity")}</td>
    <td role="cell" data-title="Says who">${figure.claimant ? recordLink(page, figure.claimant) : who(page, claims)}</td>
    <td role="cell" data-title="Counted">${counted(page, figure)}</td>
    <td role="cell" data-title="Source">${sources(page, claims)}</td>
  </tr>`;
}

function instead(page, figure, dissent) {
  return html`<tr role="row" class="instead">
    <th role="rowheader" scope="row"><span aria-hidden="true">≠ </span>said instead</th>
    <td role="cell" data-title="How many"><a class="value" aria-haspopup="dialog" href=${valueHref(page, figure.id, "quantity")}
      >${quantityText(page.data, dissent.value)}</a></td>
    <td role="cell" data-title="Says who">${capital(claimantText(page.data, dissent))}</td>
    <td role="cell" class="by" data-title="Counted">${dissent.note}</td>
    <td role="cell" data-title="Source">${sources(page, [dissent])}</td>
  </tr>`;
}

function who(page, claims) {
  const named = [...new Set(claims.map(({ claimant }) => claimant))];
  if (named.every((one) => !one)) return "The source’s own voice";
  return named.map((one, at) => html`${at ? ", " : ""}${one ? recordLink(page, one) : "the source’s own voice"}`);
}

function counted(page, figure) {
  return ["item", "base", "counting", "recipient", "reference", "method", "as_of"]
    .filter((name) => figure[name] !== undefined)
    .map((name, at) => html`${at ? " · " : nothing}${name === "reference" ? "from " : nothing}${value(page, figure, name)}`);
}

function sources(page, claims) {
  return [...new Set(claims.map(({ source }) => source))].map(
    (id, at) => html`${at ? ", " : ""}${recordLink(page, id, sourceName(page.data, id))}`,
  );
}
