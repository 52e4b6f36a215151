"""One module imported by two paths, a copy of it, and another version of it."""

import copy
import importlib
import pickle
import sys

import errors
import inner.errors
import inner.newer
import inner.vendored

twins = [errors, inner.errors, inner.vendored]
for one in twins:
    for other in twins:
        try:
            raise one.ShopDoorClosedError(detail="shut")
        except other.ShopDoorError as error:
            assert isinstance(error, other.ApiError) and isinstance(error, other.ShopDoorClosedError)
            assert error.code is other.ErrorCode.SHOP_DOOR_CLOSED and error.known
            for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
                assert type(twin) is other.ShopDoorClosedError and twin.__dict__ == error.__dict__
        assert one.lookup("err:shop:door:closed") is other.ShopDoorClosedError
        assert one.decode({"code": "err:shop:door:closed"}).code == other.ErrorCode.SHOP_DOOR_CLOSED

# Another version has classes of its own; codes are texts.
assert inner.newer.ShopDoorClosedError is not errors.ShopDoorClosedError
assert inner.newer.ErrorCode.SHOP_DOOR_CLOSED == errors.ErrorCode.SHOP_DOOR_CLOSED
assert [m.__name__ for m in twins] == ["errors", "inner.errors", "inner.vendored"]
assert all(m.__spec__.name == m.__name__ for m in twins)

# One that is loaded again has new classes, which fit together.
again = importlib.reload(errors)
try:
    raise again.ShopDoorClosedError
except again.ApiError as error:
    assert isinstance(error.code, again.ErrorCode)
print("done")
