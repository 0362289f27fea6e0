"""What falls due happens although nobody asks, and an outage is told once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from mock_gateway.clock import LATEST, SECOND
from mock_gateway.store import StoreUnavailable, agenda
from mock_gateway.ticker import Ticker

from .conftest import Bench

PATIENCE = 20.0
TEXT = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}


@contextmanager
def ticking(catch_up: Callable[[], object]) -> Iterator[None]:
    ticker = Ticker(catch_up, every=0.001).start()
    try:
        yield
    finally:
        ticker.stop()


def test_texts_are_delivered_in_all_workspaces_without_a_request(empty: Bench) -> None:
    account = empty.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    for key in ("maton_mock_key", account["api_key"]):
        empty.ok("POST /quo/v1/messages", TEXT, headers={"Authorization": f"Bearer {key}"})
    empty.time += 10 * SECOND
    database, seen = empty.gateway.database, threading.Event()

    def catch_up() -> None:
        empty.gateway.catch_up()
        seen.set()

    with ticking(catch_up):
        assert seen.wait(PATIENCE)
    assert agenda.due(database, LATEST, limit=10) == []


def test_an_outage_is_told_once_and_the_next_one_again(caplog: pytest.LogCaptureFixture) -> None:
    away = StoreUnavailable("the database cannot be used now: gone")
    left: list[Exception | None] = [away, away, away, None, away, away, ValueError("ours"), None]
    done = threading.Event()

    def catch_up() -> None:
        if not left:
            done.set()
        elif (outcome := left.pop(0)) is not None:
            raise outcome

    caplog.set_level(logging.WARNING, "mock_gateway")
    with ticking(catch_up):
        assert done.wait(PATIENCE)
    assert caplog.messages == ["what falls due has to wait: the database cannot be used now: gone"] * 2


def test_when_it_is_stopped_it_looks_no_more() -> None:
    looked = threading.Event()
    ticker = Ticker(looked.set, every=0.001).start()
    assert looked.wait(PATIENCE)
    ticker.stop()
    looked.clear()
    assert not looked.wait(0.05)
