// Codes with one status narrow by type.
import type { Status404Problem } from "./client/types.gen";
import type { components } from "./types";

type Problem = components["schemas"]["Status404Problem"];

export const said = (a: Problem, b: Status404Problem): string => {
  // @ts-expect-error: not each of the codes has the parameter
  const name = a.param_0 + b.param_0;
  // @ts-expect-error: no code has the type
  const future = a.type === "https://example.com/from/the/future";
  // @ts-expect-error: no code has the type
  const other = b.type === "https://example.com/from/the/future";
  if (a.type === "https://example.com/docs/errors/billing/authentication/session_00005_already_exists") {
    return a.param_0.trim();
  }
  switch (b.type) {
    case "https://example.com/docs/errors/billing/data/invoice_00001_not_found":
      return b.param_1.toFixed();
    case "https://example.com/docs/errors/billing/authentication/session_00005_already_exists":
      return b.param_0.trim();
  }
  return name + future + other;
};
