"""What the contract tests run against: a gateway in this process, one on a socket, or any by its URL."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest

from contract_tests import services
from contract_tests.contract.transports import AsyncJudged, InProcess, InThread, Judged
from maton_quo import AsyncQuo, Quo
from mock_gateway import create_app
from mock_gateway.contract import Contract, load
from mock_gateway.profile import Profile
from mock_gateway.settings import Settings

KINDS = ("in-process", "loopback")
DATABASES = ("sqlite", "postgresql")
PROFILES = ("documented", "observed")
USER_AGENT = "maton-quo-contract-tests"


@dataclass(frozen=True, slots=True)
class Choice:
    """A target that was asked for but not opened yet."""

    kind: str
    """`in-process`, `loopback`, or a URL."""
    profile: str | None
    """None takes whatever profile the gateway at a URL has."""
    database: str = DATABASES[0]
    """What a gateway of ours keeps everything in."""

    def __str__(self) -> str:
        words = (self.kind, self.profile, self.database if self.database != DATABASES[0] else None)
        return "-".join(filter(None, words))


def choices(kind: str | None, profile: str | None, database: str | None = None) -> list[Choice]:
    """What to run against: what the command line says.

    By default it is both profiles in-process, one over a socket, and one on PostgreSQL.
    """
    if database:
        return [replace(choice, database=database) for choice in _choices(kind or KINDS[0], profile)]
    found = _choices(kind, profile)
    return found if kind or profile else [*found, Choice("in-process", "documented", "postgresql")]


def _choices(kind: str | None, profile: str | None) -> list[Choice]:
    if kind and "://" in kind:
        return [Choice(kind.rstrip("/"), profile)]
    if kind and kind not in KINDS:
        raise ValueError(f"--target takes {', '.join(KINDS)} or a URL, not {kind!r}")
    if kind or profile:
        return [Choice(kind or KINDS[0], each) for each in ((profile,) if profile else PROFILES)]
    return [*(Choice("in-process", each) for each in PROFILES), Choice("loopback", "documented")]


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

    @property
    def contract(self) -> Contract:
        """The spec as this gateway's profile sees it, which judges every answer."""
        return load(self.profile)

    def http(self, *, judged: bool = True, **options: Any) -> httpx.Client:
        """A plain client without a key; unless told otherwise, the spec judges what it is answered."""
        transport = Judged(self._transport(), self.contract) if judged else self._transport()
        return httpx.Client(base_url=self.base_url, transport=transport, **options)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """The `data` of what `/_mock/api` answers. What has none skips the test."""
        if not self.can_control:
            pytest.skip(f"{self.base_url} has no /_mock/api")
        with self.http() as http:
            response = http.request(method, f"/_mock/api/{path}", json=body)
        response.raise_for_status()
        return response.json()["data"]

    def account(self, seed: str = "demo") -> Account:
        """A new account that nobody else uses, its workspace made from `seed`."""
        return Account(self, **self.control("POST", "accounts", {"seed": seed}))

    def private(self) -> AbstractContextManager[Target]:
        """Another gateway of this kind for one test alone, whose clock it may move."""
        if self.choice.kind not in KINDS:
            pytest.skip(f"the clock of {self.base_url} is not ours alone")
        return opened(self.choice)

    def id(self, printed: str) -> str:
        """An id that the guide prints, in the style of this target."""
        live = {"CV123abc": "CN123abc", "CT123abc": "000000000000000000123abc", "REC123abc": "CR123abc"}
        return live.get(printed, printed) if self.profile["id_style"] == "live" else printed


@dataclass(frozen=True, slots=True)
class Account:
    """One account on a target: its keys, and the clients that use them."""

    target: Target = field(repr=False)
    api_key: str
    quo_key: str
    connection_id: str
    workspace_id: str

    def client(self, **options: Any) -> Quo:
        """The client, which repeats nothing: an error is what the test wants to see."""
        target = self.target
        transport = Judged(target._transport(), target.contract)
        settings = {"api_key": self.api_key, "base_url": target.base_url, "max_retries": 0}
        return Quo(**{**settings, "connection": "", "transport": transport, **options})

    def async_client(self, **options: Any) -> AsyncQuo:
        """The same for code that awaits."""
        target = self.target
        transport = AsyncJudged(target._async_transport(), target.contract)
        settings = {"api_key": self.api_key, "base_url": target.base_url, "max_retries": 0}
        return AsyncQuo(**{**settings, "connection": "", "transport": transport, **options})

    def http(self, *, judged: bool = True) -> httpx.Client:
        """A plain client with this account's key, for what no good client would send."""
        headers = {"Authorization": f"Bearer {self.api_key}", "User-Agent": USER_AGENT}
        return self.target.http(judged=judged, headers=headers)

    def set(self, **settings: int) -> dict[str, Any]:
        """Change `balance_cents`, `rate_limit` or `price_cents`; returns all settings as they are now."""
        changed: dict[str, Any] = self.target.control(
            "PATCH" if settings else "GET", f"settings?workspace_id={self.workspace_id}", settings or None
        )
        return changed

    def reset(self) -> None:
        """Put the workspace back to its seed."""
        self.target.control("POST", f"reset?workspace_id={self.workspace_id}")


@contextmanager
def opened(choice: Choice) -> Iterator[Target]:
    """The target, for as long as it is needed."""
    with _database(choice) as database:
        if choice.kind == "in-process":
            with _in_process(choice, database) as target:
                yield target
        elif choice.kind == "loopback":
            with _served(choice.profile or "documented", database) as url:
                yield _at(choice, url)
        else:
            yield _at(choice, choice.kind)


@contextmanager
def _database(choice: Choice) -> Iterator[str]:
    """The address of a new database; without PostgreSQL the test is skipped."""
    if choice.database == "sqlite" or choice.kind not in KINDS:
        yield ":memory:"
        return
    try:
        server = services.shared_postgres()
    except services.Missing as reason:
        pytest.skip(str(reason))
    with server.database() as url:
        yield url


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


@contextmanager
def _served(profile: str, database: str) -> Iterator[str]:
    """The address of `quo-mock serve`, run as a process of its own."""
    command = [sys.executable, "-m", "mock_gateway", "serve", "--port", "0", "--profile", profile]
    command += ["--set", "rate_limit=0", "--db", database]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        announced = (re.search(r"listens at (http://\S+)", line) for line in process.stdout)
        found = next(filter(None, announced), None)
        if found is None:
            raise RuntimeError(f"quo-mock serve ended with {process.wait()} before it listened")
        yield found[1]
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
