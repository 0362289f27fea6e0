"""`Connections` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncConnections, Connections


class RawConnections:
    """The methods of `Connections`, with the response beside what each gives."""

    def __init__(self, resource: Connections) -> None:
        self.list = raw(resource, Connections.list)
        self.create = raw(resource, Connections.create)
        self.get = raw(resource, Connections.get)
        self.delete = raw(resource, Connections.delete)


class AsyncRawConnections:
    """The methods of `AsyncConnections`, with the response beside what each gives."""

    def __init__(self, resource: AsyncConnections) -> None:
        self.list = async_raw(resource, AsyncConnections.list)
        self.create = async_raw(resource, AsyncConnections.create)
        self.get = async_raw(resource, AsyncConnections.get)
        self.delete = async_raw(resource, AsyncConnections.delete)
