"""A program that has an error type of its own, with the codes alone."""

from errors import ERRORS, ErrorCode


class ServiceError(Exception):
    def __init__(self, code: ErrorCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail or ERRORS[code].detail}")
        self.code = code
        self.status = ERRORS[code].status


def status(code: ErrorCode) -> int:
    return ServiceError(code).status


if __name__ == "__main__":
    assert status(ErrorCode.SHOP_DOOR_CLOSED) == 503
    assert str(ServiceError(ErrorCode.SHOP_DOOR_CLOSED)) == "err:shop:door:closed: The shop is {closed}"
    ServiceError("err:shop:door:closed")  # type: ignore[arg-type] # text is no code
    print("done")
