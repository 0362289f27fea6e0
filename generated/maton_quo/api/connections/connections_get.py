"""`GET /connections/{connection_id}`: get a connection."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.connection import Connection
from ...models.connection_envelope import ConnectionEnvelope

_decode = decoder(ConnectionEnvelope)


def request(connection_id: str) -> Request:
    """What is sent."""
    return Request(
        "GET", f"/connections/{segment(connection_id)}", control=True, template="/connections/{connectionId}"
    )


def parse(body: bytes) -> Connection:
    """What is answered, out of its envelope."""
    return _decode(body).connection
