// Tables that sort and page, with TanStack Table.
import {
  createTable,
  getCoreRowModel,
  getPaginationRowModel,
  getSortedRowModel,
} from "@tanstack/table-core";
import { html, nothing } from "lit-html";
import { plural } from "./words.js";

export const PAGE = 25;

const states = new Map();

/**
 * A table of rows. A column has an `id`, a `title`, a `cell` for a row, and `of`, what it sorts by.
 * The table's `name` is what its state is kept under while the page is open.
 */
export function dataTable(page, { name, caption, columns, rows, size = PAGE }) {
  const state = stateOf(name, size, rows.length);
  const table = createTable({
    data: rows,
    columns: columns.map(({ id, of }) => ({ id, accessorFn: of, enableSorting: Boolean(of), sortUndefined: "last" })),
    state: { columnPinning: { left: [], right: [] }, ...state },
    onStateChange: () => {},
    onSortingChange: (change) => set(page, name, { sorting: change(state.sorting), pagination: { ...state.pagination, pageIndex: 0 } }),
    onPaginationChange: (change) => set(page, name, { pagination: change(state.pagination) }),
    renderFallbackValue: null,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    getPaginationRowModel: getPaginationRowModel(),
  });
  const headers = table.getHeaderGroups()[0].headers;
  return html`
    <div class="tablebox" role="region" aria-label=${caption} tabindex="0">
      <table role="table">
        <caption class="hidden">${caption}</caption>
        <thead role="rowgroup"><tr role="row">${headers.map(({ column }, at) => heading(column, columns[at].title))}</tr></thead>
        <tbody role="rowgroup">
          ${table.getRowModel().rows.map(
            ({ original }) => html`<tr role="row">${columns.map((column, at) => cell(column, original, at))}</tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${pager(page, name, state, rows.length)}
  `;
}

function heading(column, title) {
  if (!column.getCanSort()) return html`<th role="columnheader" scope="col">${title}</th>`;
  const sorted = column.getIsSorted();
  const order = { asc: "ascending", desc: "descending" }[sorted] ?? "none";
  const sign = { asc: "▲", desc: "▼" }[sorted] ?? "↕";
  return html`<th role="columnheader" scope="col" aria-sort=${order}><button type="button" class="sort"
    @click=${column.getToggleSortingHandler()}>${title} <span aria-hidden="true">${sign}</span></button></th>`;
}

function cell(column, row, at) {
  return at === 0
    ? html`<th role="rowheader" scope="row">${column.cell(row)}</th>`
    : html`<td role="cell" data-title=${column.title}>${column.cell(row)}</td>`;
}

/** A list of things, so many at a time. */
export function paged(page, { name, things, size = PAGE, one }) {
  const state = stateOf(name, size, things.length);
  const { pageIndex, pageSize } = state.pagination;
  const shown = things.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
  return html`${shown.map(one)}${pager(page, name, state, things.length)}`;
}

function pager(page, name, { pagination }, count) {
  const { pageIndex, pageSize } = pagination;
  if (count <= pageSize) return nothing;
  const last = Math.ceil(count / pageSize) - 1;
  const go = (index) => () => set(page, name, { pagination: { ...pagination, pageIndex: index } });
  const from = pageIndex * pageSize + 1;
  return html`<nav class="pager" aria-label="Pages">
    <button type="button" ?disabled=${pageIndex === 0} @click=${go(pageIndex - 1)}>Earlier</button>
    <span role="status">${from}–${Math.min(count, from + pageSize - 1)} of ${plural(count, "entry", "entries")}</span>
    <button type="button" ?disabled=${pageIndex === last} @click=${go(pageIndex + 1)}>Further</button>
  </nav>`;
}

function stateOf(name, pageSize, count) {
  const held = states.get(name) ?? { sorting: [], pagination: { pageIndex: 0, pageSize } };
  const last = Math.max(0, Math.ceil(count / pageSize) - 1);
  const pageIndex = Math.min(held.pagination.pageIndex, last);
  return { ...held, pagination: { pageSize, pageIndex } };
}

function set(page, name, change) {
  const held = states.get(name) ?? { sorting: [], pagination: { pageIndex: 0, pageSize: PAGE } };
  states.set(name, { ...held, ...change });
  page.refresh();
}
