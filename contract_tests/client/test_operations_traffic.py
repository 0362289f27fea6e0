"""Messages, calls and conversations: what each operation sends and gives."""

from __future__ import annotations

import pytest

from maton_quo import models

from .case import GATEWAY, Case, check, page
from .conftest import Both

MESSAGE = {
    "id": "AC123abc",
    "to": ["+15555555555"],
    "from": "+15555555550",
    "text": "Hello, world!",
    "phoneNumberId": "PN123abc",
    "direction": "outgoing",
    "userId": "US123abc",
    "status": "queued",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}
CALL = {
    "id": "AC123abc",
    "phoneNumberId": "PN123abc",
    "userId": "US123abc",
    "direction": "incoming",
    "status": "completed",
    "duration": 120,
    "participants": ["+15555555555"],
    "answeredAt": None,
    "completedAt": "2022-01-01T00:02:00Z",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": None,
}
RECORDING = {
    "id": "REC1",
    "duration": None,
    "startTime": None,
    "status": None,
    "type": "audio/mpeg",
    "url": None,
}
SUMMARY = {"callId": "AC123abc", "status": "completed", "summary": ["Friday."], "nextSteps": None}
TRANSCRIPT = {
    "callId": "AC123abc",
    "createdAt": "2022-01-01T00:02:30Z",
    "dialogue": [{"content": "Hi", "start": 0.4, "end": 2, "identifier": None, "userId": None}],
    "duration": 120,
    "status": "completed",
}
VOICEMAIL = {"id": "VM1", "duration": None, "transcript": None, "recordingUrl": None, "status": "in-progress"}
CONVERSATION = {
    "id": "CV123abc",
    "phoneNumberId": "PN123abc",
    "name": None,
    "participants": ["+15555555555"],
    "assignedTo": None,
    "lastActivityAt": None,
    "createdAt": None,
    "updatedAt": None,
}

CASES = {
    "messages_send": Case(
        lambda quo: quo.messages.send(
            content="Hi", from_="PN123abc", to=["+15555555555"], set_inbox_status="done"
        ),
        f"POST {GATEWAY}/messages",
        b'{"content":"Hi","from":"PN123abc","to":["+15555555555"],"setInboxStatus":"done"}',
        (202, MESSAGE),
        lambda sent: isinstance(sent, models.Message) and sent.from_ == "+15555555550",
    ),
    "messages_list": Case(
        lambda quo: quo.messages.list(
            phone_number_id="PN123abc", participants=["+15555555555", "+15555555556"]
        ),
        f"GET {GATEWAY}/messages?phoneNumberId=PN123abc"
        "&participants=%2B15555555555&participants=%2B15555555556&maxResults=10",
        b"",
        (200, page(MESSAGE)),
        lambda found: found.data[0].text == "Hello, world!",
    ),
    "messages_get": Case(
        lambda quo: quo.messages.get("AC123abc"),
        f"GET {GATEWAY}/messages/AC123abc",
        b"",
        (200, {"data": MESSAGE}),
        lambda found: found.created_at.isoformat() == "2022-01-01T00:00:00+00:00",
    ),
    "calls_list": Case(
        lambda quo: quo.calls.list(
            phone_number_id="PN123abc", participants=["+15555555555"], max_results=100
        ),
        f"GET {GATEWAY}/calls?phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=100",
        b"",
        (200, page(CALL)),
        lambda found: found.data[0].answered_at is None,
    ),
    "calls_get": Case(
        lambda quo: quo.calls.get("AC123abc"),
        f"GET {GATEWAY}/calls/AC123abc",
        b"",
        (200, {"data": CALL}),
        lambda found: found.duration == 120,
    ),
    "calls_recordings": Case(
        lambda quo: quo.calls.recordings("AC123abc"),
        f"GET {GATEWAY}/call-recordings/AC123abc",
        b"",
        (200, {"data": [RECORDING]}),
        lambda found: type(found) is list and found[0].type == "audio/mpeg",
    ),
    "calls_summary": Case(
        lambda quo: quo.calls.summary("AC123abc"),
        f"GET {GATEWAY}/call-summaries/AC123abc",
        b"",
        (200, {"data": SUMMARY}),
        lambda found: found.summary == ["Friday."] and found.next_steps is None,
    ),
    "calls_transcript": Case(
        lambda quo: quo.calls.transcript("AC123abc"),
        f"GET {GATEWAY}/call-transcripts/AC123abc",
        b"",
        (200, {"data": TRANSCRIPT}),
        lambda found: found.dialogue[0].end == 2.0,
    ),
    "calls_voicemail": Case(
        lambda quo: quo.calls.voicemail("AC123abc"),
        f"GET {GATEWAY}/call-voicemails/AC123abc",
        b"",
        (200, {"data": VOICEMAIL}),
        lambda found: found.status == "in-progress",
    ),
    "conversations_list": Case(
        lambda quo: quo.conversations.list(phone_numbers=["PN123abc"], exclude_inactive=True),
        f"GET {GATEWAY}/conversations?phoneNumbers=PN123abc&excludeInactive=true&maxResults=10",
        b"",
        (200, page(CONVERSATION)),
        lambda found: found.data[0].participants == ["+15555555555"],
    ),
    "conversations_mark_as_read": Case(
        lambda quo: quo.conversations.mark_as_read("CV123abc"),
        f"POST {GATEWAY}/conversations/CV123abc/mark-as-read",
        b"",
        (200, CONVERSATION),
        lambda found: isinstance(found, models.Conversation),
    ),
    "conversations_mark_as_done": Case(
        lambda quo: quo.conversations.mark_as_done("CV123abc"),
        f"POST {GATEWAY}/conversations/CV123abc/mark-as-done",
        b"",
        (200, CONVERSATION | {"snoozedUntil": "2122-01-01T00:00:00Z"}),
        lambda found: found.snoozed_until.year == 2122,
    ),
    "conversations_mark_as_open": Case(
        lambda quo: quo.conversations.mark_as_open("CV123abc"),
        f"POST {GATEWAY}/conversations/CV123abc/mark-as-open",
        b"",
        (200, CONVERSATION),
        lambda found: found.name is None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_operation_sends_and_gives_what_the_contract_says(both: Both, name: str) -> None:
    check(both, CASES[name])
