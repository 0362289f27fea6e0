"""`GET /connections`: list connections."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.connection import Connection
from ...models.connection_method import ConnectionMethod
from ...models.connection_status import ConnectionStatus
from ...models.connections_envelope import ConnectionsEnvelope

_decode = decoder(ConnectionsEnvelope)


def request(
    *, app: str | None = None, status: ConnectionStatus | None = None, method: ConnectionMethod | None = None
) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/connections",
        query={
            "app": app,
            "status": status,
            "method": method,
        },
        control=True,
    )


def parse(body: bytes) -> list[Connection]:
    """What is answered, out of its envelope."""
    return _decode(body).connections
