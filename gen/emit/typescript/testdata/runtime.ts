// What the compiler must accept and reject in a program that uses the module.
import {
  ApiError, ErrorCode, catalogue, createError, decode, fromResponse, isErrorCode, isKnownError, lookup, segments, slim, unreachable,
} from "./errors.js";
import type { ApiErrorOf, ErrorParams, Int, ReceivedErrorCode, RetiredErrorCode } from "./errors.js";

// Codes are a union, and a literal is as good as the constant.
const code: ErrorCode = "err:shop:door:closed";
const same: typeof code = ErrorCode.ShopDoorClosed;
// @ts-expect-error no such code
const wrong: ErrorCode = "err:shop:door:open";
// @ts-expect-error nothing of the catalogue can be changed
catalogue["err:shop:door:closed"].status = 200;

// A switch that has every case needs no default.
export function all(c: ErrorCode): number {
  switch (c) {
    case ErrorCode.ShopCartItemGone: return 1;
    case ErrorCode.ShopCartKeyword: return 2;
    case ErrorCode.ShopDoorAjar: return 3;
    case ErrorCode.ShopDoorBell: return 7;
    case ErrorCode.ShopDoorClosed: return 4;
    case ErrorCode.HostileText: return 5;
    case ErrorCode.TimeZoneUnknown: return 6;
  }
}
// @ts-expect-error a code is missing
export function missing(c: ErrorCode): number {
  switch (c) {
    case ErrorCode.ShopCartItemGone: return 1;
    case ErrorCode.ShopCartKeyword: return 2;
    case ErrorCode.ShopDoorAjar: return 3;
    case ErrorCode.ShopDoorBell: return 7;
    case ErrorCode.ShopDoorClosed: return 4;
    case ErrorCode.HostileText: return 5;
  }
}
export function left(c: typeof ErrorCode.ShopDoorAjar | typeof ErrorCode.ShopDoorClosed): number {
  switch (c) {
    case ErrorCode.ShopDoorAjar: return 1;
    // @ts-expect-error a code is missing
    default: return unreachable(c);
  }
}

// Creating: params are typed, and required where one is.
createError(ErrorCode.ShopDoorClosed);
createError(ErrorCode.ShopDoorClosed, { cause: new Error("x"), requestId: "r" });
createError(ErrorCode.ShopCartItemGone, { params: { item: "tea", left: 1, since: new Date(), others: [{ item: "x" }] } });
// @ts-expect-error params are required
createError(ErrorCode.ShopCartItemGone);
// @ts-expect-error left is required
createError(ErrorCode.ShopCartItemGone, { params: { item: "tea" } });
// @ts-expect-error left is a number
createError(ErrorCode.ShopCartItemGone, { params: { item: "tea", left: "1" } });
// @ts-expect-error this code has no params
createError(ErrorCode.ShopDoorClosed, { params: { item: "tea" } });
createError(ErrorCode.ShopCartKeyword, { params: { class: "a", from: "b", default: true } });

const retired: RetiredErrorCode[] = [];
void retired;

// Matching narrows the params; each may be absent, as the server may be older.
export function match(thrown: unknown): string | undefined {
  if (isErrorCode(thrown, ErrorCode.ShopCartItemGone)) {
    const exact: "err:shop:cart:item_gone" = thrown.code;
    const fresh: boolean | undefined = thrown.params.others?.[0]?.fresh;
    // @ts-expect-error the server may not have sent it
    const item: string = thrown.params.item;
    // @ts-expect-error no such param
    thrown.params.colour;
    void [exact, fresh, item];
    return thrown.params.item;
  }
  if (isErrorCode(thrown, ErrorCode.ShopCartKeyword, ErrorCode.TimeZoneUnknown)) {
    switch (thrown.code) {
      case ErrorCode.ShopCartKeyword: return thrown.params.class;
      case ErrorCode.TimeZoneUnknown: return thrown.params.when?.toISOString();
    }
  }
  if (isKnownError(thrown)) {
    const known: ErrorCode = thrown.code;
    return thrown.code === ErrorCode.TimeZoneUnknown ? String(thrown.params.ratio) : known;
  }
  return thrown instanceof ApiError ? thrown.requestId : undefined;
}

// Reading: what a fetch of a browser, Node or Deno gives fits.
export async function read(response: { status: number; headers: { get(n: string): string | null }; text(): Promise<string> }): Promise<void> {
  const error: ApiError | undefined = await fromResponse(response) ?? decode({ title: "x" });
  if (error) throw error;
}

// What is received may be newer than the module, and its code is offered all the same.
export function received(error: ApiError): number {
  const code: ReceivedErrorCode = error.code;
  // @ts-expect-error the server may be newer
  const known: ErrorCode = error.code;
  if (code === "err:shop:door:closed") return 1;
  switch (error.code) {
    case ErrorCode.ShopDoorAjar: return 2;
    case "err:shop:new:thing": return error.info?.status ?? known.length;
    default: return segments(error.code)?.system.length ?? 0;
  }
}

// A whole number may be one that only a bigint holds.
export function count(left: Int): bigint {
  // @ts-expect-error it may be a bigint
  const number: number = left;
  return BigInt(left) + BigInt(number);
}

// A subclass has its own instances, and the type that its constructor says.
export class TeaError extends ApiError<"err:shop:cart:item_gone"> {
  readonly tea: string = this.params.item ?? "";
}

// Headers are those of a fetch, or an object.
decode("", { status: 404, headers: { "retry-after": "3" } });
decode("", { status: 404, headers: { get: () => null } });
void slim.decode("");

const one: ApiErrorOf<"err:shop:door:closed"> = createError(lookup("err:shop:door:closed") === code ? code : same);
const any: ApiError = one;
const params: ErrorParams["err:time:zone:unknown"] = { when: new Date(), ratio: 1 };
void [wrong, any, params];
