"""A webhook that was verified becomes the typed event that it is."""

from __future__ import annotations

import base64
import json
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from maton_quo import UNSET, errors, models, webhooks
from mock_gateway import spec

SECRET = base64.b64encode(b"webhook key").decode()
SIGNED_AT = 1_700_000_000_000

MESSAGE = {
    "id": "AC1",
    "object": "message",
    "from": "+15555555556",
    "to": ["+15555555555"],
    "direction": "incoming",
    "text": "Hello",
    "status": "received",
    "createdAt": "2025-11-12T10:00:00.000Z",
    "userId": "US1",
    "phoneNumberId": "PN1",
}
CALL: dict[str, object] = {
    "id": "AC1",
    "object": "call",
    "answeredAt": None,
    "answeredBy": None,
    "initiatedBy": None,
    "direction": "incoming",
    "status": "no-answer",
    "completedAt": "2025-11-12T10:00:30.000Z",
    "createdAt": "2025-11-12T10:00:00.000Z",
    "duration": 0,
    "forwardedFrom": None,
    "forwardedTo": None,
    "phoneNumberId": "PN1",
    "participants": [],
    "updatedAt": "2025-11-12T10:00:30.000Z",
    "userId": "US1",
    "contactIds": [],
    "recordings": None,
}
RECORDING = {
    "id": "CR1",
    "duration": 9,
    "startTime": "2025-11-12T10:00:05.000Z",
    "type": "audio/mpeg",
    "url": "u",
}
SUMMARY = {
    "callId": "AC1",
    "object": "callSummary",
    "status": "completed",
    "summary": ["Friday."],
    "nextSteps": [],
}
TRANSCRIPT = {
    "callId": "AC1",
    "object": "callTranscript",
    "createdAt": "2025-11-12T10:02:00.000Z",
    "dialogue": [
        {"content": "Hi", "start": 0.4, "end": 1, "identifier": "+15555555556", "userId": None},
    ],
    "duration": 30,
    "status": "completed",
}


def event(kind: str, thing: Any, **more: Any) -> webhooks.Event:
    """What `verify` makes of a signed delivery."""
    body = json.dumps(
        {
            "id": "EV1",
            "object": "event",
            "apiVersion": "v4",
            "createdAt": "2025-11-12T10:00:01.000Z",
            "type": kind,
            "data": {"object": thing},
        }
        | more
    ).encode()
    headers = {"openphone-signature": webhooks.sign(body, SECRET, SIGNED_AT)}
    return webhooks.verify(body, headers, SECRET, now=SIGNED_AT / 1000)


@pytest.mark.parametrize("kind", ["message.received", "message.delivered"])
def test_messages_are_typed(kind: str) -> None:
    found = event(kind, MESSAGE)
    assert isinstance(found, models.MessageEvent)
    assert (found.id, found.type, found.api_version) == ("EV1", kind, "v4")
    assert found.created_at == datetime(2025, 11, 12, 10, 0, 1, tzinfo=UTC)
    message = found.data.object
    assert (message.from_, message.to, message.text) == ("+15555555556", ["+15555555555"], "Hello")
    assert (message.phone_number_id, message.contact_ids) == ("PN1", UNSET)


@pytest.mark.parametrize("kind", ["call.ringing", "call.completed", "call.recording.completed"])
def test_calls_are_typed(kind: str) -> None:
    found = event(kind, CALL | {"recordings": [RECORDING]})
    assert isinstance(found, models.CallEvent)
    call = found.data.object
    assert (found.type, call.status, call.answered_at, call.participants) == (kind, "no-answer", None, [])
    assert call.recordings
    assert call.recordings[0].duration == 9


@pytest.mark.parametrize("kind", ["call.summary.completed", "callSummary"])
def test_summaries_are_typed_by_either_name(kind: str) -> None:
    found = event(kind, SUMMARY)
    assert isinstance(found, models.CallSummaryEvent)
    assert (found.data.object.call_id, found.data.object.summary) == ("AC1", ["Friday."])


@pytest.mark.parametrize("kind", ["call.transcript.completed", "callTranscript"])
def test_transcripts_are_typed_by_either_name(kind: str) -> None:
    found = event(kind, TRANSCRIPT)
    assert isinstance(found, models.CallTranscriptEvent)
    assert found.data.object.dialogue
    assert found.data.object.dialogue[0].content == "Hi"


def test_one_number_that_came_bare_is_a_list_of_one() -> None:
    found = event("message.received", MESSAGE | {"to": "+15555555555"})
    assert isinstance(found, models.MessageEvent)
    assert found.data.object.to == ["+15555555555"]


def test_what_real_deliveries_add_is_no_harm() -> None:
    link = "https://my.quo.com/inbox/PN1/c/CN1?at=AC1"
    data = {"object": MESSAGE | {"contactIds": ["C1"], "mood": "sunny"}, "deepLink": link, "more": 1}
    found = event("message.received", None, data=data)
    assert isinstance(found, models.MessageEvent)
    assert (found.data.object.contact_ids, found.data.deep_link) == (["C1"], link)


@pytest.mark.parametrize("more", [{}, {"data": {"contact": {"id": "C1"}}}, {"id": "EV2", "data": None}])
def test_an_event_that_is_new_tomorrow_comes_through_as_it_is(more: dict[str, Any]) -> None:
    found = event("contact.updated", {"id": "C1"}, **more)
    assert isinstance(found, webhooks.UnknownEvent)
    assert found.type == "contact.updated"
    assert found.data == more.get("data", {"object": {"id": "C1"}} if "data" not in more else None)


def test_a_known_event_of_another_shape_names_the_field_and_gives_the_rest() -> None:
    with pytest.raises(
        errors.UndecodableEvent, match=r"'message.received'.*at `\$.data.object.to`"
    ) as caught:
        event("message.received", MESSAGE | {"to": 7})
    assert caught.value.event["data"]["object"]["text"] == "Hello"
    assert "Hello" not in str(caught.value)
    other = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (str(other), other.event) == (str(caught.value), caught.value.event)


def test_every_event_of_the_contract_is_tested_and_its_example_is_read() -> None:
    contract = spec.read()
    assert set(contract["webhooks"]) == {
        "message.received",
        "message.delivered",
        "call.ringing",
        "call.completed",
        "call.recording.completed",
        "call.summary.completed",
        "call.transcript.completed",
    }
    for kind, item in contract["webhooks"].items():
        example = item["post"]["requestBody"]["content"]["application/json"]["example"]
        found = event(kind, None, **example)
        assert not isinstance(found, webhooks.UnknownEvent)
        assert found.type == kind
