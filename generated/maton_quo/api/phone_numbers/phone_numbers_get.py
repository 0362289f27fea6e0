"""`GET /v1/phone-numbers/{phone_number_id}`: get a phone number."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.phone_number import PhoneNumber
from ...models.phone_number_envelope import PhoneNumberEnvelope

_decode = decoder(PhoneNumberEnvelope)


def request(phone_number_id: str) -> Request:
    """What is sent."""
    return Request(
        "GET", f"/v1/phone-numbers/{segment(phone_number_id)}", template="/v1/phone-numbers/{phoneNumberId}"
    )


def parse(body: bytes) -> PhoneNumber:
    """What is answered, out of its envelope."""
    return _decode(body).data
