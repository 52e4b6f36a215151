// Runs the conformance cases through errors.js and prints what differs.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as errors from "./errors.js";

const { read, create } = JSON.parse(readFileSync(0, "utf8"));
let failed = 0;

function compare(name, got, want) {
  const plain = (value) => JSON.parse(JSON.stringify(value ?? null), (key, v) => (/^\d{4}-.*T.*Z$/.test(v) ? new Date(v).toISOString() : v));
  if (isDeepStrictEqual(plain(got), plain(want))) return;
  failed++;
  console.log(`${name}:\n got  ${JSON.stringify(got)}\n want ${JSON.stringify(want)}`);
}

function pick(error, names) {
  return error && Object.fromEntries(names.map((name) => [name, error[name]]));
}

for (const { name, response, body, want } of read) {
  let error;
  try {
    error = response
      ? await errors.fromResponse(new Response(body || null, { status: response.status, headers: response.headers }))
      : errors.decode(body);
  } catch (thrown) {
    compare(name, String(thrown.stack), "no exception");
    continue;
  }
  compare(name, pick(error, Object.keys(want ?? {})), want);
  if (error && !(error instanceof errors.ApiError && error instanceof Error)) compare(name, "another class", "ApiError");
  if (error && error.known !== errors.isKnownError(error)) compare(name, error.known, "what isKnownError says");
}
for (const { name, code, params, detail, want } of create) {
  const typed = { ...params };
  if (typed.when) typed.when = new Date(typed.when);
  const error = errors.createError(code, { params: typed, ...(detail === undefined ? {} : { detail }) });
  compare(name, pick(error, Object.keys(want)), want);
}
console.log(`${read.length + create.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
