"""Calls, and what remains of them in every state that the demo data has."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from mock_gateway.store import Workspace
from mock_gateway.store.tables import CALLS

from .conftest import Bench

KINDS = ["recordings", "summaries", "transcripts", "voicemails"]
WORDS = {"summaries": "summary", "transcripts": "transcript", "voicemails": "voicemail"}
CODES = {"recordings": "09", "summaries": "05", "transcripts": "06", "voicemails": "12"}


@pytest.fixture(scope="module")
def bench() -> Bench:
    """It is only read here."""
    return Bench()


@pytest.fixture(scope="module")
def calls(bench: Bench) -> list[dict[str, Any]]:
    """All calls of the demo workspace but the one that cannot be fetched."""
    facts = bench.gateway.accounts.workspace_of("quo_mock_key")
    assert facts is not None
    workspace: Workspace = bench.gateway.workspace(facts.id)
    ids = set(workspace.ids(CALLS, [])) - {"AC125abc"}
    return [bench.ok(f"GET /quo/v1/calls/{id}")["data"] for id in sorted(ids)]


def artefact(bench: Bench, kind: str, call: dict[str, Any]) -> Any:
    return bench.ask(f"GET /quo/v1/call-{kind}/{call['id']}")


def test_calls_ended_in_many_ways(calls: list[dict[str, Any]]) -> None:
    assert {call["status"] for call in calls} == {
        "completed",
        "missed",
        "forwarded",
        "no-answer",
        "busy",
        "ringing",
    }
    assert {call["direction"] for call in calls} == {"incoming", "outgoing"}
    assert {call["callRoute"] for call in calls} == {"phone-number", "phone-menu", None}
    assert {call["aiHandled"] for call in calls} == {"ai-agent", None}


@pytest.mark.leans_on("completed-is-not-answered")
def test_completed_does_not_say_that_anybody_answered(calls: list[dict[str, Any]]) -> None:
    silent = [call for call in calls if call["status"] == "completed" and call["answeredAt"] is None]
    assert silent
    assert {call["duration"] for call in silent} == {0}


def test_recordings_come_in_every_status_or_as_an_empty_list(
    bench: Bench, calls: list[dict[str, Any]]
) -> None:
    lists = [artefact(bench, "recordings", call).json["data"] for call in calls]
    assert {recording["status"] for recordings in lists for recording in recordings} == {
        "absent",
        "completed",
        "deleted",
        "failed",
        "in-progress",
        "paused",
        "processing",
        "stopped",
        "stopping",
    }
    assert [] in lists
    done = [recording for recordings in lists for recording in recordings if recording["url"]]
    assert {recording["status"] for recording in done} == {"completed"}


@pytest.mark.leans_on("parts-in-progress")
@pytest.mark.parametrize(
    ("kind", "statuses"),
    [
        ("summaries", {"absent", "in-progress", "completed", "failed"}),
        ("transcripts", {"absent", "in-progress", "completed", "failed"}),
        ("voicemails", {"in-progress", "completed"}),
    ],
)
def test_artefacts_come_in_every_status_or_not_at_all(
    bench: Bench, calls: list[dict[str, Any]], kind: str, statuses: set[str]
) -> None:
    answers = [artefact(bench, kind, call) for call in calls]
    assert Counter(answer.status_code for answer in answers).keys() == {200, 404}
    found = [answer.json["data"] for answer in answers if answer.status_code == 200]
    assert {document["status"] for document in found} == statuses
    content = {"summaries": "summary", "transcripts": "dialogue", "voicemails": "recordingUrl"}[kind]
    assert {document["status"] for document in found if document[content] is not None} == {"completed"}
    missing = next(answer.json for answer in answers if answer.status_code == 404)
    assert missing["message"] == f"Call {WORDS[kind]} not found"
    assert missing["code"] == f"{CODES[kind]}00404"


@pytest.mark.leans_on("recordings-of-unknown-call")
@pytest.mark.parametrize("kind", KINDS)
def test_of_an_unknown_call_nothing_remains(bench: Bench, kind: str) -> None:
    answer = artefact(bench, kind, {"id": "AC404"})
    assert (answer.status_code, answer.json["message"]) == (404, "Call not found")
    assert answer.json["code"] == f"{CODES[kind]}00404"


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_is_no_call(bench: Bench, kind: str) -> None:
    query = "phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=1"
    [message] = bench.ok(f"GET /quo/v1/messages?{query}")["data"]
    assert artefact(bench, kind, message).status_code == 404
    assert bench.ask(f"GET /quo/v1/calls/{message['id']}").status_code == 404


@pytest.mark.leans_on("three-on-a-call-is-400")
def test_a_call_with_too_many_participants_is_refused(bench: Bench) -> None:
    answer = bench.ask("GET /quo/v1/calls/AC125abc")
    assert answer.status_code == 400
    problem = {name: answer.json[name] for name in ("code", "title", "description")}
    assert problem == {
        "code": "0101400",
        "title": "Too Many Participants",
        "description": "Too Many Participants",
    }
    assert artefact(bench, "recordings", {"id": "AC125abc"}).json == {"data": []}


@pytest.mark.leans_on("two-participants-in-list-is-400")
def test_calls_are_listed_with_exactly_one_participant(either: Bench) -> None:
    query = "phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=10"
    assert either.ok(f"GET /quo/v1/calls?{query}")["totalItems"] >= 2
    answer = either.ask(f"GET /quo/v1/calls?{query}&participants=%2B14155550198")
    assert (answer.status_code, answer.json["code"]) == (400, "0100400")
    assert answer.json["errors"][0]["message"] == "Expected array length to be less or equal to 1"


def test_everything_of_the_guide_s_call_is_there(either: Bench) -> None:
    [recording] = either.ok("GET /quo/v1/call-recordings/AC123abc")["data"]
    kinds = {"documented": ("REC123abc", "voicemail"), "observed": ("CR123abc", "audio/mpeg")}
    style = "observed" if either.gateway.profile["id_style"] == "live" else "documented"
    assert (recording["id"], recording["type"]) == kinds[style]
    assert either.ok("GET /quo/v1/call-summaries/AC123abc")["data"]["jobs"]
    assert either.ok("GET /quo/v1/call-transcripts/AC123abc")["data"]["dialogue"]
    assert either.ok("GET /quo/v1/call-voicemails/AC123abc")["data"]["id"] == "VM123abc"
