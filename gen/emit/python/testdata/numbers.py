"""The codes of a catalogue that sends numbers, with the runtime and without."""

import copy
import json
import pickle

import errors

expired = errors.ErrorCode.TOKEN_EXPIRED
assert expired == 40142 == expired.value and isinstance(expired, int)
assert errors.ErrorCode(40142) is expired and {expired: 1}[40142] == 1 and 40142 in list(errors.ErrorCode)
assert str(expired) == f"{expired}" == json.dumps(expired) == "40142"
assert copy.copy(expired) is pickle.loads(pickle.dumps(expired)) is expired
if hasattr(errors, "ApiError"):
    assert errors.ErrorCode("40142") is expired and expired.number == "40142" and 40142 in errors.ErrorCode
    assert errors.lookup(40142) is errors.lookup("40142") is errors.TokenExpiredError
    assert errors.TokenExpiredError.__bases__ == (errors.ApiError,)
    assert errors.decode({"error": {"code": 40142}}).code is expired
    unknown = errors.decode({"error": {"code": 99999}})
    assert unknown.code == 99999 and type(unknown.code) is int and not unknown.known and str(unknown) == "99999"
    nothing = errors.decode({"error": {"message": "m"}})
    assert nothing.code == 0 and type(nothing.code) is int and not nothing.known
    assert errors.ConnectionLostError.status == 500 and str(errors.ConnectionLostError()) == "10000"
else:
    assert errors.ERRORS[expired] == (401, "Unauthorized", "https://example.com/errors/40142", "")
    assert errors.ERRORS[expired].status == 401
print("done")
