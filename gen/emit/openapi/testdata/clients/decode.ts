// Decodes the responses of its input with the client of hey-api, and prints what it
// makes of each.
import { createClient } from "./client/client";
import { getStatus404 } from "./client/sdk.gen";
import type { GetStatus404Error } from "./client/types.gen";
import type { components } from "./types";

type Sent = { status: number; mediaType: string; body: string };
type Status404 = components["responses"]["Status404"]["content"]["application/json"];
type Default = components["responses"]["Default"]["content"]["application/json"];

// What both generators call the same has the same members.
const same = (error: GetStatus404Error): Status404 | Default => error;

declare const require: (module: string) => { readFileSync(file: number, encoding: "utf8"): string };

const decode = async ({ status, mediaType, body }: Sent) => {
  const client = createClient({
    baseUrl: "https://example.com",
    fetch: async () => new Response(body, { status, headers: { "Content-Type": mediaType } }),
  });
  const { error, response } = await getStatus404({ client });
  const found: string | undefined = error && same(error).error?.type;
  return { status: response?.status, body: error, found };
};

const sent = JSON.parse(require("node:fs").readFileSync(0, "utf8")) as Sent[];
Promise.all(sent.map(decode)).then((results) => console.log(JSON.stringify(results)));
