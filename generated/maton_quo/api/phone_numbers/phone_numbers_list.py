"""`GET /v1/phone-numbers`: list phone numbers."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.phone_number import PhoneNumber
from ...models.phone_numbers_envelope import PhoneNumbersEnvelope

_decode = decoder(PhoneNumbersEnvelope)


def request(*, user_id: str | None = None) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/phone-numbers",
        query={
            "userId": user_id,
        },
    )


def parse(body: bytes) -> list[PhoneNumber]:
    """What is answered, out of its envelope."""
    return _decode(body).data
