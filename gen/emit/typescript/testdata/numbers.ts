// A program whose codes are numbers, as in the bodies.
import { ErrorCode, catalogue, createError, decode, isErrorCode, lookup } from "./errors.js";
import type { ApiError, ReceivedErrorCode } from "./errors.js";

const code: ErrorCode = 40142;
const same: typeof code = ErrorCode.TokenExpired;
// @ts-expect-error no such code
const wrong: ErrorCode = 40143;
// @ts-expect-error a code is a number here
const text: ErrorCode = "40142";
export const status: number = catalogue[-32602].status;

export function match(error: ApiError): number | undefined {
  const received: ReceivedErrorCode = error.code;
  if (received === 40142 || error.code === ErrorCode.TokenExpired || error.code === 40143) return 1;
  if (isErrorCode(error, -32602)) {
    const field: string | undefined = error.params.field;
    // @ts-expect-error no such param
    error.params.colour;
    return field?.length;
  }
  return lookup("40142") ?? lookup(40142);
}

createError(40142);
createError(ErrorCode.InvalidParams, { params: { field: "limit" } });
// @ts-expect-error the params are required
createError(-32602);
void [same, wrong, text, decode];
