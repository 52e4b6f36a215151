"""What mypy --strict must accept in a program that uses the module. A mistake
made on purpose is ignored by name; an ignore that is not needed is an error."""

import copy
import datetime
import email.message
import enum
import pickle
import urllib.error
import warnings
from collections.abc import Mapping
from typing import assert_type

from errors import (
    ApiError,
    ErrorCode,
    ShopCartItemGoneError,
    ShopCartItemGoneOthersItem,
    ShopCartKeywordError,
    ShopDoorClosedError,
    ShopDoorError,
    ShopError,
    TimeZoneUnknownError,
    decode,
    from_response,
    lookup,
)


def mistakes() -> None:
    ShopCartItemGoneError(item="tea")  # type: ignore[call-arg] # left is required
    ShopCartItemGoneError(item="tea", left="1")  # type: ignore[arg-type]
    ShopDoorClosedError(item="tea")  # type: ignore[call-arg] # it has no params
    ShopCartItemGoneError("tea", 1)  # type: ignore[misc] # params are named


def responses(headers: Mapping[str, str], message: email.message.Message, error: urllib.error.HTTPError) -> None:
    from_response(404, headers, b"")
    from_response(404, {}, "")
    from_response(404, message, b"")
    from_response(error.code, error.headers, error.read())


def describe(error: ApiError) -> str | None:
    if isinstance(error, ShopCartItemGoneError):
        assert_type(error.since, datetime.datetime | None)
        assert_type(error.others, list[ShopCartItemGoneOthersItem] | None)
        return error.item
    assert_type(error.code, ErrorCode | str)
    return error.title


def raised() -> None:
    try:
        raise ShopDoorClosedError(request_id="req_1") from ValueError("x")
    except ShopDoorError as error:
        assert isinstance(error, ShopError)
        assert error.code is ErrorCode.SHOP_DOOR_CLOSED and str(error.code) == "err:shop:door:closed"
        assert error.status == 503 and error.retryable and error.known
        assert isinstance(error.__cause__, ValueError)
        assert str(error) == "err:shop:door:closed: The shop is {closed}"
    else:
        raise AssertionError


def copied() -> None:
    others: list[ShopCartItemGoneOthersItem] = [{"item": "mate", "fresh": True}]
    error = ShopCartItemGoneError(item="tea", left=1, others=others)
    read = decode({"error": {"type": error.type, "item": "tea", "left": 1}})
    unknown = decode({"type": "https://example.com/errors/shop/new/thing"})
    for original in (error, read, unknown):
        assert original is not None
        for twin in (copy.copy(original), copy.deepcopy(original), pickle.loads(pickle.dumps(original))):
            assert type(twin) is type(original)
            assert str(twin) == str(original)
            assert twin.__dict__ == original.__dict__
    assert error.params == {"item": "tea", "left": 1, "others": others}
    assert isinstance(read, ShopCartItemGoneError) and read.since is None
    assert unknown is not None and type(unknown) is ApiError and unknown.code == "err:shop:new:thing"


def found() -> None:
    assert lookup("err:shop:door:closed") is ShopDoorClosedError
    assert lookup("err:shop:door:shut") is ShopDoorClosedError
    assert lookup("https://example.com/errors/shop/door/shut") is ShopDoorClosedError
    assert lookup("http://EXAMPLE.com/errors/shop/door/closed/") is ShopDoorClosedError
    assert lookup("err:shop:door:open") is None
    assert f"{ErrorCode.SHOP_DOOR_CLOSED}" == "err:shop:door:closed"
    assert ShopCartKeywordError(class_="a", from_="b", default=True, args_=1).args == (
        "err:shop:cart:keyword: The word a from b is kept: {true}",
    )
    east = datetime.timezone(datetime.timedelta(hours=2))
    when = datetime.datetime(2024, 5, 6, 9, 8, tzinfo=east)
    assert TimeZoneUnknownError(when=when, ratio=1).detail == "At 2024-05-06T07:08:00Z with 1"
    assert describe(ShopDoorClosedError()) == "Service Unavailable"


def enumerated() -> None:
    closed = ErrorCode.SHOP_DOOR_CLOSED
    assert isinstance(closed, enum.Enum) and isinstance(closed, str)
    assert closed.name == "SHOP_DOOR_CLOSED" and closed.value == closed == "err:shop:door:closed"
    assert repr(closed) == "<ErrorCode.SHOP_DOOR_CLOSED: 'err:shop:door:closed'>"
    assert ErrorCode("err:shop:door:closed") is ErrorCode["SHOP_DOOR_CLOSED"] is closed
    assert ErrorCode("err:shop:door:shut") is closed
    assert (closed.system, closed.category, closed.specific) == ("shop", "door", "closed")
    assert len(ErrorCode) == len(list(ErrorCode)) == len(set(ErrorCode)) and closed in ErrorCode
    assert list(reversed(ErrorCode)) == list(ErrorCode)[::-1] and ErrorCode.__members__["SHOP_DOOR_CLOSED"] is closed
    assert "SHOP_DOOR_CLOSED" in dir(ErrorCode) and {closed: 1}["err:shop:door:closed"] == 1  # type: ignore[index]
    for twin in (copy.copy(closed), copy.deepcopy(closed), pickle.loads(pickle.dumps(closed))):
        assert twin is closed
    for wrong in ("err:shop:door:open", "SHOP_DOOR_CLOSED", "", 1, None):
        try:
            ErrorCode(wrong)  # type: ignore[arg-type]
        except ValueError as error:
            assert str(error) == f"{wrong!r} is not a valid ErrorCode"
        else:
            raise AssertionError(wrong)
    assert not hasattr(ErrorCode, "SHOP_DOOR_OPEN") and not hasattr(ErrorCode, "_missing")


def renamed() -> None:
    import errors

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert errors.ShopShutError is errors.ShopDoorShutError is ShopDoorClosedError
        assert [ErrorCode.SHOP_SHUT, ErrorCode.SHOP_DOOR_SHUT] == [ErrorCode.SHOP_DOOR_CLOSED] * 2
    assert [str(w.message) for w in caught] == [
        "ShopShutError is a former name of ShopDoorClosedError",
        "ShopDoorShutError is a former name of ShopDoorClosedError",
        "ErrorCode.SHOP_SHUT is a former name of SHOP_DOOR_CLOSED",
        "ErrorCode.SHOP_DOOR_SHUT is a former name of SHOP_DOOR_CLOSED",
    ]
    assert {w.category for w in caught} == {DeprecationWarning} and {w.filename for w in caught} == {__file__}


def refused() -> None:
    for params, text in (
        ({"item": "tea"}, "ShopCartItemGoneError() lacks the argument 'left'"),
        ({"item": "tea", "left": 1, "right": 2}, "ShopCartItemGoneError() has no argument 'right'"),
    ):
        try:
            ShopCartItemGoneError(**params)  # type: ignore[arg-type]
        except TypeError as error:
            assert str(error) == text, error
        else:
            raise AssertionError(params)


def waited() -> None:
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=2)
    error = from_response(503, {"retry-after": later.strftime("%a, %d %b %Y %H:%M:%S GMT")}, b"\xff")
    assert error is not None and 100 < error.retry_after <= 120 and error.body == "\ufffd"


if __name__ == "__main__":
    raised()
    copied()
    found()
    enumerated()
    renamed()
    refused()
    waited()
    print("done")
