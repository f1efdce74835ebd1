// What ajv says of JSON documents, in strict mode: standard input is
// {"schemas": {NAME: PATH}, "documents": [{"schema": NAME, "path": PATH}]}, standard output a list
// of true and false in the order of the documents.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const { schemas, documents } = readJson(0);

// Of strict mode only strictRequired is off, as it is unless asked for: it wants the schema of a
// required key beside `required`, and ours can stand outside the `if` or `anyOf` around it.
const ajv = new Ajv2020.default({ strict: true, strictRequired: false });
const validators = {};
for (const [name, path] of Object.entries(schemas)) validators[name] = ajv.compile(readJson(path));

const verdicts = documents.map(({ schema, path }) => validators[schema](readJson(path)));
process.stdout.write(JSON.stringify(verdicts));
