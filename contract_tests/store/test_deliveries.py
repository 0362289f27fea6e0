"""Several processes deliver from one database, and one that is killed loses nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.gateway.hooks.conftest import Post
from contract_tests.gateway.hooks.receiver import TAKEN, Receiver, receiving, status
from contract_tests.gateway.serving import Served, serve
from maton_quo import models, webhooks
from mock_gateway.control.client import Control
from mock_gateway.control.delivery_faults import NewDeliveryFault

PATIENCE = 60.0
HEADERS = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
TEXTS = 20
CUSTOMERS = 4


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts gateways that end with the test."""
    with ExitStack() as stack:

        def started(name: str, *options: str) -> Served:
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            served = serve(folder, *options, "--seed", "empty", "--set", "rate_limit=0")
            stack.callback(served.kill)
            return served

        yield started


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def subscribe(gateway: Served, url: str) -> str:
    """Make a webhook, and return its key."""
    body = {"url": url, "events": ["message.received", "message.delivered"]}
    answer = httpx.post(f"{gateway.url}/quo/v1/webhooks/messages", headers=HEADERS, json=body)
    key: str = answer.raise_for_status().json()["data"]["key"]
    return key


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def test_two_gateways_on_one_database_deliver_each_event_once(
    address: str, start: Callable[..., Served], receiver: Receiver
) -> None:
    gateways = [start(name, "--db", address) for name in ("one", "two")]
    key = subscribe(gateways[0], receiver.url)
    sent = []
    for number in range(TEXTS):
        with Control(gateways[number % 2].url) as control:
            sent.append(control.receive_text("Hello", from_=f"+1206555010{number % CUSTOMERS}")["id"])
    eventually(lambda: len(receiver.received) >= TEXTS)
    with Control(gateways[0].url) as control:
        eventually(lambda: not control.deliveries(status="pending"))
        assert [len(delivery.attempts) for delivery in control.deliveries()] == [1] * TEXTS
    told: Counter[str] = Counter()
    for request in receiver.received:
        event = webhooks.verify(request.body, request.headers, key)
        assert isinstance(event, models.MessageEvent)
        told[event.data.object.id] += 1
    assert told == Counter(sent)


def test_a_text_that_is_sent_is_told_of_by_a_server_without_being_asked(
    start: Callable[..., Served], receiver: Receiver
) -> None:
    gateway = start("one")
    subscribe(gateway, receiver.url)
    with Control(gateway.url) as control:
        control.receive_text("Hello", from_="+12065550100")
        eventually(lambda: len(receiver.received) == 1)
        eventually(lambda: [each.status for each in control.deliveries()] == ["delivered"])


def test_a_gateway_killed_in_the_middle_of_an_attempt_repeats_it_and_loses_none(
    tmp_path: Path, start: Callable[..., Served], receiver: Receiver
) -> None:
    def hold(handler: Any) -> None:
        receiver.leave.wait(PATIENCE)
        handler.close_connection = True

    database = str(tmp_path / "quo.db")
    gateway = start("one", "--db", database)
    subscribe(gateway, receiver.url)
    receiver.otherwise = hold
    with Control(gateway.url) as control:
        for number in range(5):
            control.receive_text("Hello", from_=f"+1206555010{number}")
    eventually(lambda: len(receiver.received) >= 2)
    gateway.kill()
    receiver.otherwise = TAKEN
    again = start("two", "--db", database)
    with Control(again.url) as control:
        eventually(lambda: len(control.deliveries(status="delivered")) == 5)
        assert all(len(delivery.attempts) == 1 for delivery in control.deliveries())
    came = Counter(receiver.events)
    assert len(came) == 5
    assert max(came.values()) == 2


def test_a_receiver_may_ask_the_gateway_while_the_clock_is_moved(
    start: Callable[..., Served], receiver: Receiver
) -> None:
    gateway = start("one")
    subscribe(gateway, receiver.url)

    def ask_first(handler: Any) -> None:
        httpx.get(f"{gateway.url}/quo/v1/phone-numbers", headers=HEADERS).raise_for_status()
        TAKEN(handler)

    receiver.otherwise = ask_first
    with Control(gateway.url) as control:
        control.freeze()
        control.receive_text("Hello", from_="+12065550100")
        control.advance(1)
        eventually(lambda: [each.status for each in control.deliveries()] == ["delivered"])
        assert [len(each.attempts) for each in control.deliveries()] == [1]


def test_retries_order_faults_and_the_log_are_the_same_on_both_engines(
    address: str, receiver: Receiver
) -> None:
    post = Post(database=address)
    post.subscribe(receiver.url)
    receiver.answers = [status(500)]
    post.control.spoil_deliveries(NewDeliveryFault(kind="duplicate", event_type="message.delivered"))
    first = post.happen("AC1")
    second = post.happen("AC1", "message.delivered")
    post.control.deliver()
    assert [each.status for each in post.control.deliveries(event_type="message.received")] == ["pending"]
    post.control.advance(5)
    assert receiver.events == [first, first, second, second]
    whole = post.control.deliveries()
    assert [each.faults for each in whole] == [["duplicate"], ["duplicate"], []]
    assert post.control.deliveries(before=whole[1].id, limit="1") == whole[2:]
    assert post.control.redeliver(whole[2].id).status == "delivered"
    post.control.unspoil_deliveries(post.control.delivery_faults()[0].id)
    post.control.reset()
    assert (post.control.deliveries(), post.control.delivery_faults()) == ([], [])
