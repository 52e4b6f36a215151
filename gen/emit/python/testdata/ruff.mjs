// Prints what ruff finds in Python files with its default rules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { modules, files, version } = JSON.parse(readFileSync(0, "utf8"));
const { Workspace, PositionEncoding } = createRequire(modules + "/")("@astral-sh/ruff-wasm-nodejs");
const workspace = new Workspace({ ...Workspace.defaultSettings(), "target-version": version }, PositionEncoding?.Utf16);
for (const [path, source] of Object.entries(files)) {
  for (const d of workspace.check(source)) console.log(`${path}:${d.start_location.row}: ${d.code} ${d.message}`);
}
