// Runs the conformance cases through errors.js and prints what differs.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as errors from "./errors.js";

// What a number cannot hold is a text, and a bigint where an error is created.
const cases = readFileSync(0, "utf8").replace(/([^\\]": ?)(\d{16,})/g, '$1"$2"');
const { read = [], create = [], write = [] } = JSON.parse(cases);
let failed = 0;

/** A value in the form that the cases have it in. */
function plain(value) {
  return JSON.parse(JSON.stringify(value ?? null, (_, v) => (typeof v === "bigint" ? String(v) : v)), (_, v) =>
    /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(v) ? new Date(v).toISOString() : v);
}

function compare(name, got, want) {
  if (isDeepStrictEqual(plain(got), plain(want))) return;
  failed++;
  console.log(`${name}:\n got  ${JSON.stringify(plain(got))}\n want ${JSON.stringify(want)}`);
}

function pick(error, names) {
  return error && Object.fromEntries(names.map((name) => [name, seen(name, error[name])]));
}

/** A member as the cases have it: texts for codes, and a long wait without its length. */
function seen(name, value) {
  if (name === "code") return String(value);
  return name === "retryAfter" && value > 365 * 24 * 3600 ? "later" : value;
}

function responseOf({ status, statusText = "", headers, url = "" }, body) {
  const bytes = body.length > 0 ? Buffer.from(body) : null; // of a text it would make text/plain
  const response = new Response(status === 204 || status === 304 ? null : bytes, { status, statusText, headers });
  Object.defineProperty(response, "url", { value: url });
  return response;
}

async function run({ response, body = "", base64, repeat }) {
  const bytes = base64 ? Buffer.from(base64, "base64") : repeat ? repeat[0].repeat(repeat[1]) : body;
  return response ? errors.fromResponse(responseOf(response, bytes)) : errors.decode(bytes);
}

const zero = { code: "", known: false, title: "", type: "", detail: "", instance: "", requestId: "", retryable: false, retryAfter: 0, params: {} };

async function check(name, each, want) {
  let error;
  try {
    error = await run(each);
  } catch (thrown) {
    return compare(name, String(thrown.stack), "no exception");
  }
  compare(name, pick(error, Object.keys(want ?? {})), want);
  if (!error) return;
  if (!(error instanceof errors.ApiError && error instanceof Error)) compare(name, "another class", "ApiError");
  if (error.known !== errors.isKnownError(error)) compare(name, error.known, "what isKnownError says");
  // What was saved is read again, whatever the template is.
  const again = errors.decode(JSON.parse(JSON.stringify(error)));
  const members = Object.keys(zero).concat("message", "status");
  compare(`${name}, saved`, pick(again, members), pick(error, members));
  const code = pick(errors.slim.decode(JSON.stringify(error)), ["code"]).code;
  if (error.known) compare(`${name}, slim`, code, String(error.code));
}

for (const each of read) await check(each.name, each, each.want);
for (const { name, status, headers, retryAfter, body, want } of write) {
  const response = { status, headers: { ...headers, ...(retryAfter ? { "Retry-After": retryAfter } : {}) } };
  await check(name, { response, body }, { ...zero, ...want });
}
for (const { name, code, params, detail, want } of create) {
  const typed = { ...params };
  if (typed.when) typed.when = new Date(typed.when);
  if (/^\d{16,}$/.test(typed.left)) typed.left = BigInt(typed.left);
  const error = errors.createError(code, { params: typed, ...(detail === undefined ? {} : { detail }) });
  compare(name, pick(error, Object.keys(want)), want);
}
console.log(`${read.length + create.length + write.length - failed} passed, ${failed} failed`);
