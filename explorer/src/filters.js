// Which records a reader wants to see: by party, source, claimant and date.
import { allClaims, counted, listed } from "./data.js";
import { FILTERS } from "./route.js";

/** Types that are shown because records that match name them. */
const NAMED = ["place", "source"];

/** The ids of the records that match the filters of a route; null where nothing is filtered. */
export function matching(data, params) {
  const wanted = Object.fromEntries(FILTERS.map((name) => [name, params.get(name) || null]));
  if (!Object.values(wanted).some(Boolean)) return null;
  const ids = new Set();
  const named = new Set();
  for (const record of data.records) {
    if (NAMED.includes(record.type) || !matches(data, record, wanted)) continue;
    ids.add(record.id);
    for (const id of idsIn(data, record)) named.add(id);
  }
  for (const type of NAMED) {
    for (const { id } of data.of(type)) if (named.has(id)) ids.add(id);
  }
  return ids;
}

function matches(data, record, { party, source, claimant, from, to }) {
  return (
    (!party || data.owners(record.id).some((actor) => data.side(party).has(actor))) &&
    (!(source || claimant) || restsOn(record, source, claimant)) &&
    (!(from || to) || isWithin(data, record, from, to))
  );
}

/** Whether one claim of a record is in this source and by this claimant. */
function restsOn(record, source, claimant) {
  for (const claim of allClaims(record)) {
    if ((!source || claim.source === source) && (!claimant || claim.claimant === claimant)) return true;
  }
  return false;
}

function isWithin(data, record, from, to) {
  if (record.type === "actor") return true; // an actor is of no time
  return data
    .days(record.id)
    .some(([first, last]) => (!from || !last || last >= from) && (!to || !first || first <= to));
}

function* idsIn(data, record) {
  for (const field of data.fields(record.type)) {
    if (field.holds === "reference") yield* listed(record[field.name]);
  }
  for (const { source } of allClaims(record)) yield source;
}

/**
 * What can be chosen for each filter, by name: pairs of id and number of records. Of parties the
 * number is that of records of their own and of those who act for them directly: it orders them.
 */
export function choices(data) {
  const claims = data.records.map((record) => [...allClaims(record)]);
  const each = (role) =>
    claims.flatMap((of) => [...new Set(of.map((claim) => claim[role]))].filter(Boolean));
  const parties = data.records
    .filter(({ type }) => type !== "actor")
    .flatMap(({ id }) => [...new Set(data.owners(id).flatMap((actor) => [actor, ...(data.payload.acting[actor] ?? [])]))]);
  return { party: counted(parties), source: counted(each("source")), claimant: counted(each("claimant")) };
}
