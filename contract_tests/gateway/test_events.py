"""What happens is announced: once, in order, as the spec has it, and for its own workspace alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mock_gateway import events
from mock_gateway.clock import SECOND
from mock_gateway.errors import BrokenDocument
from mock_gateway.ids import Ids
from mock_gateway.store import Workspace
from mock_gateway.store import events as log

from .conftest import NOON, Bench

CUSTOMER = "+14155550177"
SEND = {"content": "Hello", "from": "PN123abc", "to": [CUSTOMER]}


def place(bench: Bench, workspace_id: str | None = None) -> Workspace:
    facts = bench.gateway.accounts.workspace_of("quo_mock_key")
    assert facts is not None
    return bench.gateway.workspace(workspace_id or facts.id)


def told(bench: Bench, workspace_id: str | None = None) -> list[dict[str, Any]]:
    kept = log.after(place(bench, workspace_id), 0, limit=1000)
    assert [event.position for event in kept] == list(range(1, len(kept) + 1))
    return [json.loads(event.text) for event in kept]


def receive(bench: Bench, kind: str, **more: Any) -> Any:
    return bench.ok(f"POST /_mock/api/inbound/{kind}", {"from": CUSTOMER, **more})["data"]


@pytest.mark.leans_on("event-envelope", "event-deep-link", "event-user-is-owner")
def test_a_text_that_comes_in_is_told_at_once(either: Bench) -> None:
    message = receive(either, "messages", text="Hi")
    [event] = told(either)
    assert event.pop("id").startswith("EV")
    assert event == {
        "object": "event",
        "apiVersion": "v4",
        "createdAt": "2026-03-01T12:00:00.000Z",
        "type": "message.received",
        "data": {
            "object": {
                "id": message["id"],
                "object": "message",
                "from": CUSTOMER,
                "to": ["+15555555555"],
                "direction": "incoming",
                "text": "Hi",
                "status": "received",
                "createdAt": "2026-03-01T12:00:00.000Z",
                "userId": "US123abc",
                "phoneNumberId": "PN123abc",
            },
            "deepLink": f"https://my.quo.com/inbox/PN123abc/c/{message['conversationId']}?at={message['id']}",
        },
    }


def test_a_delivered_text_is_told_at_the_time_of_its_delivery(empty: Bench) -> None:
    id = empty.ok("POST /quo/v1/messages", SEND)["id"]
    empty.time += 2 * SECOND
    empty.ok("GET /quo/v1/users?maxResults=1")
    assert told(empty) == []
    empty.time += 60 * SECOND
    empty.ok("GET /quo/v1/users?maxResults=1")
    [event] = told(empty)
    assert (event["type"], event["createdAt"]) == ("message.delivered", "2026-03-01T12:00:03.000Z")
    assert (event["data"]["object"]["id"], event["data"]["object"]["status"]) == (id, "delivered")


@pytest.mark.leans_on("undelivered-is-not-told")
@pytest.mark.parametrize("suffix", ["0002", "0008", "0402"])
def test_what_is_not_delivered_is_not_told(empty: Bench, suffix: str) -> None:
    empty.ask("POST /quo/v1/messages", {**SEND, "to": [f"+1500555{suffix}"]})
    empty.ok("POST /_mock/api/clock", {"advance": 3600})
    assert told(empty) == []


PARTS = ["call.recording.completed", "call.transcript.completed", "call.summary.completed"]


@pytest.mark.parametrize(
    ("how", "types"),
    [
        ({"scenario": "answered"}, ["call.ringing", "call.completed", *PARTS]),
        ({"scenario": "ai-handled"}, ["call.ringing", "call.completed", *PARTS]),
        ({"scenario": "answered", "duration": 1}, ["call.ringing", "call.completed", PARTS[0]]),
        ({"scenario": "answered", "processing": "failed"}, ["call.ringing", "call.completed"]),
        ({"scenario": "missed"}, ["call.ringing", "call.completed"]),
        ({"scenario": "voicemail"}, ["call.ringing", "call.completed"]),
        ({"scenario": "forwarded"}, ["call.ringing", "call.completed"]),
    ],
    ids=lambda value: str(value.get("scenario")) if isinstance(value, dict) else None,
)
def test_a_call_is_told_from_its_first_ring_to_its_summary(either: Bench, how: Any, types: list[str]) -> None:
    id = receive(either, "calls", **how)["id"]
    either.ok("POST /_mock/api/clock", {"advance": 3600})
    found = told(either)
    assert [event["type"] for event in found] == types
    objects = [event["data"]["object"] for event in found]
    assert {each.get("id", each.get("callId")) for each in objects} == {id}
    assert objects[0]["participants"] == [CUSTOMER, "+15555555555"]
    assert (objects[0]["status"], objects[0]["recordings"]) == ("ringing", None)
    assert objects[1]["completedAt"] is not None
    for event, each in zip(found, objects, strict=True):
        if event["type"] == "call.recording.completed":
            [recording] = each["recordings"]
            assert recording["type"] == "audio/mpeg"
            assert recording["url"]


def test_what_falls_due_at_once_happens_in_the_order_it_was_planned(empty: Bench) -> None:
    calls = [receive(empty, "calls", scenario="answered", duration=0)["id"] for _ in range(12)]
    empty.ok("POST /_mock/api/clock", {"advance": 60})
    for id in calls:
        call = empty.ok(f"GET /quo/v1/calls/{id}")["data"]
        assert (call["status"], call["answeredAt"]) == ("completed", call["completedAt"])
    completed = [event for event in told(empty) if event["type"] == "call.completed"]
    assert [event["data"]["object"]["id"] for event in completed] == calls
    assert {event["data"]["object"]["answeredBy"] for event in completed} == {"US123abc"}


def test_nothing_is_told_to_another_workspace(empty: Bench) -> None:
    other = empty.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]["workspace_id"]
    receive(empty, "messages", text="Hi", workspace_id=other)
    assert (told(empty), len(told(empty, other))) == ([], 1)
    receive(empty, "messages", text="Hi")
    receive(empty, "messages", text="Hi", workspace_id=other)
    assert (len(told(empty)), len(told(empty, other))) == (1, 2)
    empty.ok(f"POST /_mock/api/reset?workspace_id={other}")
    assert told(empty, other) == []


def test_the_newest_are_kept(empty: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "KEPT", 3)
    monkeypatch.setattr(log, "_SWEEP", 1)
    for text in "abcde":
        receive(empty, "messages", text=text)
    kept = log.after(place(empty), 0, limit=10)
    assert [json.loads(event.text)["data"]["object"]["text"] for event in kept] == ["c", "d", "e"]
    assert [event.position for event in kept] == [3, 4, 5]
    assert [event.position for event in log.after(place(empty), 4, limit=10)] == [5]


def test_what_breaks_the_spec_is_not_told(empty: Bench) -> None:
    message = {**receive(empty, "messages", text="Hi"), "status": "eaten"}
    with pytest.raises(BrokenDocument, match="MessageEvent at /data/object/status"):
        events.emit(place(empty), "message.received", message, now=NOON, ids=Ids())
    assert len(told(empty)) == 1
