// A program whose catalogue has a code that is no longer in use.
import { catalogue, createError, isErrorCode } from "./errors.js";
import type { ErrorCode, RetiredErrorCode } from "./errors.js";

export const retired: RetiredErrorCode = "orderNotFound";
export const known: ErrorCode = retired;
export const is = (error: unknown): boolean => isErrorCode(error, "orderNotFound") && catalogue[known].deprecated === true;
createError("cartGone");
// @ts-expect-error it is no longer in use
createError("orderNotFound");
