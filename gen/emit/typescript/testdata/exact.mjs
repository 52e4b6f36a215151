// Checks that the module declares what it should and nothing else, and that
// every text came through unchanged.
import { readFileSync } from "node:fs";
import { deepStrictEqual, strictEqual } from "node:assert";
import * as errors from "./errors.js";

const want = JSON.parse(readFileSync(0, "utf8"));
deepStrictEqual(Object.keys(errors).sort(), want.exports);
deepStrictEqual({ ...errors.ErrorCode }, want.codes);
deepStrictEqual({ ...errors.catalogue }, want.catalogue);
strictEqual(globalThis.PWNED, undefined);
for (const [code, { type }] of Object.entries(want.catalogue)) {
  strictEqual(errors.lookup(code), code);
  strictEqual(errors.lookup(type), code);
  strictEqual(errors.decode({ type }).code, code);
}
