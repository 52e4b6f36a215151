// What the module does beside what the conformance cases say.
import { ok, strictEqual, deepStrictEqual, throws } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { ApiError, ErrorCode, createError, decode, fromResponse, isErrorCode, isKnownError, lookup, segments, slim, unreachable } from "./errors.js";

const respond = (status, body, headers) => fromResponse(new Response(body, { status, headers }));

// A connection that breaks after the status leaves an error with the status.
const broken = new Error("reset");
const cut = await fromResponse({ status: 502, headers: new Headers(), text: () => Promise.reject(broken) });
strictEqual(cut.status, 502);
strictEqual(cut.cause, broken);

// Of a body that is not JSON the beginning is kept; of a problem, all.
strictEqual((await respond(502, "x".repeat(10_000))).body.length, 4096);
deepStrictEqual((await respond(409, '{"title":"Odd","colour":"green"}')).body, { title: "Odd", colour: "green" });
strictEqual((await fromResponse(new Response("x", { status: 502, statusText: "Bad Gateway" }))).message, "HTTP status 502 Bad Gateway: x");

// Retry-After may be a date.
const wait = (await respond(503, "", { "Retry-After": new Date(Date.now() + 120_000).toUTCString() })).retryAfter;
ok(wait > 100 && wait <= 120, String(wait));

// Creating, matching, and what is thrown along the way.
const cause = new Error("x");
const error = createError(ErrorCode.ShopCartItemGone, { params: { item: "tea", left: 0 }, cause, requestId: "r", instance: "/i", retryAfter: 3 });
strictEqual(error.cause, cause);
deepStrictEqual([error.requestId, error.instance, error.retryAfter, error.known], ["r", "/i", 3, true]);
deepStrictEqual(error.params, { item: "tea", left: 0 });
ok(!("cause" in createError(ErrorCode.ShopDoorClosed)));
strictEqual(String(error), "ApiError: err:shop:cart:item_gone: tea is gone, 0 left");
ok(isErrorCode(error, ErrorCode.ShopDoorClosed, ErrorCode.ShopCartItemGone) && isKnownError(error));
ok(!isErrorCode(error, ErrorCode.ShopDoorClosed));
for (const thrown of [undefined, null, "err:shop:door:closed", { code: "err:shop:door:closed" }, cause, () => 1]) {
  ok(!isErrorCode(thrown, ErrorCode.ShopDoorClosed) && !isKnownError(thrown) && !(thrown instanceof ApiError));
}
const unknown = decode({ code: "err:shop:new:thing", title: "New" });
ok(unknown instanceof ApiError && !isKnownError(unknown));
throws(() => unreachable("err:shop:new:thing"), TypeError);
strictEqual(lookup("err:shop:door:shut"), ErrorCode.ShopDoorClosed);
strictEqual(lookup("https://example.com/errors/shop/door/shut"), ErrorCode.ShopDoorClosed);
for (const name of ["", "hasOwnProperty", "__proto__", "https://example.com/errors/constructor"]) strictEqual(lookup(name), undefined);
deepStrictEqual(segments("err:shop:new:thing"), { system: "shop", category: "new", specific: "thing" });
strictEqual(segments("err:shop:new"), undefined);

// Whether a retry may help: what the page says, else the wait, else the status.
strictEqual(createError(ErrorCode.ShopCartItemGone, { params: { item: "tea", left: 0 }, retryAfter: 1 }).retryable, false);
strictEqual(createError(ErrorCode.ShopDoorBell).retryable, false);
strictEqual(createError(ErrorCode.ShopDoorBell, { retryAfter: 1 }).retryable, true);
strictEqual(createError(ErrorCode.ShopDoorAjar).retryable, true);

// What JSON.parse makes of a body is as good as the body; other values are none.
strictEqual(decode(JSON.parse('{"__proto__":{"title":"x"}}')), undefined);
const cyclic = { title: "x" };
cyclic.self = cyclic;
strictEqual(decode(cyclic).title, "x");
for (const body of [undefined, null, 1, [], () => 1, new Map([["title", "x"]])]) strictEqual(decode(body), undefined);
strictEqual(decode('{"title":"x"}', { status: 200 }), undefined);
strictEqual(decode('{"title":"x"}', { status: 409, headers: { "retry-after": "7" } }).retryAfter, 7);

// Nothing hostile stalls it: each of these took seconds with a careless expression.
for (const part of ["[", '{"a":', '"\\', "9", "https://", ":", "-", "{item", "1e"]) {
  const text = part.repeat(200_000);
  decode(text);
  decode({ type: text, code: text, title: text, detail: text, status: text, since: text });
  lookup(text);
  await respond(500, text, { "Retry-After": text.replace(/[^\x21-\x7e]/g, "").slice(0, 10_000) });
}
strictEqual(Object.prototype.polluted, undefined);

// Another copy of the module knows the errors of this one, and tells subclasses apart.
writeFileSync(new URL("copy.js", import.meta.url), readFileSync(new URL("errors.js", import.meta.url)));
const copy = await import("./copy.js");
ok(copy.ApiError !== ApiError);
ok(error instanceof copy.ApiError && copy.isErrorCode(error, ErrorCode.ShopCartItemGone) && copy.isKnownError(error));
class Mine extends ApiError {}
class Theirs extends copy.ApiError {}
const mine = new Mine({ ...error });
ok(mine instanceof Mine && mine instanceof ApiError && mine instanceof copy.ApiError && mine instanceof Error);
ok(!(mine instanceof Theirs) && !(error instanceof Mine) && !(error instanceof Theirs));
deepStrictEqual({ ...mine }, { ...error });
ok(!(error instanceof class extends Error {}));

// What a clone loses, the plain form keeps, from thread to thread and as JSON.
const full = createError(ErrorCode.ShopCartItemGone, { params: { item: "tea", left: 9007199254740993n, since: new Date(0) }, cause, retryAfter: 3 });
const { port1, port2 } = new MessageChannel();
port1.postMessage(full.toJSON());
for (const plain of [structuredClone(full.toJSON()), JSON.stringify(full), JSON.parse(JSON.stringify([full]))[0], receiveMessageOnPort(port2).message]) {
  const again = decode(plain);
  ok(isErrorCode(again, ErrorCode.ShopCartItemGone));
  deepStrictEqual({ ...again, body: undefined }, { ...full });
  deepStrictEqual([again.message, again.name, again.cause], [full.message, full.name, undefined]);
}
ok(!JSON.stringify(full).includes('"cause"'), "the cause stays private");
port1.close();

// A decoder without the catalogue reads what was sent, and knows no code.
const received = await slim.fromResponse(new Response('{"error":{"type":"https://example.com/errors/shop/cart/item_gone","item":"tea"}}', { status: 410 }));
ok(isErrorCode(received, "err:shop:cart:item_gone") && !received.known);
deepStrictEqual([received.status, received.params, received.title], [410, {}, ""]);
ok(isErrorCode(slim.decode({ code: "err:shop:door:shut" }), "err:shop:door:closed"), "former codes");
