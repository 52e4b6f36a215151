// A type that is not listed is as good as one that is, and parameters may be there.
import type { Status404Problem } from "./client/types.gen";
import type { components } from "./types";

type Problem = components["schemas"]["Status404Problem"];

export const said = (a: Problem, b: Status404Problem): string => {
  if (a.type === "https://example.com/from/the/future" || b.type === "https://example.com/from/the/future") {
    return "new";
  }
  // @ts-expect-error: the parameter may be absent
  const name: string = a.param_0 + b.param_0.trim();
  return name + (a.param_0 ?? "") + (b.param_0?.trim() ?? "");
};
