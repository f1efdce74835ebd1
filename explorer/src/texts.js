// The texts of the sources, where the reader has them: spans, marked in their text.
import { html, nothing } from "lit-html";
import { valueHref } from "./link.js";

const decoded = new Map();

/** The characters of a text; spans count code points, and JavaScript's strings do not. */
function characters(page, source) {
  const text = page.data.payload.texts[source];
  if (text === undefined) return null;
  if (!decoded.has(source)) decoded.set(source, Array.from(text));
  return decoded.get(source);
}

/** The words around a claim's span, the span marked. */
export function excerpt(page, { source, span }, around = 160) {
  const text = span && characters(page, source);
  if (!text) return nothing;
  const [start, end] = span;
  const isGap = (at) => /\s/.test(text[at]);
  let from = Math.max(0, start - around);
  let to = Math.min(text.length, end + around);
  while (from > 0 && from < start && !isGap(from - 1)) from++; // whole words only
  while (to < text.length && to > end && !isGap(to)) to--;
  return html`<blockquote class="excerpt">${from > 0 ? "… " : ""}${join(text, from, start)}<mark
    >${join(text, start, end)}</mark>${join(text, end, to)}${to < text.length ? " …" : ""}</blockquote>`;
}

/** The whole text of a source, every span that a claim points at marked and leading to it. */
export function wholeText(page, source, spans) {
  const text = characters(page, source.id);
  if (!text) return nothing;
  const parts = source.parts ?? [{ kind: "body", span: [0, text.length] }];
  return html`<div class="text" lang=${source.language ?? nothing}>
    ${parts.map(
      ({ kind, span }, index) => html`<p class="part" data-kind=${kind}><span class="number"
        title=${page.data.term("part_kind", kind)?.label ?? kind}>${index + 1}</span>${marked(page, text, span, spans)}</p>`,
    )}
  </div>`;
}

function marked(page, text, [start, end], spans) {
  const inside = spans.filter(({ span }) => span[0] < end && start < span[1]);
  const edges = new Set([start, end]);
  for (const { span } of inside) for (const edge of span) if (edge > start && edge < end) edges.add(edge);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at];
    const over = inside.filter(({ span }) => span[0] <= from && to <= span[1]);
    const words = join(text, from, to);
    if (over.length === 0) return words;
    const [narrowest] = over.sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
    return html`<a class="span" href=${valueHref(page, narrowest.id, narrowest.field)}
      title=${`${over.length} claims rest on this`}><mark>${words}</mark></a>`;
  });
}

function join(text, from, to) {
  return text.slice(from, to).join("");
}
