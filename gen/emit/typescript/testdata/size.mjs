// Bundles programs that use a part of the module and prints what is kept.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const { modules, programs } = JSON.parse(readFileSync(0, "utf8"));
const { buildSync } = createRequire(modules + "/")("esbuild");
const sizes = {};
for (const [name, contents] of Object.entries(programs)) {
  const { text, contents: bytes } = buildSync({
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" }, bundle: true, minify: true, write: false, format: "esm", target: "es2022",
  }).outputFiles[0];
  sizes[name] = { bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length, text };
}
console.log(JSON.stringify(sizes));
