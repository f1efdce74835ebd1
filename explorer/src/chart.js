// A picture: a Vega-Lite specification, drawn in the page's own colours without evaluating code.
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { parse, View } from "./vega.js";

/** So many pixels have room for the wide drawing. */
const WIDE = 720;

/** An element that draws one of its `specs`, `wide` or `narrow`; what is chosen in it is told as an event `chosen`. */
class TalkChart extends HTMLElement {
  #drawn = "";
  #view = null;
  #inner = null;
  #specs = null;
  #observer = new ResizeObserver(() => this.#schedule());
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #onDark = () => this.#schedule();
  #waiting = 0;

  set specs(specs) {
    if (specs === this.#specs) return;
    this.#specs = specs;
    this.#drawn = "";
    this.#schedule();
  }

  connectedCallback() {
    this.#observer.observe(this);
    this.#dark.addEventListener("change", this.#onDark);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#dark.removeEventListener("change", this.#onDark);
    this.#view?.finalize();
    this.#view = null;
    this.#drawn = "";
  }

  #schedule() {
    cancelAnimationFrame(this.#waiting);
    this.#waiting = requestAnimationFrame(() => this.#draw().catch(() => this.#fail()));
  }

  /** The page is whole without its pictures. */
  #fail() {
    this.#inner ??= this.appendChild(document.createElement("div"));
    this.#inner.textContent = "This picture could not be drawn; the list below has all of it.";
  }

  async #draw() {
    const size = this.clientWidth >= WIDE ? "wide" : "narrow";
    const key = `${size} ${this.#dark.matches}`;
    if (!this.#specs || this.clientWidth === 0 || key === this.#drawn) return;
    this.#drawn = key;
    const own = { ...this.#specs[size], config: theme(this) };
    const { spec } = compile(own, { logger: quiet });
    this.#view?.finalize();
    this.#inner ??= this.appendChild(document.createElement("div"));
    this.#inner.setAttribute("aria-hidden", "true"); // the element has a name, and its parts have none
    this.#view = new View(parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: this.#inner,
      hover: true,
      logLevel: 0,
      loader: nothingLoads,
      tooltip: (_handler, event, _item, words) => this.#tell(event, words),
    });
    this.#view.addEventListener("click", (_event, item) => this.#choose(item));
    await this.#view.runAsync();
    this.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  }

  #choose(item) {
    const datum = item?.datum?.datum ?? item?.datum;
    if (datum?.record || datum?.records) {
      this.dispatchEvent(new CustomEvent("chosen", { detail: datum, bubbles: true }));
    }
  }

  #tell(event, words) {
    const box = document.getElementById("tip");
    const lines = words && typeof words === "object" ? Object.entries(words) : words ? [["", words]] : [];
    box.replaceChildren(...lines.filter(([, text]) => text !== "" && text !== null && text !== undefined).map(line));
    box.hidden = lines.length === 0;
    if (box.hidden) return;
    const room = { x: innerWidth - box.offsetWidth - 8, y: innerHeight - box.offsetHeight - 8 };
    box.style.left = `${Math.max(8, Math.min(event.clientX + 14, room.x))}px`;
    box.style.top = `${Math.max(8, Math.min(event.clientY + 14, room.y))}px`;
  }
}

function line([label, text]) {
  const held = document.createElement("div");
  const name = document.createElement("span");
  name.textContent = label ? `${label}: ` : "";
  held.append(name, String(text));
  return held;
}

const quiet = { level: () => quiet, error: () => quiet, warn: () => quiet, info: () => quiet, debug: () => quiet };

/** Whatever a specification asks for from elsewhere, it does not get. */
const refuse = () => Promise.reject(new Error("this page loads nothing"));
const nothingLoads = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** The page's colours and letters for a picture. */
function theme(element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(name).trim();
  const [ink, quietInk, rule] = ["--ink", "--quiet", "--rule"].map(colour);
  const text = { labelColor: ink, titleColor: quietInk, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500 };
  return {
    background: "transparent",
    font: style.fontFamily,
    aria: false, // the element says what it is; a table beside it says all that it shows
    view: { stroke: null },
    style: { "guide-label": { fill: ink, fontSize: 11 }, "guide-title": { fill: quietInk, fontSize: 12 } },
    axis: { ...text, gridColor: rule, domainColor: rule, tickColor: rule, labelLimit: 220 },
    legend: { ...text, orient: "bottom", labelLimit: 240 },
    header: { ...text, labelLimit: element.clientWidth - 24 },
    title: { color: ink, subtitleColor: quietInk, anchor: "start" },
    text: { color: ink },
    rule: { color: quietInk },
    geoshape: { stroke: rule },
  };
}

/** The specifications of a picture with those rows alone that `keeps` says. */
export function narrowed({ datasets, wide, narrow }, keeps) {
  const drawn = (spec) => {
    const held = { ...datasets, ...spec.datasets };
    return { ...spec, datasets: { ...held, undrawn: [], rows: held.rows.filter(keeps) } };
  };
  return { wide: drawn(wide), narrow: drawn(narrow) };
}

if (globalThis.customElements && !customElements.get("talk-chart")) {
  customElements.define("talk-chart", TalkChart);
}
