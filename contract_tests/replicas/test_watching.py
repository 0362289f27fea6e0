"""What clients see is sorted into what is good, what is an outage, and what is neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import httpx
import pytest

from contract_tests.replicas.watching import Came, Error, Watch
from maton_quo import Quo
from mock_gateway.control.client import ControlError


@pytest.fixture
def watch() -> Watch:
    """With a clock that goes one second further whenever it is looked at."""
    ticks: Iterator[int] = count()
    return Watch(now=lambda: float(next(ticks)))


def answering(status: int) -> Callable[[], Any]:
    """A call of the client that is answered so."""
    transport = httpx.MockTransport(lambda request: httpx.Response(status, json={"message": "no"}))
    quo = Quo(api_key="key", base_url="http://127.0.0.1:1", transport=transport, max_retries=0)
    return lambda: quo.contacts.delete("CT1")


def broken() -> Any:
    """A call of the client whose connection breaks."""

    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut", request=request)

    transport = httpx.MockTransport(cut)
    Quo(api_key="key", base_url="http://127.0.0.1:1", transport=transport, max_retries=0).contacts.delete("C")


def refused_by_control() -> Any:
    raise ControlError(503, "the database cannot be used now")


def test_a_good_answer_is_handed_on_and_its_moment_kept(watch: Watch) -> None:
    assert watch.ask(lambda: "answer") == "answer"
    assert (watch.good, watch.errors) == ([1.0], [])


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (answering(503), "503"),
        (answering(500), "500"),
        (answering(404), "404"),
        (refused_by_control, "503"),
        (broken, "connection"),
    ],
)
def test_an_error_is_kept_with_its_kind_and_time(watch: Watch, ask: Callable[[], Any], what: str) -> None:
    assert watch.ask(ask) is Came.NOTHING
    assert (watch.good, watch.errors) == ([], [Error(0.0, 1.0, what)])


def test_a_404_is_a_good_answer_where_it_may_be_gone(watch: Watch) -> None:
    assert watch.ask(answering(404), may_miss=True) is Came.MISSING
    assert watch.errors == []


def test_the_longest_silence_is_between_two_good_answers() -> None:
    assert Watch(good=[7.0, 1.0, 2.0]).longest_silence() == 5
    assert Watch(good=[1.0]).longest_silence() == 0
