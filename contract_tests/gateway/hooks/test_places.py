"""Receivers that hang, however many, leave places for those that answer."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest

from mock_gateway.hooks.delivery import Outcome, Parcel
from mock_gateway.hooks.dispatcher import SIDE_BY_SIDE, SLOW, Dispatcher

from .conftest import Post

HANGING = "http://127.0.0.1:9/"
ANSWERING = "http://127.0.0.1:10/"


class Courier:
    """Takes every parcel, and brings back no answer until it is told to."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def send(self, parcel: Parcel, **how: Any) -> Future[Outcome]:
        self.urls.append(parcel.url)
        return Future()


@pytest.fixture
def courier(post: Post) -> Courier:
    courier = Courier()
    post.gateway.dispatcher.courier = lambda: courier
    return courier


def start_all(dispatcher: Dispatcher, under_way: dict[Future[Outcome], Any], now: int) -> None:
    while dispatcher._start(under_way, now):
        pass


def test_webhooks_that_hang_leave_places_for_those_that_answer(post: Post, courier: Courier) -> None:
    for number in range(SIDE_BY_SIDE + 8):
        post.subscribe(HANGING, id=f"WH{number}")
    for message in ("AC1", "AC2", "AC3"):
        post.happen(message)
    post.subscribe(ANSWERING, id="WHlast")
    post.happen("AC4")
    dispatcher, now = post.gateway.dispatcher, post.gateway.now()
    under_way: dict[Future[Outcome], Any] = {}
    start_all(dispatcher, under_way, now)
    assert (len(under_way), ANSWERING in courier.urls) == (SIDE_BY_SIDE, False)  # nobody knew them yet
    for future in list(under_way):
        future.set_result(Outcome(None, "the receiver did not finish its answer", 5000))
    while under_way:
        dispatcher._note(under_way)
    start_all(dispatcher, under_way, now)
    assert ANSWERING in courier.urls
    hanging_again = courier.urls[SIDE_BY_SIDE:].count(HANGING)
    assert hanging_again <= SLOW + 8  # those of the beginning, and the 8 that had no place then


def test_a_webhook_that_answers_promptly_again_is_not_held_to_be_slow(post: Post, courier: Courier) -> None:
    dispatcher = post.gateway.dispatcher
    dispatcher._remember("WH1", 5.0)
    assert "WH1" in dispatcher._slow
    dispatcher._remember("WH1", 0.01)
    assert "WH1" not in dispatcher._slow


def test_only_so_many_slow_webhooks_are_remembered(post: Post) -> None:
    for number in range(2000):
        post.gateway.dispatcher._remember(f"WH{number}", 5.0)
    assert len(post.gateway.dispatcher._slow) == 500
    assert "WH1999" in post.gateway.dispatcher._slow
