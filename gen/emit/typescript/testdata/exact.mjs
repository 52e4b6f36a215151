// Checks that the module declares what it should and nothing else, and that
// every text came through unchanged.
import { readFileSync } from "node:fs";
import { deepStrictEqual, strictEqual } from "node:assert";
import * as errors from "./errors.js";

const want = JSON.parse(readFileSync(0, "utf8"));
deepStrictEqual(Object.keys(errors).sort(), want.exports);
strictEqual(globalThis.PWNED, undefined);
if (errors.ErrorCode) {
  deepStrictEqual({ ...errors.ErrorCode }, want.codes);
  deepStrictEqual({ ...errors.catalogue }, want.catalogue);
}
if (errors.lookup) {
  for (const [type, code] of Object.entries(want.types)) {
    strictEqual(errors.lookup(code), code);
    strictEqual(errors.lookup(String(code)), code);
    strictEqual(errors.lookup(type), code);
    const error = errors.decode({ type });
    strictEqual(error.code, code);
    deepStrictEqual(error.info, want.catalogue[code]);
    strictEqual(errors.createError(code, { params: {} }).code, code);
  }
  // Nothing hostile stalls it, whatever the template and the types are.
  for (const part of ["#", "/", "https://a/#", "\n", "-", "%", "A_"]) {
    const text = `${part.repeat(100_000)}\n`;
    errors.decode({ type: text, code: text, error: { type: text, code: text } }, { status: 400, headers: { "x-error-code": text } });
  }
} else if (errors.isErrorCode) {
  for (const code of Object.values(want.codes)) strictEqual(errors.isErrorCode(code), true);
  for (const other of ["", "toString", "err:a:b:c", undefined, null, {}, 1.5]) strictEqual(errors.isErrorCode(other), false);
}
