"""Runs the conformance cases through errors.py and prints what differs."""

import datetime
import json
import re
import sys
import traceback

import errors

cases = json.load(sys.stdin)
failed = 0


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-.*T.*Z", value):
        value = datetime.datetime.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds")
    return value


def compare(name, got, want):
    global failed
    if plain(got) != plain(want):
        failed += 1
        print(f"{name}:\n got  {got!r}\n want {want!r}")


def pick(error, names):
    if error is None or names is None:
        return error
    attributes = {"requestId": "request_id", "retryAfter": "retry_after"}
    return {n: str(error) if n == "message" else getattr(error, attributes.get(n, n)) for n in names}


for case in cases["read"]:
    want = case["want"]
    for body in (case["body"], case["body"].encode("utf-8", "surrogatepass")):
        try:
            if "response" in case:
                error = errors.from_response(case["response"]["status"], case["response"]["headers"], body)
            else:
                error = errors.decode(body)
        except Exception:
            compare(case["name"], traceback.format_exc(), "no exception")
            continue
        compare(case["name"], pick(error, want), want)
        if error is not None and error.known != (type(error) is not errors.ApiError):
            compare(case["name"], error.known, "what the class says")

for case in cases["create"]:
    of = errors.lookup(case["code"])
    attributes = {m.name: m.attribute for m in of._members}
    params = {attributes[k]: v for k, v in case["params"].items()}
    if "when" in params:
        params["when"] = datetime.datetime.fromisoformat(params["when"])
    if "detail" in case:
        params["detail"] = case["detail"]
    compare(case["name"], pick(of(**params), case["want"]), case["want"])

print(f"{len(cases['read']) + len(cases['create']) - failed} passed, {failed} failed")
sys.exit(failed > 0)
