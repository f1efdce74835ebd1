// The filters: what is chosen holds for every view and stands in the address.
import { html, nothing } from "lit-html";
import { choices } from "./filters.js";
import { filtersOf } from "./route.js";
import { plural, sourceName } from "./words.js";

const LABELS = { party: "Party", source: "Source", claimant: "Claimant" };
const ALL = { party: "all parties", source: "all sources", claimant: "all claimants" };

export function filterBar(page) {
  const chosen = filtersOf(page.route);
  if (chosen.size > 0) page.choices ??= choices(page.data);
  return html`<details class="filters no-print" ?open=${chosen.size > 0}
    @toggle=${({ target }) => target.open && offer(page)}>
    <summary>Filters${chosen.size > 0 ? html` <span class="count">${chosen.size} on, ${plural(kept(page), "record")}</span>` : nothing}</summary>
    ${page.choices ? form(page, chosen) : nothing}
  </details>`;
}

/** What can be chosen is counted when it is first asked for: with many records that takes a while. */
function offer(page) {
  if (page.choices) return;
  page.choices = choices(page.data);
  page.refresh();
}

function form(page, chosen) {
  return html`<form @submit=${(event) => event.preventDefault()}>
      ${Object.keys(LABELS).map((name) => chooser(page, name, chosen.get(name) ?? ""))}
      ${["from", "to"].map((name) => day(page, name, chosen.get(name) ?? ""))}
      <button type="button" ?disabled=${chosen.size === 0} @click=${() => page.clearFilters()}>Clear</button>
    </form>
    <p class="hint">A party stands for itself and for those who hold office in it, lead it, are part of it or sit for it.
      A record without a date of its own is as old as its occasion.</p>`;
}

function kept(page) {
  return page.kept === null ? page.data.records.length : page.kept.size;
}

function chooser(page, name, chosen) {
  const { data } = page;
  const choices = page.choices[name];
  const text = name === "source" ? (id) => `${sourceName(data, id)}` : data.name;
  const number = name === "party" ? () => "" : (count) => ` (${count})`;
  const known = choices.some(([id]) => id === chosen);
  return html`<label>${LABELS[name]}
    <select name=${name} .value=${chosen} @change=${(event) => page.setFilter(name, event.target.value)}>
      <option value="" ?selected=${!chosen}>${ALL[name]}</option>
      ${chosen && !known ? html`<option value=${chosen} selected>${data.name(chosen)}</option>` : nothing}
      ${choices.map(([id, count]) => html`<option value=${id} ?selected=${id === chosen}>${text(id)}${number(count)}</option>`)}
    </select></label>`;
}

function day(page, name, chosen) {
  return html`<label>${name === "from" ? "From" : "Until"}
    <input type="date" name=${name} .value=${chosen} @change=${(event) => page.setFilter(name, event.target.value)} /></label>`;
}
