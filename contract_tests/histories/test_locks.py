"""Writers wait for each other: two that have both read before either writes would lose what one has written.

No luck is needed to see it: whoever is about to write waits for a moment for the other to have read as well.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench
from contract_tests.histories.history import Call
from contract_tests.histories.linear import check
from contract_tests.histories.models import Contact
from mock_gateway.store import Accounts, Workspace, admission, dialect, open_database

SECONDS = 0.3
"""How long one waits for the other, who does not come if there are locks."""
COMPANY = ("company", "b")
ROLE = ("role", "r")


@pytest.fixture
def replicas(address: str) -> Iterator[list[Bench]]:
    """Two gateways on one database."""
    with ExitStack() as stack:
        databases = [stack.enter_context(closing(open_database(address))) for _ in range(2)]
        yield [Bench(database=database, seed="empty") for database in databases]


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has read a contact, or what the gateway was told, writes only after the other has read it."""
    meet = threading.Barrier(2)
    replace, keep_fact = Workspace.replace, Accounts.keep_fact

    def wait() -> None:
        with suppress(threading.BrokenBarrierError):
            meet.wait(SECONDS)

    def replace_late(self: Workspace, *arguments: Any, **columns: Any) -> str:
        wait()
        return replace(self, *arguments, **columns)

    def keep_late(self: Accounts, name: str, value: str) -> None:
        if name == admission.CONTROL:
            wait()
        keep_fact(self, name, value)

    monkeypatch.setattr(Workspace, "replace", replace_late)
    monkeypatch.setattr(Accounts, "keep_fact", keep_late)


def updates_that_meet(replicas: list[Bench]) -> list[Call]:
    """A history of one contact: two replicas are asked to change it at once, and then one is asked for it."""
    began = time.monotonic()
    body = {"defaultFields": {"firstName": "Ada", "company": "a"}}
    id = replicas[0].ok("POST /quo/v1/contacts", body)["data"]["id"]
    calls = [Call(0, "contact", "create", "a", id, began, time.monotonic())]

    def ask(client: int, request: str, what: str, *change: str) -> None:
        called = time.monotonic()
        body = {"defaultFields": {change[0]: change[1]}} if change else None
        answer = replicas[client].ok(f"{request} /quo/v1/contacts/{id}", body)["data"]
        fields = answer["defaultFields"]
        seen = (id, fields["company"], fields["role"])
        calls.append(Call(client, "contact", what, (id, *change), seen, called, time.monotonic()))

    with ThreadPoolExecutor(2) as threads:
        asked = [
            threads.submit(ask, 0, "PATCH", "update", *COMPANY),
            threads.submit(ask, 1, "PATCH", "update", *ROLE),
        ]
        for each in asked:
            each.result()
    ask(0, "GET", "get")
    return calls


@pytest.mark.usefixtures("meeting")
def test_two_updates_that_meet_are_both_kept(replicas: list[Bench]) -> None:
    calls = updates_that_meet(replicas)
    assert check(calls, Contact()) is None, check(calls, Contact())
    assert calls[-1].answer[1:] == ("b", "r")


@pytest.mark.usefixtures("meeting")
def test_two_who_advance_the_clock_at_once_have_advanced_it_twice(replicas: list[Bench]) -> None:
    before = replicas[0].gateway.now()

    def advance(each: Bench) -> None:
        each.ok("POST /_mock/api/clock", {"advance": 10})

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(advance, replicas))
    assert {each.gateway.now() for each in replicas} == {before + 20_000_000}


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_without_the_locks_of_postgresql_a_lost_update_is_found(
    replicas: list[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "begin_write", lambda scope: "BEGIN ISOLATION LEVEL READ COMMITTED")
    broken = check(updates_that_meet(replicas), Contact())
    assert broken is not None
    assert "no order of these calls explains what came back" in str(broken)
