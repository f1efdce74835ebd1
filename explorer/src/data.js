// The dataset as the page holds it: records, looked up and followed in both directions.

/** Reads a payload; see `istanbul_talks.exploring.payload` for what is in it. */
export function dataset(payload) {
  const { guide, records, beside } = payload;
  const byId = new Map([...beside, ...records].map((record) => [record.id, record]));
  const own = new Set(records.map((record) => record.id));
  const byType = new Map(Object.keys(guide.types).map((type) => [type, []]));
  for (const record of records) byType.get(record.type).push(record);
  const fields = new Map(
    Object.entries(guide.types).map(([type, { fields }]) => [
      type,
      new Map(fields.map((field) => [field.name, field])),
    ]),
  );
  let referring = null;

  return {
    payload,
    guide,
    records,
    types: Object.keys(guide.types),
    get: (id) => byId.get(id),
    has: (id) => byId.has(id),
    isOwn: (id) => own.has(id),
    of: (type) => byType.get(type) ?? [],
    name: (id) => payload.names[id] ?? id,
    fields: (type) => guide.types[type].fields,
    field: (type, name) => fields.get(type)?.get(name),
    term: (vocabulary, value) => guide.vocabularies[vocabulary]?.terms[value],
    owners: (id) => payload.owners[id] ?? [],
    above: upwards(payload.acting),
    side: downwards(payload.acting),
    days: (id) => payload.days[id] ?? [],
    /** Where other records name this one in a field, as pairs of record and field. */
    referring(id) {
      referring ??= referencesBackwards([...records, ...beside], fields);
      return referring.get(id) ?? [];
    },
  };
}

/** Says whom an actor acts for: directly, then those for whom these act, and so on. */
function upwards(acting) {
  const known = new Map();
  return (actor) => {
    if (!known.has(actor)) known.set(actor, reached(actor, (one) => acting[one] ?? []));
    return known.get(actor);
  };
}

/** Says who makes a party: itself and all who act for it, directly or through others. */
function downwards(acting) {
  const known = new Map();
  let below = null;
  return (party) => {
    below ??= reversed(acting);
    if (!known.has(party)) known.set(party, new Set([party, ...reached(party, (one) => below.get(one) ?? [])]));
    return known.get(party);
  };
}

function reversed(acting) {
  const found = new Map();
  for (const [actor, sides] of Object.entries(acting)) {
    for (const side of sides) found.set(side, [...(found.get(side) ?? []), actor]);
  }
  return found;
}

/** What is reached from a start by steps, the nearest first; without the start. */
function reached(start, stepsFrom) {
  const found = new Set([start]);
  for (const one of found) for (const next of stepsFrom(one)) found.add(next);
  found.delete(start);
  return [...found];
}

function referencesBackwards(records, fields) {
  const found = new Map();
  for (const record of records) {
    for (const field of fields.get(record.type).values()) {
      if (field.holds !== "reference") continue;
      for (const id of listed(record[field.name])) {
        if (!found.has(id)) found.set(id, []);
        found.get(id).push({ record, field });
      }
    }
  }
  return found;
}

/** The values of a field as a list; none if it is missing. */
export function listed(value) {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The claims for a field's value, and the dissents: what other sources say instead. */
export function claimsOf(record, field) {
  return {
    claims: record.provenance?.[field] ?? [],
    dissents: record.dissents?.[field] ?? [],
  };
}

/** Every claim of a record, dissents included. */
export function* allClaims(record) {
  for (const claims of Object.values(record.provenance ?? {})) yield* claims;
  for (const claims of Object.values(record.dissents ?? {})) yield* claims;
}

/** The fields of a record that hold a value or are contested. */
export function heldFields(data, record) {
  return data
    .fields(record.type)
    .filter(({ name }) => record[name] !== undefined || record.dissents?.[name]);
}

/** How often each key is met, most often first. */
export function counted(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Things by what a function says of each, in the order in which they are met. */
export function grouped(things, keyOf) {
  const groups = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(thing);
  }
  return groups;
}
