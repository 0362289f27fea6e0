"""Where the guide and the live service disagree about a schema, each profile holds to its own side."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mock_gateway.contract import load
from mock_gateway.profile import BY_NAME, DIVERGENCES, Profile
from mock_gateway.spec import switches

from .conftest import DOCUMENT

MESSAGE = {
    "id": "AC123abc",
    "to": ["+15555555555"],
    "from": "+15555555555",
    "text": "Hello, world!",
    "phoneNumberId": "PN123abc",
    "direction": "outgoing",
    "userId": "US123abc",
    "status": "queued",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}
SEND = {"content": "Hello", "from": "PN123abc", "to": ["+15555555555"]}
RECORDING = {"duration": 1, "startTime": None, "status": "completed", "url": None}

Question = tuple[str, str, Any]
"""What judges, and what is judged: an answer or body of an operation, its query, or a component."""

SIDES: dict[str, tuple[list[Question], list[Question]]] = {
    "send_envelope": (
        [("answer", "messages_send", MESSAGE)],
        [("answer", "messages_send", {"data": MESSAGE})],
    ),
    "max_recipients": (
        [],
        [
            ("body", "messages_send", {**SEND, "to": ["+15555555555", "+15555555556"]}),
            ("body", "messages_send", {**SEND, "to": ["12345"]}),
            ("body", "messages_send", {**SEND, "to": ["+1555555555" + str(last) for last in range(10)]}),
        ],
    ),
    "max_results": ([], [("query", id, {}) for id in ("users_list", "contacts_list", "conversations_list")]),
    "id_style": (
        [
            ("component", "ConversationId", "CV123abc"),
            ("component", "ContactId", "CT123abc"),
            ("component", "CallRecording", {**RECORDING, "id": "REC123abc", "type": None}),
        ],
        [
            ("component", "ConversationId", "CN123abc"),
            ("component", "ContactId", "69140d9f68555ba7bd003e07"),
            ("component", "CallRecording", {**RECORDING, "id": "CR123abc", "type": None}),
        ],
    ),
    "recording_type": (
        [("component", "CallRecording", {**RECORDING, "id": "REC1", "type": "voicemail"})],
        [("component", "CallRecording", {**RECORDING, "id": "REC1", "type": "audio/mpeg"})],
    ),
}
"""For each switch what only the documented side takes, and what only the observed side takes."""

BOTH_TAKE = {("id_style", "component", "ContactId", "CT123abc")}  # live, a contact's id may be any text


def takes(profile: Profile, kind: str, name: str, value: Any) -> bool:
    contract = load(profile)
    if kind == "component":
        return not contract.component_complaints(name, value)
    operation = contract.operations[name]
    if kind == "answer":
        return not operation.response_complaints(
            operation.success, "application/json", json.dumps(value).encode()
        )
    if kind == "query":
        return not operation.complaints({}, value, None)
    return not operation.complaints({}, {}, value)


def test_every_divergence_that_changes_a_schema_is_asked_about() -> None:
    assert SIDES.keys() == set(switches(DOCUMENT))


@pytest.mark.parametrize("name", SIDES)
@pytest.mark.parametrize("side", ["documented", "observed"])
def test_each_side_takes_its_own_and_refuses_the_other_s(name: str, side: str) -> None:
    # set alone, beside the other profile's side of everything else
    for base in ("documented", "observed"):
        profile = Profile.named(base).set(name, getattr(BY_NAME[name], side))
        if name == "recording_type":
            profile = profile.set("id_style", "guide")
        mine, theirs = SIDES[name] if side == "documented" else SIDES[name][::-1]
        for kind, what, value in mine:
            assert takes(profile, kind, what, value), (base, kind, what, value)
        for kind, what, value in theirs:
            expected = (name, kind, what, value) in BOTH_TAKE if isinstance(value, str) else False
            assert takes(profile, kind, what, value) is expected, (base, kind, what, value)


@pytest.mark.parametrize("profile", ["documented", "observed"])
def test_what_both_sides_take_is_taken_by_both(profile: str) -> None:
    chosen = Profile.named(profile)
    assert takes(chosen, "body", "messages_send", SEND)
    assert takes(chosen, "query", "users_list", {"maxResults": 1})
    assert not takes(chosen, "query", "users_list", {"maxResults": 51})
    assert not takes(chosen, "body", "messages_send", {**SEND, "to": ["+15555555555"] * 11})


def test_every_divergence_says_who_saw_it_and_when() -> None:
    for row in DIVERGENCES:
        assert row.documented != row.observed
        assert row.about
        assert row.source
        assert row.date[:2] == "20"
