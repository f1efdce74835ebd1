// As much of Vega as pictures in Vega-Lite need: no graphs, trees, word clouds or label layout.
import { transforms } from "vega-dataflow";
import * as encode from "vega-encode";
import * as geo from "vega-geo";
import * as tx from "vega-transforms";
import { extend } from "vega-util";
import * as vtx from "vega-view-transforms";

extend(transforms, tx, vtx, encode, geo);

export { parse } from "vega-parser";
export { View } from "vega-view";
export * from "vega-util"; // what Vega-Lite takes from Vega
