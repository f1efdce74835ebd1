// When: what happened, was held, said or put forward, and how well its date is known.
import { html } from "lit-html";
import { badge, recordLink, value } from "../link.js";
import { dataTable } from "../table.js";
import { picture, rowsOf, undrawn } from "./picture.js";

export function timelineView(page) {
  const { data } = page;
  const ids = new Set(rowsOf(page, "timeline").map(({ record }) => record));
  const rows = [...ids].map(data.get).sort((a, b) => (start(data, a) < start(data, b) ? -1 : 1));
  const columns = [
    { id: "date", title: "Date", of: (record) => start(data, record), cell: (record) => value(page, record, "date") },
    { id: "what", title: "What", of: ({ id }) => data.name(id), cell: ({ id }) => recordLink(page, id) },
    { id: "type", title: "Type", of: ({ type }) => type, cell: ({ type }) => type },
    { id: "status", title: "Status", of: ({ status }) => status ?? "", cell: (record) =>
      data.field(record.type, "status") ? badge(page, record, "status") : "" },
  ];
  return html`
    <h1 tabindex="-1">Timeline</h1>
    <p class="lead">A point is a day. A bar is a longer time, or a time within which the day is not known.
      What is hollow is approximate, or what another source says. Choose a mark to open its record.</p>
    ${picture(page, "timeline", "Timeline of events, meetings, papers, demands, agreements and statements")}
    <h2>All dates, in order</h2>
    ${dataTable(page, { name: "timeline", caption: "All dates, in order", columns, rows })}
    ${undrawn(page, "timeline")}
  `;
}

function start(data, record) {
  const [, first, last] = data.payload.dates[record.date ?? record.dissents?.date?.[0]?.value] ?? [];
  return first ?? `${last} `; // what is open towards the past stands by its end
}
