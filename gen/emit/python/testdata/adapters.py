"""Runs the adapters of the stub's documentation with what stands for requests,
httpx and aiohttp: a session calls each as the real one does."""

import asyncio
import sys
import textwrap
import types

import errors

BODY = b'{"error": {"type": "/errors/shop/door/closed", "detail": "shut"}}'
URL = "https://example.com/v1/doors"


class Response:
    def __init__(self, status):
        self.status_code = self.status = status
        self.headers = {"Retry-After": "7"}
        self.content = BODY
        self.url = URL
        self.ok = status < 400
        self.is_error = status >= 400
        self.is_redirect = 300 <= status <= 399

    def read(self):
        return self.content


class AsyncResponse(Response):
    async def read(self):
        return self.content

    aread = read


class Client:
    def __init__(self, event_hooks=None, raise_for_status=None):
        self.hooks = {"response": []} if event_hooks is None else event_hooks
        self.raise_for_status = raise_for_status


def adapters():
    """The indented parts of the documentation, but the first."""
    lines = open("errors.pyi").read().split('"""')[1].splitlines()
    blocks, block = [], []
    for line in [*lines, "end"]:
        if line.startswith("    ") or not line and block:
            block.append(line)
        elif block:
            blocks.append(textwrap.dedent("\n".join(block)))
            block = []
    return "\n".join(blocks[1:])


def raised(call):
    try:
        call()
    except errors.ShopDoorError as error:
        assert type(error) is errors.ShopDoorClosedError and error.detail == "shut" and error.retry_after == 7
        return True
    return False


def run(hook, response):
    return raised(lambda: asyncio.run(hook(response)))


success = sys.argv[1]  # the status of one that is no error
session = Client()
library = types.SimpleNamespace(Client=Client, AsyncClient=Client, ClientSession=Client)
scope = {"from_response": errors.from_response, "httpx": library, "aiohttp": library, "session": session}
exec(adapters(), scope)

(requests_hook,) = session.hooks["response"]
(httpx_hook,) = scope["client"].hooks["response"]
(async_hook,) = scope["async_client"].hooks["response"]
aiohttp_hook = scope["session"].raise_for_status
for status, want in ((503, True), (200, success != "200"), (302, False)):
    assert raised(lambda: requests_hook(Response(status), timeout=1)) is want, status
    assert raised(lambda: httpx_hook(Response(status))) is want, status
    assert run(async_hook, AsyncResponse(status)) is want, status
    if status != 302:  # aiohttp asks after it has followed redirects
        assert run(aiohttp_hook, AsyncResponse(status)) is want, status
print("done")
