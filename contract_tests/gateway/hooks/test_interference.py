"""Deliveries that are made to come late, twice, out of order, altered, or never; and redelivery."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.gateway.conftest import NOON
from maton_quo import webhooks
from mock_gateway.clock import SECOND
from mock_gateway.control.client import ControlError
from mock_gateway.control.delivery_faults import NewDeliveryFault

from .conftest import KEY, Post
from .receiver import TAKEN, Receiver, status


def spoil(post: Post, kind: Any, **fault: Any) -> str:
    return post.control.spoil_deliveries(NewDeliveryFault(kind=kind, **fault)).id


def test_a_delayed_delivery_comes_late_and_what_follows_it_waits(post: Post, receiver: Receiver) -> None:
    spoil(post, "delay", seconds=30)
    first = post.happen("AC1")
    second = post.happen("AC1", "message.delivered")
    other = post.happen("AC2")
    post.control.advance(29)
    assert receiver.events == [other]
    post.control.advance(1)
    assert receiver.events == [other, first, second]
    assert [delivery.faults for delivery in post.log] == [["delay"], [], []]


def test_a_reordered_delivery_is_overtaken(post: Post, receiver: Receiver) -> None:
    spoil(post, "reorder", seconds=30)
    first = post.happen("AC1")
    second = post.happen("AC1", "message.delivered")
    post.control.advance(60)
    assert receiver.events == [second, first]


def test_a_duplicated_delivery_comes_twice_with_one_event_id(post: Post, receiver: Receiver) -> None:
    spoil(post, "duplicate")
    first, second = post.happen("AC1"), post.happen("AC1", "message.delivered")
    post.control.deliver()
    assert receiver.events == [first, first, second]
    assert receiver.received[0].body == receiver.received[1].body


def test_a_corrupted_delivery_does_not_verify_and_the_next_attempt_does(
    post: Post, receiver: Receiver
) -> None:
    spoil(post, "corrupt")
    receiver.answers = [status(400)]
    post.happen()
    post.control.advance(5)
    altered, genuine = receiver.received
    with pytest.raises(webhooks.BadSignature, match="does not fit"):
        webhooks.verify(altered.body, altered.headers, KEY, now=NOON / SECOND)
    webhooks.verify(genuine.body, genuine.headers, KEY, now=NOON / SECOND)
    first, second = post.log[0].attempts
    assert ((first.altered_body or "").encode(), second.altered_body) == (altered.body, None)


def test_a_dropped_delivery_never_comes_until_it_is_asked_for(post: Post, receiver: Receiver) -> None:
    spoil(post, "drop")
    first, second = post.happen("AC1"), post.happen("AC1", "message.delivered")
    post.control.advance(40 * 24 * 3600)
    assert receiver.events == [second]
    [dropped, _] = post.log
    assert (dropped.status, dropped.attempts, dropped.due_at) == ("dropped", [], None)
    assert post.control.redeliver(dropped.id).status == "delivered"
    assert receiver.events == [second, first]


def test_a_fault_strikes_the_next_ones_that_fit_and_no_more(post: Post, receiver: Receiver) -> None:
    post.subscribe(receiver.url, "WH2")
    id = spoil(post, "drop", next=2, webhook_id="WH2", event_type="message.delivered")
    for number in range(4):
        post.happen(f"AC{number}")
        post.happen(f"AC{number}", "message.delivered")
    dropped = post.control.deliveries(status="dropped")
    assert [(each.webhook_id, each.event_type) for each in dropped] == [("WH2", "message.delivered")] * 2
    assert {each.resource_id for each in dropped} == {"AC0", "AC1"}
    [fault] = post.control.delivery_faults()
    assert (fault.id, fault.left, fault.seen, fault.struck) == (id, 0, 4, 2)


def test_a_seed_decides_the_same_each_time() -> None:
    def struck(seed: int) -> list[str]:
        post = Post()
        post.subscribe("http://127.0.0.1:9/")
        spoil(post, "drop", probability=0.5, seed=seed)
        for number in range(40):
            post.happen(f"AC{number}")
        return [each.status for each in post.log]

    assert struck(1) == struck(1) != struck(2)
    assert 8 < struck(1).count("dropped") < 32


def test_a_fault_that_was_taken_back_strikes_no_more(post: Post, receiver: Receiver) -> None:
    id = spoil(post, "drop", probability=1.0)
    post.happen("AC1")
    post.control.unspoil_deliveries(id)
    post.happen("AC2")
    assert [delivery.status for delivery in post.log] == ["dropped", "pending"]
    assert post.control.delivery_faults() == []
    with pytest.raises(ControlError, match="404: There is no fault"):
        post.control.unspoil_deliveries(id)


def test_faults_are_of_one_workspace(post: Post, receiver: Receiver) -> None:
    other = post.control.account("empty").workspace_id
    post.control.spoil_deliveries(NewDeliveryFault(kind="drop"), other)
    post.happen()
    assert post.log[0].status == "pending"
    assert (len(post.control.delivery_faults()), len(post.control.delivery_faults(other))) == (0, 1)


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ({}, 400, "/kind: Expected required property"),
        ({"kind": "lose"}, 400, "/kind: Expected 'corrupt' or 'delay'"),
        ({"kind": "drop", "next": 0}, 400, "/next: Expected int >= 1"),
        ({"kind": "drop", "next": 1, "probability": 0.5}, 409, "A fault takes next or probability"),
        ({"kind": "drop", "probability": 1.1}, 400, "/probability: Expected"),
        ({"kind": "drop", "seconds": 1}, 409, "drop takes no seconds"),
        ({"kind": "delay", "seconds": 0}, 400, "/seconds: Expected"),
        ({"kind": "delay", "seconds": 1e9}, 400, "/seconds: Expected"),
        ({"kind": "drop", "seed": "x"}, 400, "/seed: Expected int"),
        ({"kind": "drop", "webhook_id": "WHnope"}, 404, "There is no webhook 'WHnope'"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(post: Post, body: dict[str, Any], code: int, said: str) -> None:
    answer = post.bench.ask("POST /_mock/api/deliveries/faults", body)
    assert (answer.status_code, post.control.delivery_faults()) == (code, [])
    assert answer.json["message"].startswith(said)


# ── Redelivery and the log ──


def test_a_delivery_can_be_repeated_on_demand(post: Post, receiver: Receiver) -> None:
    id = post.happen()
    post.control.deliver()
    [delivery] = post.log
    again = post.control.redeliver(delivery.id)
    assert (again.status, len(again.attempts), receiver.events) == ("delivered", 2, [id, id])


def test_what_failed_for_good_has_its_schedule_anew(post: Post, receiver: Receiver) -> None:
    receiver.otherwise = status(500)
    post.happen()
    post.control.advance(2 * 24 * 3600)
    [delivery] = post.log
    assert delivery.status == "failed"
    again = post.control.redeliver(delivery.id)
    assert (again.status, len(again.attempts), again.due_at) == ("pending", 9, "2026-03-03T12:00:05.000000Z")
    receiver.otherwise = TAKEN
    post.control.advance(5)
    assert post.control.delivery(delivery.id).status == "delivered"


def test_what_waits_for_its_retry_can_be_sent_now(post: Post, receiver: Receiver) -> None:
    receiver.answers = [status(500)]
    post.happen()
    post.control.deliver()
    assert post.control.redeliver(post.log[0].id).status == "delivered"


def test_what_cannot_be_repeated_is_said_so(post: Post, receiver: Receiver) -> None:
    receiver.otherwise = status(500)
    post.happen()
    post.control.deliver()
    [delivery] = post.log
    post.change_webhook("WH1", None)
    with pytest.raises(ControlError, match="409: The webhook WH1 was deleted"):
        post.control.redeliver(delivery.id)
    for ask in (post.control.redeliver, post.control.delivery):
        with pytest.raises(ControlError, match="404: There is no delivery 'DLnope'"):
            ask("DLnope")
    assert post.log == [delivery]


def test_what_is_being_attempted_cannot_be_repeated(post: Post, receiver: Receiver) -> None:
    refused = []

    def meanwhile(handler: Any) -> None:
        answer = post.bench.ask(f"POST /_mock/api/deliveries/{post.kept[0].id}/redeliver")
        refused.append((answer.status_code, answer.json["message"]))
        TAKEN(handler)

    receiver.otherwise = meanwhile
    post.happen()
    post.control.deliver()
    assert refused == [(409, f"{post.log[0].id} is being attempted at this moment")]
    assert post.log[0].status == "delivered"


def test_the_log_is_searched_and_paged(post: Post, receiver: Receiver) -> None:
    receiver.answers = [status(500)]
    for number in range(6):
        post.happen(f"AC{number % 3}", ("message.received", "message.delivered")[number % 2])
    post.control.deliver()
    whole = post.control.deliveries()
    assert [each.resource_id for each in whole] == ["AC2", "AC1", "AC0", "AC2", "AC1", "AC0"]
    assert len(post.control.deliveries(event_type="message.delivered")) == 3
    assert [each.resource_id for each in post.control.deliveries(status="pending")] == ["AC0", "AC0"]
    assert post.control.deliveries(webhook_id="WHnope") == []
    first = post.control.deliveries(limit="4")
    assert first + post.control.deliveries(limit="4", before=first[-1].id) == whole
    for wrong in ({"limit": "0"}, {"limit": "x"}, {"status": "lost"}, {"state": "failed"}):
        with pytest.raises(ControlError, match="400: /"):
            post.control.deliveries(**wrong)
