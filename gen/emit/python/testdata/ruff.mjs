// Prints what ruff finds in a Python file with its default rules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { modules, source } = JSON.parse(readFileSync(0, "utf8"));
const { Workspace, PositionEncoding } = createRequire(modules + "/")("@astral-sh/ruff-wasm-nodejs");
const workspace = new Workspace({ ...Workspace.defaultSettings(), "target-version": "py311" }, PositionEncoding?.Utf16);
for (const d of workspace.check(source)) console.log(`${d.start_location.row}: ${d.code} ${d.message}`);
