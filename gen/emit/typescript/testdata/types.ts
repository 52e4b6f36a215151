// A library that only wants the compiler to refuse a code that is not registered.
import type { ErrorCode, ErrorParams, Int, ReceivedErrorCode } from "./errors.js";

function fail(code: ErrorCode, status: number): void {
  console.log(code, status);
}

declare const console: { log(...values: unknown[]): void };

fail("err:shop:door:closed", 503);
// @ts-expect-error no such code
fail("err:shop:door:open", 503);
// @ts-expect-error swapped
fail(503, "err:shop:door:closed");

// What is received may be newer, and still every code of the catalogue is offered.
export function handle(code: ReceivedErrorCode): number {
  // @ts-expect-error it may be newer
  const known: ErrorCode = code;
  return code === "err:shop:door:closed" ? 503 : known.length;
}
handle("err:shop:new:thing");

const params: ErrorParams["err:shop:cart:item_gone"] = { item: "tea", left: 9007199254740993n };
const left: Int = params.left;
void left;
