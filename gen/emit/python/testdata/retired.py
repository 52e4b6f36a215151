"""What a program can do with the class of a retired code: everything but raise it."""

import copy
import pickle

from errors import ShopCartGoneError, ShopCartLostError, ShopCartSoldError, decode

NESTED = {"meta": {"requestId": "r"}, "error": {"type": "err:shop:cart:lost", "status": 410, "detail": "", "title": "", "cart": "c1"}}


def raised() -> None:
    ShopCartGoneError()  # type: ignore[call-arg] # no value is an argument for it


def raised_with_params() -> None:
    ShopCartLostError(cart="c1")  # type: ignore[call-arg]


for raises in (raised, raised_with_params):
    try:
        raises()
    except TypeError as e:
        assert "is retired: it can be received, but no longer raised" in str(e), e
    else:
        raise AssertionError("a retired code was raised")

ShopCartSoldError()
received = decode(NESTED)
assert isinstance(received, ShopCartLostError), received
assert received.cart == "c1" and received.known and not isinstance(received, ShopCartGoneError)
for again in (copy.copy(received), pickle.loads(pickle.dumps(received))):
    assert isinstance(again, ShopCartLostError) and again.cart == "c1", again
