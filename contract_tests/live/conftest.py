"""A gateway that plays the live service: at live's hosts, behind a guard, and counting what reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.choices import Choice
from contract_tests.live.belongings import Belongings
from contract_tests.live.environment import CONTROL_URL, GATEWAY_URL, Environment
from contract_tests.live.guard import Guard
from contract_tests.live.permissions import Permissions
from contract_tests.live.transports import Guarded
from contract_tests.targets import Account, Target, opened
from mock_gateway.contract import load
from mock_gateway.profile import Profile

MARK = "maton-quo-contract-20260102-0000beef"
EARLIER = "maton-quo-contract-20251224-0000cafe"
NUMBER = "+12025550142"

Answering = Callable[[httpx.Request], httpx.Response | None]


class Arrivals(httpx.BaseTransport):
    """Keeps what came past the guard; a test may answer in the gateway's place."""

    def __init__(self, gateway: httpx.BaseTransport) -> None:
        self._gateway = gateway
        self.requests: list[httpx.Request] = []
        self.instead: Answering = lambda request: None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.instead(request) or self._gateway.handle_request(request)


@dataclass
class Live:
    """An account at the live hosts that a run with some permissions talks to."""

    account: Account
    folder: Path
    arrivals: Arrivals
    sleeps: list[float] = field(default_factory=list)

    @property
    def environment(self) -> Environment:
        return Environment(GATEWAY_URL, CONTROL_URL, self.account.api_key)

    def guard(self, own_mark: str = MARK, is_ours: Any = None, **permissions: Any) -> Guard:
        """The guard of a run that was allowed this; no time passes for it."""
        profile = load(Profile.named("observed"))
        journal = Belongings(self.folder / own_mark)
        allowed = Permissions(**permissions)
        return Guard(
            allowed, self.environment, profile, own_mark, journal, is_ours=is_ours, clock=lambda: 0.0
        )

    def transport(self, guard: Guard) -> httpx.BaseTransport:
        """What every client of the run sends through."""
        return Guarded(guard, self.arrivals, self.sleeps.append)

    def http(self, guard: Guard, **options: Any) -> httpx.Client:
        """A client of the run, with the account's key."""
        headers = {"Authorization": f"Bearer {self.account.api_key}", "User-Agent": "test"}
        transport = self.transport(guard)
        return httpx.Client(base_url=GATEWAY_URL, transport=transport, headers=headers, **options)

    def owner(self) -> httpx.Client:
        """The owner of the account, who needs no permission."""
        return self.account.http()


@pytest.fixture(scope="module")
def gateway(end_of_services: None) -> Iterator[Target]:
    """A gateway that answers as the live service was observed to."""
    with opened(Choice("in-process", "observed")) as target:
        yield target


@pytest.fixture
def live(gateway: Target, tmp_path: Path) -> Live:
    """Somebody's account, with the demo workspace."""
    return Live(gateway.account(), tmp_path / "journals", Arrivals(gateway._transport()))


def contact(own_mark: str = MARK, **more: Any) -> dict[str, Any]:
    """The body of a contact that carries a mark."""
    named = {"defaultFields": {"firstName": "Contract"}}
    return {**named, "source": own_mark, "externalId": f"{own_mark}-1", **more}


def task(own_mark: str = MARK) -> dict[str, str]:
    """The body of a task that carries a mark."""
    return {"title": f"{own_mark} a task", "description": "", "phoneNumberId": "PN123abc"}
