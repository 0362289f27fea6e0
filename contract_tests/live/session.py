"""A live account for as long as a run lasts; at its end, what the run made is gone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from contract_tests.live import mark, removal
from contract_tests.live.belongings import Belongings, folder
from contract_tests.live.environment import Environment
from contract_tests.live.guard import Guard
from contract_tests.live.permissions import Permissions
from contract_tests.live.transports import AsyncGuarded, AsyncWire, Guarded, Wire
from mock_gateway.contract import Contract

TIMEOUT = httpx.Timeout(30.0, connect=10.0)


@dataclass(frozen=True, slots=True)
class Session:
    """The guard of a run, and the ways past it."""

    guard: Guard
    wire: Wire

    def transport(self) -> httpx.BaseTransport:
        """For a client; all share the connections."""
        return Guarded(self.guard, self.wire)

    def async_transport(self) -> httpx.AsyncBaseTransport:
        """For a client that awaits, with connections of its own: they belong to an event loop."""
        return AsyncGuarded(self.guard, AsyncWire(httpx.AsyncClient(timeout=TIMEOUT)))


@contextmanager
def session(environment: Environment, permissions: Permissions, contract: Contract) -> Iterator[Session]:
    """A live account; at the end, also when a test or the user ends the run, what it made is removed."""
    own_mark = mark.new(datetime.now(UTC), secrets.randbits(32))
    guard = Guard(permissions, environment, contract, own_mark, Belongings(folder() / own_mark))
    with httpx.Client(timeout=TIMEOUT) as client:
        opened = Session(guard, Wire(client))
        try:
            yield opened
        finally:
            with removal.client(environment, opened.transport()) as http:
                removal.remove_own(http, guard)
