// Validates an OpenAPI document and prints it as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const { modules, source } = JSON.parse(readFileSync(0, "utf8"));
const load = async (name) => import(pathToFileURL(createRequire(modules + "/").resolve(name)));
const { Validator } = await load("@seriousme/openapi-schema-validator");
const { parse } = await load("yaml");
const document = parse(source, { strict: true, uniqueKeys: true });
const { valid, errors } = await new Validator().validate(structuredClone(document));
if (!valid) {
  console.error(JSON.stringify(errors, null, 1));
  process.exit(1);
}
console.log(JSON.stringify(document));
