"""Checks that the module declares what it should and nothing else, and that
every text came through unchanged."""

import builtins
import json
import sys

import errors

want = json.load(sys.stdin)
names, codes = want["names"], want["codes"]
public = {n for n in vars(errors) if not n.startswith("_")} - {"annotations", "sys"}
assert public <= set(names), public.difference(names)
assert sorted(errors.__all__) == sorted(dir(errors)) == sorted(names), set(names).symmetric_difference(errors.__all__)
assert not hasattr(errors, "PWNED") and not hasattr(builtins, "PWNED")
assert {m.name: m.value for m in errors.ErrorCode} == {c["member"]: code for code, c in codes.items()}
standard = {n for n in dir(errors.ApiError) if not n.startswith("__")}
for name in names:
    assert getattr(errors, name).__name__ == name, name
for code, info in codes.items():
    of = errors.lookup(code)
    assert of is errors.lookup(info["type"]) and of.__name__ in names, code
    for name in ("status", "title", "type", "detail", "retryable"):
        assert getattr(of, name) == info[name], (code, name, getattr(of, name), info[name])
    assert of.code is errors.ErrorCode(code) and of.code.name == info["member"], code
    params = {m.attribute for m in of._members}
    assert [m.name for m in of._members] == info["params"], code
    assert {n for n in dir(of) if not n.startswith("__")} == standard, code
    assert not params & standard, code
    assert (getattr(of, "__deprecated__", None) is not None) == info["deprecated"], code
    assert type(errors.decode({"type": info["type"]})) is of, code
print("done")
