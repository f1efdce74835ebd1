// Copying a text, and saying that it was copied.
import { html } from "lit-html";

export function copyButton(page, label, text) {
  return html`<button type="button" class="copy no-print" @click=${() => copy(page, label, text())}>${label}</button>`;
}

async function copy(page, label, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(text);
  }
  page.announce(`${label}: done`);
}

/** Where a page may not write to the clipboard by itself, as in some browsers from a file. */
function copyByHand(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}
