// Where the reader is: the part of the address after `#`, read and written.
//
//   #timeline?party=actor/russia        a view, with filters
//   #event/spiderweb                    a record
//   …?value=event/spiderweb.date        with the claims behind one value open

export const FILTERS = ["party", "source", "claimant", "from", "to"];

/** Reads the hash of an address. A record's route has an `id`, all others a `view`. */
export function parseRoute(hash, types) {
  const [path, query = ""] = split(hash.replace(/^#/, ""), "?");
  const params = new Map();
  for (const pair of query.split("&")) {
    const [key, value = ""] = split(pair, "=");
    if (key) params.set(decode(key), decode(value));
  }
  const [first, ...rest] = decode(path).split("/");
  const isRecord = types.includes(first) && rest.length > 0;
  return {
    view: isRecord ? "record" : first === "records" ? "records" : first || "overview",
    id: isRecord ? [first, ...rest].join("/") : null,
    collection: first === "records" ? (rest[0] ?? null) : null,
    params,
  };
}

/** Writes a hash: a path, and what comes with it; what is empty is left out. */
export function formatRoute(path, params = new Map()) {
  const pairs = [...params]
    .filter(([, value]) => value !== "" && value !== undefined && value !== null)
    .map(([key, value]) => `${encode(key)}=${encode(value)}`);
  return `#${path}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}

/** The path of a route, without what comes with it. */
export function pathOf({ view, id, collection }) {
  if (id) return id;
  if (collection) return `records/${collection}`;
  return view === "overview" ? "" : view;
}

/** The filters of a route, to take along to another one. */
export function filtersOf({ params }) {
  return new Map(FILTERS.filter((name) => params.has(name)).map((name) => [name, params.get(name)]));
}

/** The record and field that a route's `value` names, or null. */
export function openValue({ params }) {
  const [id, field] = split(params.get("value") ?? "", ".");
  return id && field ? { id, field } : null;
}

function split(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function encode(text) {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+").replaceAll("%2C", ",");
}

function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text; // a broken address names nothing
  }
}
