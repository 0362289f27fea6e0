"""`GET /v1/users/{user_id}`: get a user."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.user import User
from ...models.user_envelope import UserEnvelope

_decode = decoder(UserEnvelope)


def request(user_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/users/{segment(user_id)}", template="/v1/users/{userId}")


def parse(body: bytes) -> User:
    """What is answered, out of its envelope."""
    return _decode(body).data
