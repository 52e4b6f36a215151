// A program that has an error type of its own.
import { ErrorCode, catalogue, isErrorCode } from "./errors.js";
import type { ErrorInfo, ErrorParams, ReceivedErrorCode } from "./errors.js";

class ShopError extends Error {
  readonly code: ReceivedErrorCode;
  readonly status: number;

  constructor(code: ReceivedErrorCode, status: number) {
    super(isErrorCode(code) ? catalogue[code].title : code);
    this.code = code;
    this.status = status;
  }
}

export function raise(code: ErrorCode): never {
  throw new ShopError(code, catalogue[code].status);
}

export function left(error: ShopError, params: ErrorParams["err:shop:cart:item_gone"]): string | number | bigint {
  // @ts-expect-error what is received need not be in the table
  const unchecked: ErrorInfo = catalogue[error.code];
  if (!isErrorCode(error.code)) return unchecked.title;
  const info: ErrorInfo = catalogue[error.code];
  return error.code === ErrorCode.ShopCartItemGone ? params.left : info.status;
}

// @ts-expect-error no such code
raise("err:shop:door:open");
// @ts-expect-error the code stands where the status should
new ShopError(404, "err:shop:door:closed");
