"""`POST /connections`: create a connection."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.connection_created import ConnectionCreated
from ...models.connection_method import ConnectionMethod

parse = decoder(ConnectionCreated)


def request(*, app: str, method: ConnectionMethod | Unset = UNSET) -> Request:
    """What is sent."""
    return Request(
        "POST",
        "/connections",
        body={
            "app": app,
            "method": method,
        },
        control=True,
    )
