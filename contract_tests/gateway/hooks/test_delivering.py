"""An event reaches the webhooks that want it, signed, again until it is taken, and in order."""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
from collections.abc import Callable

import pytest

from contract_tests.gateway.conftest import NOON
from maton_quo import models, webhooks
from mock_gateway.clock import SECOND
from mock_gateway.hooks.schedule import WAITS

from .conftest import KEY, Post
from .receiver import TAKEN, Received, Receiver, status

WITHIN_27_H_35_MIN = [0, 5, 305, 2105, 9305, 27305, 63305, 99305]
"""When each attempt comes, in seconds after the event."""


def genuine(request: Received, key: str) -> bool:
    """Verify as support.quo.com describes it, with none of our code."""
    scheme, version, timestamp, given = request.headers["openphone-signature"].split(";")
    signed = timestamp.encode() + b"." + request.body
    digest = hmac.new(base64.b64decode(key), signed, hashlib.sha256).digest()
    made = base64.b64encode(digest).decode()
    return (scheme, version) == ("hmac", "1") and hmac.compare_digest(made, given)


@pytest.mark.leans_on("signature")
def test_an_event_arrives_signed_and_is_read_by_the_client(post: Post, receiver: Receiver) -> None:
    id = post.happen()
    assert receiver.received == []  # nothing is sent before somebody lets it be
    assert post.control.deliver() == 1
    [request] = receiver.received
    assert request.path == "/quo?from=mock"
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert genuine(request, KEY)
    event = webhooks.verify(request.body, request.headers, KEY, now=NOON / SECOND)
    assert isinstance(event, models.MessageEvent)
    assert (event.id, event.type, event.data.object.text) == (id, "message.received", "Grüße")


@pytest.mark.leans_on("retries-are-signed-anew")
def test_a_moved_clock_does_not_make_a_signature_old(post: Post, receiver: Receiver) -> None:
    post.control.advance(40 * 24 * 3600)
    post.happen()
    post.control.deliver()
    [request] = receiver.received
    webhooks.verify(request.body, request.headers, KEY, now=NOON / SECOND)
    assert request.event["createdAt"].startswith("2026-04-10")


@pytest.mark.leans_on("retry-schedule", "retries-are-signed-anew")
def test_three_failures_and_a_success_as_time_goes_on(post: Post, receiver: Receiver) -> None:
    receiver.answers = [status(500), status(503), status(404)]
    id = post.happen()
    arrived = []
    for seconds in (0, 4, 1, 299, 1, 1799, 1):
        post.control.advance(seconds)
        arrived.append(len(receiver.received))
    assert arrived == [1, 1, 2, 2, 3, 3, 4]
    assert receiver.events == [id] * 4
    assert all(genuine(request, KEY) for request in receiver.received)
    [delivery] = post.log
    assert (delivery.status, delivery.due_at) == ("delivered", None)
    assert [attempt.status for attempt in delivery.attempts] == [500, 503, 404, 200]
    assert delivery.attempts[0].error == "the receiver answered 500, and not 2xx"
    assert delivery.attempts[3].error is None
    assert [attempt.signature for attempt in delivery.attempts] == [
        request.headers["openphone-signature"] for request in receiver.received
    ]
    assert delivery.body.encode() == receiver.received[0].body
    told = post.control.metrics()
    assert 'quo_mock_deliveries_total{outcome="refused"} 3.0' in told
    assert 'quo_mock_deliveries_total{outcome="delivered"} 1.0' in told


@pytest.mark.leans_on("retry-schedule")
def test_a_month_at_once_has_all_eight_attempts_at_their_times(post: Post, receiver: Receiver) -> None:
    receiver.otherwise = status(500)
    post.happen()
    post.control.advance(31 * 24 * 3600)
    [delivery] = post.log
    assert (delivery.status, delivery.due_at, len(receiver.received)) == ("failed", None, 8)
    at = [attempt.at for attempt in delivery.attempts]
    assert (at[0], at[1], at[-1]) == (
        "2026-03-01T12:00:00.000000Z",
        "2026-03-01T12:00:05.000000Z",
        "2026-03-02T15:35:05.000000Z",
    )
    assert [sum(WAITS[: n + 1]) // SECOND for n in range(8)] == WITHIN_27_H_35_MIN
    post.control.advance(31 * 24 * 3600)
    assert len(receiver.received) == 8


@pytest.mark.leans_on("any-2xx-accepts")
@pytest.mark.parametrize("code", [200, 201, 202, 204, 299])
def test_any_2xx_is_taken(post: Post, receiver: Receiver, code: int) -> None:
    receiver.otherwise = status(code)
    post.happen()
    post.control.deliver()
    assert post.log[0].status == "delivered"


@pytest.mark.leans_on("delivery-order")
def test_a_later_event_of_a_message_waits_for_the_earlier_one(post: Post, receiver: Receiver) -> None:
    receiver.answers = [status(500), TAKEN, status(500)]
    first = post.happen("AC1")
    post.control.advance(1)
    second = post.happen("AC1", "message.delivered")
    other = post.happen("AC2")
    post.control.advance(1)
    assert receiver.events == [first, other]
    post.control.advance(3600)
    assert receiver.events == [first, other, first, first, second]
    [_, delivered, _] = post.log
    assert delivered.attempts[0].at == "2026-03-01T12:05:05.000000Z"  # when the earlier one had arrived


def test_what_was_given_up_holds_nothing_back(post: Post, receiver: Receiver) -> None:
    receiver.answers = [status(500)] * len(WAITS)
    post.happen("AC1")
    second = post.happen("AC1", "message.delivered")
    post.control.advance(2 * 24 * 3600)
    assert [delivery.status for delivery in post.log] == ["failed", "delivered"]
    assert receiver.events[-1] == second


def test_a_receiver_that_is_prompt_gets_everything_in_order(post: Post, receiver: Receiver) -> None:
    sent = []
    for number in range(30):
        sent.append(post.happen(f"AC{number % 7}"))
    post.control.deliver()
    assert receiver.events == sent


@pytest.mark.leans_on("user-filters-no-events")
def test_each_webhook_gets_what_it_wants_and_only_that(
    post: Post, new_receiver: Callable[[], Receiver]
) -> None:
    wanting, deaf, elsewhere, off = (new_receiver() for _ in range(4))
    post.subscribe(wanting.url, "WH1", resourceIds=["PN123abc"])
    post.subscribe(deaf.url, "WH2", events=["message.delivered"])
    post.subscribe(elsewhere.url, "WH3", resourceIds=["PNother"])
    post.subscribe(off.url, "WH4", status="disabled")
    post.happen()
    post.control.deliver()
    counts = [len(receiver.received) for receiver in (wanting, deaf, elsewhere, off)]
    assert counts == [1, 0, 0, 0]
    assert [delivery.webhook_id for delivery in post.log] == ["WH1"]  # the others are not even owed it


@pytest.mark.leans_on("disabled-hears-nothing")
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (None, "the webhook was deleted"),
        ({"status": "disabled"}, "the webhook was disabled"),
        ({"key": "no base64!"}, "the webhook's key is not base64"),
    ],
)
def test_a_webhook_that_is_gone_or_cannot_be_signed_for_is_sent_nothing(
    post: Post, receiver: Receiver, change: dict[str, str] | None, why: str
) -> None:
    post.happen()
    post.change_webhook("WH1", change)
    post.control.deliver()
    [delivery] = post.log
    assert (delivery.status, receiver.received) == ("failed", [])
    assert delivery.attempts[0].error == f"{why}; nothing was sent"


def test_a_workspace_that_is_reset_forgets_what_was_on_its_way(post: Post, receiver: Receiver) -> None:
    post.happen()
    post.control.reset()
    post.control.advance(3600)
    assert (post.log, receiver.received) == ([], [])


def test_a_dispatcher_that_is_stopped_begins_nothing_more_and_its_thread_ends(
    post: Post, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    before, came = set(threading.enumerate()), threading.Event()
    receiver.answers = [lambda _: came.set()]
    post.gateway.dispatcher.serve(post.gateway.now)
    (thread,) = set(threading.enumerate()) - before
    post.happen()
    assert came.wait(10)
    post.gateway.dispatcher.stop()
    post.gateway.database.close()
    thread.join(10)
    assert (thread.is_alive(), caplog.messages) == (False, [])
