// What the module does beside what the conformance cases say.
import { ok, strictEqual, deepStrictEqual, throws } from "node:assert";
import { ApiError, ErrorCode, createError, decode, fromResponse, isErrorCode, isKnownError, lookup, unreachable } from "./errors.js";

const respond = (status, body, headers) => fromResponse(new Response(body, { status, headers }));

// A connection that breaks after the status leaves an error with the status.
const broken = new Error("reset");
const cut = await fromResponse({ status: 502, headers: new Headers(), text: () => Promise.reject(broken) });
strictEqual(cut.status, 502);
strictEqual(cut.cause, broken);

// Of a body that is not JSON the beginning is kept; of a problem, all.
strictEqual((await respond(502, "x".repeat(10_000))).body.length, 4096);
deepStrictEqual((await respond(409, '{"title":"Odd","colour":"green"}')).body, { title: "Odd", colour: "green" });
strictEqual((await fromResponse(new Response("x", { status: 502, statusText: "Bad Gateway" }))).message, "HTTP status 502 Bad Gateway");

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
ok(!JSON.stringify(error).includes('"cause"'), "the cause stays private");
strictEqual(String(error), "ApiError: err:shop:cart:item_gone: tea is gone, 0 left");
ok(isErrorCode(error, ErrorCode.ShopDoorClosed, ErrorCode.ShopCartItemGone) && isKnownError(error));
ok(!isErrorCode(error, ErrorCode.ShopDoorClosed));
for (const thrown of [undefined, null, "err:shop:door:closed", { code: "err:shop:door:closed" }, cause]) {
  ok(!isErrorCode(thrown, ErrorCode.ShopDoorClosed) && !isKnownError(thrown));
}
const unknown = decode({ code: "err:shop:new:thing", title: "New" });
ok(unknown instanceof ApiError && !isKnownError(unknown));
throws(() => unreachable("err:shop:new:thing"), TypeError);
strictEqual(lookup("err:shop:door:shut"), ErrorCode.ShopDoorClosed);
strictEqual(lookup("https://example.com/errors/shop/door/shut"), ErrorCode.ShopDoorClosed);
strictEqual(lookup("hasOwnProperty"), undefined);

// What JSON.parse makes of a body is as good as the body; other values are none.
strictEqual(decode(JSON.parse('{"__proto__":{"title":"x"}}')), undefined);
for (const body of [undefined, null, 1, [], () => 1, new Map([["title", "x"]])]) strictEqual(decode(body), undefined);
