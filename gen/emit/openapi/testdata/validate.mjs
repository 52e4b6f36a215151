// Validates OpenAPI documents and prints them as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const { modules, documents } = JSON.parse(readFileSync(0, "utf8"));
const load = async (name) => import(pathToFileURL(createRequire(modules + "/").resolve(name)));
const { Validator } = await load("@seriousme/openapi-schema-validator");
const { parse } = await load("yaml");
const out = {};
for (const [name, source] of Object.entries(documents)) {
  const document = parse(source, { strict: true, uniqueKeys: true });
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  if (!valid) {
    console.error(name, JSON.stringify(errors, null, 1));
    process.exitCode = 1;
  }
  out[name] = document;
}
process.stdout.write(JSON.stringify(out));
