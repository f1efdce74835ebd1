// Builds the page's script and style, and gathers the licences of what the script holds.
// `node build.js` writes them where the Python package has them; `--check` compares instead.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const target = path.resolve(import.meta.dirname, "../src/istanbul_talks/exploring/assets");

const built = await build({
  entryPoints: { explorer: "src/main.js" },
  absWorkingDir: import.meta.dirname,
  outdir: target,
  bundle: true,
  minify: true,
  format: "iife",
  alias: { vega: "./src/vega.js" },
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none", // all licences stand whole in LICENSES.txt
  metafile: true,
  write: false,
});

const files = new Map(built.outputFiles.map((file) => [path.basename(file.path), tidy(file.text)]));
files.set("LICENSES.txt", await licences(Object.keys(built.metafile.inputs)));

if (process.argv.includes("--check")) await check();
else await write();

/** One line break at the end; what HTML would read otherwise must not be there. */
function tidy(text) {
  for (const [what, pattern] of [
    ["ends or reopens its own element", /<\/(script|style)|<!--/i],
    ["holds a character that HTML replaces", /[\r\0]/],
  ]) {
    if (pattern.test(text)) throw new Error(`the built file ${what}: ${pattern.exec(text)[0]}`);
  }
  return `${text.trimEnd()}\n`;
}

/** The licences of all that is bundled; a text that several share stands once, below their names. */
async function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  const byText = new Map();
  for (const folder of [...folders].sort()) {
    const { name, text } = await licence(folder);
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  const rule = "=".repeat(78);
  const parts = [...byText].map(([text, names]) => `${rule}\n${names.join("\n")}\n\n${text}\n`);
  return `The script holds these libraries, each under its own licence.\n\n${parts.join("\n")}`;
}

async function licence(folder) {
  const read = (name) => readFile(path.join(import.meta.dirname, folder, name), "utf8");
  const { name, version, license } = JSON.parse(await read("package.json"));
  for (const file of ["LICENSE", "LICENSE.md", "LICENSE.txt"]) {
    const text = await read(file).catch(() => null);
    if (text !== null) return { name: `${name} ${version} (${license})`, text: text.replace(/\r/g, "").trim() };
  }
  throw new Error(`${name} comes without the text of its licence`);
}

async function write() {
  for (const [name, text] of files) {
    await writeFile(path.join(target, name), text);
    console.log(`${name}: ${Buffer.byteLength(text).toLocaleString("en")} bytes`);
  }
}

async function check() {
  for (const [name, text] of files) {
    const held = await readFile(path.join(target, name), "utf8").catch(() => "");
    if (held !== text) {
      console.error(`${name} is not what the sources give; mend it: npm --prefix explorer run build`);
      process.exitCode = 1;
    }
  }
}
