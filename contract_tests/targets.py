"""What the contract tests run against: a gateway in this process, one on a socket, any URL, or live."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from contract_tests.accounts import USER_AGENT, Account, Texter
from contract_tests.choices import DATABASES, KINDS, LIVE, PROFILES, Choice, choices
from contract_tests.contract.transports import InProcess, InThread, Judged
from contract_tests.gateways import database_for, served
from contract_tests.live import environment as live
from contract_tests.live import mark
from contract_tests.live.guard import Guard
from contract_tests.live.permissions import Permissions
from contract_tests.live.session import session
from mock_gateway import create_app
from mock_gateway.contract import Contract, load
from mock_gateway.profile import Profile
from mock_gateway.settings import Settings

__all__ = [
    "DATABASES",
    "KINDS",
    "LIVE",
    "PROFILES",
    "USER_AGENT",
    "Account",
    "Choice",
    "Target",
    "Texter",
    "choices",
    "opened",
]


@dataclass(frozen=True, slots=True)
class Target:
    """A gateway that can be called, and what it may do."""

    choice: Choice
    base_url: str
    profile: Profile
    can_control: bool
    """Whether it has `/_mock/api`: accounts to order, balances to set, a clock to move."""
    _transport: Callable[[], httpx.BaseTransport] = field(repr=False)
    _async_transport: Callable[[], httpx.AsyncBaseTransport] = field(repr=False)
    guard: Guard | None = field(default=None, repr=False)
    """What every request passes where the account is somebody's; None where accounts are made for tests."""
    environment: live.Environment | None = field(default=None, repr=False)

    @property
    def contract(self) -> Contract:
        """The spec as this gateway's profile sees it, which judges every answer."""
        return load(self.profile)

    def http(self, **options: Any) -> httpx.Client:
        """A plain client without a key; the spec judges what it is answered."""
        transport = Judged(self._transport(), self.contract)
        return httpx.Client(base_url=self.base_url, transport=transport, **options)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """The `data` of what `/_mock/api` answers. What has none skips the test."""
        if not self.can_control:
            pytest.skip(f"it needs /_mock/api, which {self.choice.kind} does not have")
        with self.http() as http:
            response = http.request(method, f"/_mock/api/{path}", json=body)
        response.raise_for_status()
        return response.json()["data"]

    def account(self, seed: str = "demo") -> Account:
        """A new account that nobody else uses, its workspace made from `seed`."""
        if self.guard:
            pytest.skip(f"it needs an account of its own, which {self.choice.kind} does not give")
        return Account(self, **self.control("POST", "accounts", {"seed": seed}))

    def reader(self) -> Account:
        """An account that may be read: a new one with the demo workspace, or the one that the key opens."""
        if self.guard is None or self.environment is None:
            return replace(self.account(), mark=mark.new(datetime.now(UTC), secrets.randbits(32)))
        key, connection = self.environment.api_key, self.environment.connection
        return Account(self, key, "", connection, "", self.guard.mark)

    def writer(self) -> Account:
        """The same for making contacts and tasks that carry its mark; skips without permission."""
        if self.guard and not self.guard.permissions.writes:
            pytest.skip("it writes, and --allow-writes was not given")
        return self.reader()

    def texter(self) -> Texter:
        """An account and the one number that it may text; skips without permission."""
        if self.guard is None:
            return Texter(self.reader(), "+15555550100")
        allowed = self.guard.permissions
        if not allowed.sms_to or not allowed.sms_budget:
            pytest.skip("it sends a text, and --allow-sms and --sms-budget were not given")
        return Texter(self.reader(), allowed.sms_to)

    def spare(self, why: str) -> None:
        """Skip the test where the account is somebody's."""
        if self.guard:
            pytest.skip(f"{why}, which {self.choice.kind} is spared")

    def private(self) -> AbstractContextManager[Target]:
        """Another gateway of this kind for one test alone, whose clock it may move."""
        if self.choice.kind not in KINDS:
            pytest.skip(f"the clock of {self.base_url} is not ours alone")
        return opened(self.choice)

    def id(self, printed: str) -> str:
        """An id that the guide prints, in the style of this target."""
        live = {"CV123abc": "CN123abc", "CT123abc": "000000000000000000123abc", "REC123abc": "CR123abc"}
        return live.get(printed, printed) if self.profile["id_style"] == "live" else printed


@contextmanager
def opened(
    choice: Choice, permissions: Permissions | None = None, environment: live.Environment | None = None
) -> Iterator[Target]:
    """The target, for as long as it is needed.

    `permissions` and `environment` count where the account is somebody's; by default nothing may be written,
    and the variables of the process say whose account it is. Raises `Incomplete` where they do not.
    """
    allowed = permissions or Permissions()
    with database_for(choice) as database:
        if choice.kind == LIVE:
            with _live(choice, allowed, environment or live.read(os.environ)) as target:
                yield target
        elif choice.kind == "in-process":
            with _in_process(choice, database) as target:
                yield target
        elif choice.kind == "loopback":
            with served(choice.profile or "documented", database) as url:
                yield _at(choice, url)
        elif (target := _at(choice, choice.kind)).can_control or "MATON_API_KEY" not in os.environ:
            yield target
        else:  # it makes no accounts, so this is somebody's, whatever it is called
            with _live(choice, allowed, environment or live.read(os.environ, choice.kind)) as target:
                yield target


@contextmanager
def _live(choice: Choice, permissions: Permissions, environment: live.Environment) -> Iterator[Target]:
    profile = Profile.named(choice.profile or "observed")
    with session(environment, permissions, load(profile)) as door:
        ways = door.transport, door.async_transport
        yield Target(choice, environment.gateway_url, profile, False, *ways, door.guard, environment)


@contextmanager
def _in_process(choice: Choice, database: str) -> Iterator[Target]:
    profile = Profile.named(choice.profile or "documented")
    app = create_app(database, profile=profile, settings=Settings(rate_limit=0), check_responses=True)
    transport = InProcess(app)
    try:
        yield Target(
            choice, "http://127.0.0.1:8787", profile, True, lambda: transport, lambda: InThread(transport)
        )
    finally:
        app.extensions["mock_gateway"].database.close()


def _at(choice: Choice, url: str) -> Target:
    try:
        answer = httpx.get(f"{url}/_mock/api/profile")
        answer.raise_for_status()
        rows = answer.json()["data"]
    except (httpx.HTTPStatusError, ValueError, KeyError):
        rows = None
    profile = Profile.named(choice.profile or "documented")
    if rows is not None:
        profile = Profile(tuple(row["value"] for row in rows))
    tls = url.startswith("https:")  # to read 150 certificates for each client takes longer than most tests
    return Target(
        choice,
        url,
        profile,
        rows is not None,
        lambda: httpx.HTTPTransport(verify=tls),
        lambda: httpx.AsyncHTTPTransport(verify=tls),
    )
