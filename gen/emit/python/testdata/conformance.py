"""Runs conformance cases through errors.py and prints what differs."""

import base64
import datetime
import json
import re
import sys
import traceback

import errors

cases = json.load(sys.stdin)
failed = 0
ATTRIBUTES = {"requestId": "request_id", "retryAfter": "retry_after"}


def time(text):
    """A time of JSON, as every version of Python reads it."""
    seconds, fraction, zone = re.fullmatch(r"(.{19})(?:\.(\d+))?(.*)", text).groups()
    return datetime.datetime.fromisoformat(f"{seconds}.{(fraction or '').ljust(6, '0')}{zone.replace('Z', '+00:00')}")


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
        return str(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-.*T.*Z", value):
        value = time(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds")
    return value


def compare(name, got, want):
    global failed
    if plain(got) != plain(want):
        failed += 1
        print(f"{name}:\n got  {got!r}\n want {want!r}")


def said(error, name):
    if name == "message":
        return str(error)
    if name == "code":
        return str(error.code or "")
    value = getattr(error, ATTRIBUTES.get(name, name))
    return "later" if name == "retryAfter" and value > 366 * 24 * 3600 else value


def pick(error, names):
    if error is None or names is None:
        return error
    return {n: said(error, n) for n in names}


def bodies(case):
    if "base64" in case:
        return [base64.b64decode(case["base64"])]
    if "repeat" in case:
        text, times = case["repeat"]
        return [text * times]
    return [case["body"], case["body"].encode("utf-8", "surrogatepass")]


def read(body, response):
    if response is None:
        return errors.decode(body)
    return errors.from_response(response["status"], response["headers"], body, response.get("url", ""))


for case in cases.get("read", []):
    want = case["want"]
    for body in bodies(case):
        try:
            error = read(body, case.get("response"))
        except Exception:
            compare(case["name"], traceback.format_exc(), "no exception")
            continue
        compare(case["name"], pick(error, want), want)
        if error is not None and error.known != (type(error) is not errors.ApiError):
            compare(case["name"], error.known, "what the class says")

# What a server writes is read as it was meant; members of want that are not there
# are zero.
ZERO = {"instance": "", "requestId": "", "retryAfter": 0, "params": {}, "detail": "", "title": ""}
for case in cases.get("write", []):
    headers = dict(case.get("headers") or {})
    if case.get("retryAfter"):
        headers["Retry-After"] = str(case["retryAfter"])
    want = {**ZERO, **case["want"]}
    error = read(case["body"].encode(), {"status": case["status"], "headers": headers})
    compare(case["name"], pick(error, want), want)

for case in cases.get("create", []):
    of = errors.lookup(case["code"])
    attributes = {m.name: m.attribute for m in of._members}
    params = {attributes[k]: v for k, v in case["params"].items()}
    if "when" in params:
        params["when"] = time(params["when"])
    if "detail" in case:
        params["detail"] = case["detail"]
    compare(case["name"], pick(of(**params), case["want"]), case["want"])

print(f"{sum(map(len, cases.values()))} cases, {failed} failed")
sys.exit(failed > 0)
