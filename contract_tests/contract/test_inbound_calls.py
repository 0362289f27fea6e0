"""Calls that come in: how each scenario goes on as time goes by, and what remains of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from contract_tests.targets import Account
from maton_quo import Quo
from mock_gateway.dialogues import talk_of

CUSTOMER = "+14155550177"
PARTS = ("recordings", "voicemails", "transcripts", "summaries")


@pytest.fixture
def quo(timed: Account) -> Iterator[Quo]:
    with timed.client() as client:
        yield client


def receive(account: Account, scenario: str, **more: Any) -> Any:
    """The call, in the workspace of the account."""
    body = {"from": CUSTOMER, "scenario": scenario, "workspace_id": account.workspace_id, **more}
    return account.target.control("POST", "inbound/calls", body)


def advance(account: Account, seconds: float) -> None:
    account.target.control("POST", "clock", {"advance": seconds})


def left(account: Account, id: str) -> dict[str, Any]:
    """What remains of a call now: the status of each part, or that of the answer."""
    found: dict[str, Any] = {}
    with account.http() as http:
        for part in PARTS:
            answer = http.get(f"/quo/v1/call-{part}/{id}")
            data = answer.json().get("data")
            if part == "recordings":
                found[part] = [each["status"] for each in data]
            else:
                found[part] = data["status"] if answer.status_code == 200 else answer.status_code
    return found


NOTHING = {"recordings": [], "voicemails": 404, "transcripts": 404, "summaries": 404}


@pytest.mark.leans_on("participants-are-customers", "pace-of-a-call")
def test_a_call_that_is_answered(timed: Account, quo: Quo) -> None:
    made = receive(timed, "answered", duration=90)
    assert timed.target.contract.component_complaints("Call", made) == []
    assert (made["status"], made["participants"], left(timed, made["id"])) == (
        "ringing",
        [CUSTOMER],
        NOTHING,
    )
    [listed] = quo.calls.list(phone_number_id="PN123abc", participants=[CUSTOMER])
    assert (listed.id, listed.status, listed.duration) == (made["id"], "ringing", 0)
    [conversation] = quo.conversations.list()
    assert (conversation.last_activity_id, conversation.participants) == (made["id"], [CUSTOMER])

    advance(timed, 4)
    taken = quo.calls.get(made["id"])
    assert (taken.status, taken.answered_by, taken.completed_at) == ("in-progress", "US123abc", None)
    assert taken.answered_at == taken.created_at + timedelta(seconds=4)
    assert left(timed, made["id"]) == {**NOTHING, "recordings": ["in-progress"]}

    advance(timed, 90)
    ended = quo.calls.get(made["id"])
    assert (ended.status, ended.duration, ended.answered_at) == ("completed", 90, taken.answered_at)
    assert ended.completed_at == taken.answered_at + timedelta(seconds=90)
    pending = {"recordings": ["processing"], "transcripts": "in-progress", "summaries": "in-progress"}
    assert left(timed, made["id"]) == {**NOTHING, **pending}

    for seconds, part in ((5, "recordings"), (10, "transcripts"), (5, "summaries")):
        advance(timed, seconds)
        pending[part] = ["completed"] if part == "recordings" else "completed"
        assert left(timed, made["id"]) == {**NOTHING, **pending}
    assert quo.calls.get(made["id"]) == ended


def test_what_is_said_by_default_is_a_talk_in_turns(timed: Account, quo: Quo) -> None:
    id = receive(timed, "answered", duration=60)["id"]
    advance(timed, 100)
    transcript, talk = quo.calls.transcript(id), talk_of(id)
    assert transcript.dialogue is not None
    assert tuple(line.content for line in transcript.dialogue) == talk.lines
    assert [line.user_id for line in transcript.dialogue[:2]] == ["US123abc", None]
    assert [line.identifier for line in transcript.dialogue[:2]] == ["+15555555555", CUSTOMER]
    marks = [mark for line in transcript.dialogue for mark in (line.start, line.end)]
    assert marks == sorted(marks)
    assert (marks[0], marks[-1], transcript.duration) == (0, 60, 60)
    assert quo.calls.summary(id).summary == list(talk.summary)


@pytest.mark.parametrize(
    "said",
    [
        "Hello?\nIt rains in.",
        [{"speaker": "us", "text": "Hello?"}, {"speaker": "customer", "text": "It rains in."}],
    ],
)
def test_what_is_said_can_be_given(timed: Account, quo: Quo, said: Any) -> None:
    id = receive(timed, "answered", duration=2, transcript=said, summary="The roof leaks.\nIt rains.")["id"]
    advance(timed, 100)
    dialogue = quo.calls.transcript(id).dialogue or []
    assert [(line.content, line.identifier) for line in dialogue] == [
        ("Hello?", "+15555555555"),
        ("It rains in.", CUSTOMER),
    ]
    assert quo.calls.summary(id).summary == ["The roof leaks.", "It rains."]


@pytest.mark.leans_on("unsummarized-is-404", "short-is-five-seconds")
def test_a_very_short_call_is_recorded_but_never_transcribed(timed: Account) -> None:
    id = receive(timed, "answered", duration=3)["id"]
    advance(timed, 100)
    assert left(timed, id) == {**NOTHING, "recordings": ["completed"]}


@pytest.mark.leans_on("missed-is-no-answer", "pace-of-a-call")
def test_a_call_that_nobody_takes(timed: Account, quo: Quo) -> None:
    id = receive(timed, "missed", duration=60)["id"]
    advance(timed, 19)
    assert quo.calls.get(id).status == "ringing"
    advance(timed, 1)
    call = quo.calls.get(id)
    assert (call.status, call.answered_at, call.answered_by, call.duration) == ("no-answer", None, None, 0)
    assert call.completed_at == call.created_at + timedelta(seconds=20)
    advance(timed, 3600)
    assert left(timed, id) == NOTHING


@pytest.mark.leans_on("completed-is-not-answered", "voicemail-in-progress")
def test_a_call_that_leaves_a_voicemail(timed: Account, quo: Quo) -> None:
    id = receive(timed, "voicemail", duration=14, transcript="Hello,\nplease call back.")["id"]
    advance(timed, 34)
    call = quo.calls.get(id)
    assert (call.status, call.answered_at, call.duration) == ("completed", None, 0)
    pending = quo.calls.voicemail(id)
    assert (pending.status, pending.duration, pending.transcript) == ("in-progress", None, None)
    advance(timed, 9)
    assert quo.calls.voicemail(id).status == "in-progress"
    advance(timed, 1)
    done = quo.calls.voicemail(id)
    assert (done.id, done.status, done.duration) == (pending.id, "completed", 14)
    assert done.transcript == "Hello, please call back."
    assert done.recording_url
    assert left(timed, id) == {**NOTHING, "voicemails": "completed"}


@pytest.mark.leans_on("forwarded-stays-forwarded")
def test_a_call_that_is_forwarded(timed: Account, quo: Quo) -> None:
    id = receive(timed, "forwarded", duration=30)["id"]
    advance(timed, 8)
    gone = quo.calls.get(id)
    assert (gone.status, gone.forwarded_from, gone.forwarded_to) == (
        "forwarded",
        "+15555555555",
        "+14155550190",
    )
    advance(timed, 30)
    call = quo.calls.get(id)
    assert (call.status, call.duration, call.answered_by) == ("forwarded", 30, None)
    assert call.completed_at == call.created_at + timedelta(seconds=38)
    assert left(timed, id) == NOTHING


@pytest.mark.leans_on("agent-has-no-user")
@pytest.mark.parametrize("plan", ["business", "starter"])
def test_a_call_that_an_ai_agent_takes_is_summarized_on_every_plan(
    timed: Account, quo: Quo, plan: str
) -> None:
    timed.target.control("PATCH", f"settings?workspace_id={timed.workspace_id}", {"plan": plan})
    id = receive(timed, "ai-handled")["id"]
    advance(timed, 1)
    call = quo.calls.get(id)
    assert (call.answered_by, call.ai_handled, call.call_route) == ("AGsona", "ai-agent", "phone-menu")
    advance(timed, 100)
    summary = quo.calls.summary(id)
    assert summary.jobs
    assert quo.calls.transcript(id).status == "completed"


@pytest.mark.leans_on("no-plan-is-404")
def test_on_the_starter_plan_a_call_leaves_its_recording_alone(timed: Account) -> None:
    timed.target.control("PATCH", f"settings?workspace_id={timed.workspace_id}", {"plan": "starter"})
    id = receive(timed, "answered")["id"]
    advance(timed, 100)
    assert left(timed, id) == {**NOTHING, "recordings": ["completed"]}


@pytest.mark.leans_on("parts-in-progress", "failed-parts-are-not-told")
@pytest.mark.parametrize(
    ("scenario", "processing", "end"),
    [
        ("answered", "failed", {"recordings": ["failed"], "transcripts": "failed", "summaries": "failed"}),
        ("answered", "absent", {"transcripts": "absent", "summaries": "absent"}),
        ("voicemail", "failed", {"voicemails": "in-progress"}),
        ("voicemail", "absent", {}),
    ],
)
def test_what_remains_may_fail_or_never_come(
    timed: Account, scenario: str, processing: str, end: dict[str, Any]
) -> None:
    id = receive(timed, scenario, processing=processing)["id"]
    advance(timed, 3600)
    assert left(timed, id) == {**NOTHING, **end}


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"scenario": "abducted"}, 400, "/scenario: Expected 'ai-handled' or 'answered' or"),
        ({"duration": -1}, 400, "/duration"),
        ({"duration": 86_401}, 400, "/duration"),
        ({"duration": 1.5}, 400, "/duration"),
        ({"transcript": []}, 400, "/transcript"),
        ({"transcript": [{"speaker": "them", "text": "Hi"}]}, 400, "/transcript/0/speaker"),
        ({"to": "PN404"}, 404, "The workspace has no phone number 'PN404'"),
        ({"scenario": "missed", "transcript": "Hi"}, 409, "/transcript: a call whose scenario is 'missed'"),
        ({"scenario": "voicemail", "summary": "Hi"}, 409, "/summary: a call whose scenario is 'voicemail'"),
    ],
)
def test_what_cannot_be_called_says_why(timed: Account, change: Any, status: int, said: str) -> None:
    body = {"from": CUSTOMER, "workspace_id": timed.workspace_id, **change}
    with timed.target.http() as http:
        answer = http.post("/_mock/api/inbound/calls", json=body)
    assert (answer.status_code, said in answer.json()["message"]) == (status, True), answer.text
    with timed.client() as quo:
        assert not list(quo.conversations.list())
