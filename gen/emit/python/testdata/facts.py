"""The codes of a catalogue with facts, with the runtime and without."""

import errors

empty, closed = errors.ErrorCode.SHOP_CART_EMPTY, errors.ErrorCode.SHOP_DOOR_CLOSED
if hasattr(errors, "ApiError"):
    assert (empty.system, empty.category, empty.specific) == ("shop", "cart", "empty")
    assert empty.kind is errors.Kind.INVALID_REQUEST and closed.kind is errors.Kind.INTERNAL
    assert (empty.hint, closed.hint) == ("", "Come back at nine.")
    assert "Kind" in errors.__all__
    assert errors.ShopDoorClosedError.page_url == "https://docs.example.com/shop#closed" != errors.ShopDoorClosedError.type
    assert errors.ShopCartEmptyError.page_url == errors.ShopCartEmptyError.type and errors.ApiError().page_url == ""
else:
    assert errors.ERRORS[empty].kind is errors.Kind.INVALID_REQUEST and errors.ERRORS[closed].kind is errors.Kind.INTERNAL
    assert (errors.ERRORS[empty].hint, errors.ERRORS[closed].hint) == ("", "Come back at nine.")
    assert errors.ErrorCode.SHOP_DOOR_SHUT is closed
    assert {n for n in vars(errors) if not n.startswith("_")} == {"ERRORS", "ErrorCode", "ErrorInfo", "Kind"}
assert errors.Kind("not_found") == "not_found" and str(errors.Kind.NOT_FOUND) == f"{errors.Kind.NOT_FOUND}" == "not_found"
assert [k.value for k in errors.Kind] == ["invalid_request", "not_found", "internal"]
print("done")
