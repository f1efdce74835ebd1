// Writes the outlines of land as a GeoJSON feature: npm ci && node land.mjs > FILE
//
// From Natural Earth (public domain) as packaged by world-atlas (ISC): land and coast only. Borders
// are left out, because a border is a claim, and no map here could say whose.
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const DETAIL = 0.03; // square degrees: a point that changes less of the outline is left out
const ISLAND = 0.2; // square degrees: what is smaller is left out

const world = presimplify(createRequire(import.meta.url)("world-atlas/land-50m.json"));
const coarse = simplify(world, DETAIL);
const large = filter(coarse, filterWeight(coarse, ISLAND));
const land = feature(large, large.objects.land);
const { coordinates } = (land.features ?? [land])[0].geometry;
const round = (number) => Math.round(number * 100) / 100;
const rings = coordinates.map((polygon) => polygon.map((ring) => ring.map((p) => p.map(round))));
const geometry = { type: "MultiPolygon", coordinates: rings };
const lines = rings.map((polygon) => JSON.stringify(polygon)).join(",\n");
process.stdout.write(
  `{"type":"Feature","properties":{},"geometry":{"type":"${geometry.type}","coordinates":[\n${lines}\n]}}\n`,
);
