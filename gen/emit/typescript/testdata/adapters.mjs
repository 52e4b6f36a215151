// Sends requests through each adapter to a server that answers with an error.
import { createServer } from "node:http";
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert";
import { ApiError, ErrorCode, isErrorCode } from "./errors.js";
import { api, client, request } from "./adapters.js";

const answers = {
  "/gone": [410, '{"error":{"type":"https://example.com/errors/shop/cart/item_gone","item":"tea","left":3}}', { "Retry-After": "7" }],
  "/html": [502, "<html>Bad Gateway</html>", {}],
  "/fine": [200, '{"fine":true}', { "Content-Type": "application/json" }],
};
const server = createServer((req, res) => {
  const [status, body, headers] = answers[req.url];
  res.writeHead(status, headers).end(body);
});
await new Promise((resolve) => server.listen(0, resolve));
const url = `http://localhost:${server.address().port}`;

for (const [name, get] of Object.entries({
  fetch: async (path) => (await request(url + path)).json(),
  ky: (path) => api.get(url + path, { retry: 0 }).json(),
  axios: async (path) => (await client.get(url + path)).data,
})) {
  deepStrictEqual(await get("/fine"), { fine: true }, name);
  await rejects(get("/gone"), (error) => {
    ok(isErrorCode(error, ErrorCode.ShopCartItemGone), `${name}: ${error}`);
    deepStrictEqual([error.status, error.retryAfter, error.params], [410, 7, { item: "tea", left: 3 }], name);
    return true;
  });
  await rejects(get("/html"), (error) => {
    if (name === "axios") return error.response.status === 502; // its own error has the body
    ok(error instanceof ApiError);
    strictEqual(error.message, "HTTP status 502 Bad Gateway: <html>Bad Gateway</html>");
    return true;
  });
}
server.close();
