"""What becomes of a text that is sent: who sends it, its conversation, and how it is delivered."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.clock import SECOND
from mock_gateway.profile import Profile

from .conftest import Bench

JANE = "+15555555555"
NEW = "+14155550199"


def send(bench: Bench, **changes: Any) -> dict[str, Any]:
    body = {"content": "Hello", "from": "PN123abc", "to": [NEW], **changes}
    answer: dict[str, Any] = bench.ok("POST /quo/v1/messages", body)
    data: dict[str, Any] = answer.get("data", answer)
    return data


def conversations(bench: Bench) -> dict[str, dict[str, Any]]:
    listed = bench.ok("GET /quo/v1/conversations?maxResults=100")["data"]
    return {item["id"]: item for item in listed}


@pytest.mark.leans_on("sending-makes-a-conversation", "name-is-null")
def test_a_text_to_somebody_new_begins_a_conversation(bench: Bench) -> None:
    before = conversations(bench)
    message = send(bench)
    [(id, made)] = [item for item in conversations(bench).items() if item[0] not in before]
    assert (message["conversationId"], made["participants"], made["phoneNumberId"]) == (id, [NEW], "PN123abc")
    assert (made["lastActivityId"], made["lastActivityAt"]) == (message["id"], message["createdAt"])
    assert (made["snoozedUntil"], made["name"]) == (None, None)
    assert send(bench)["conversationId"] == id


def test_the_same_person_on_another_number_is_another_conversation(bench: Bench) -> None:
    assert send(bench)["conversationId"] != send(bench, **{"from": "PN124abc"})["conversationId"]


@pytest.mark.leans_on("order-of-conversations")
def test_the_newest_conversation_comes_first(bench: Bench) -> None:
    assert next(iter(conversations(bench))) == "CV123abc"
    made = send(bench)["conversationId"]
    assert next(iter(conversations(bench))) == made
    bench.time += SECOND
    send(bench, to=[JANE])
    assert next(iter(conversations(bench))) == "CV123abc"


@pytest.mark.leans_on("sending-reopens")
def test_sending_brings_a_conversation_back_that_was_done(bench: Bench) -> None:
    bench.ok("POST /quo/v1/conversations/CV123abc/mark-as-done")
    assert conversations(bench)["CV123abc"]["snoozedUntil"] == "2126-03-02T12:00:00.000Z"
    send(bench, to=[JANE])
    assert conversations(bench)["CV123abc"]["snoozedUntil"] is None


@pytest.mark.leans_on("sending-undeletes")
def test_sending_brings_a_conversation_back_that_was_deleted(bench: Bench) -> None:
    [deleted] = [item for item in conversations(bench).values() if item["deletedAt"]]
    send(bench, **{"from": deleted["phoneNumberId"], "to": deleted["participants"]})
    assert conversations(bench)[deleted["id"]]["deletedAt"] is None


@pytest.mark.leans_on("sending-reopens")
def test_sending_may_file_the_conversation_away(bench: Bench) -> None:
    id = send(bench, setInboxStatus="done")["conversationId"]
    assert conversations(bench)[id]["snoozedUntil"] == "2126-03-02T12:00:00.000Z"


@pytest.mark.leans_on("sender-is-the-owner")
def test_the_sender_is_the_owner_of_the_number_unless_another_is_named(bench: Bench) -> None:
    assert send(bench)["userId"] == "US123abc"
    assert send(bench, **{"from": "PN124abc"})["userId"] == "US124abc"
    assert send(bench, userId="US124abc")["userId"] == "US124abc"


@pytest.mark.leans_on("answer-has-the-number")
@pytest.mark.parametrize("sender", ["PN124abc", "+14155550124"])
def test_a_number_may_be_named_by_id_or_by_itself(bench: Bench, sender: str) -> None:
    message = send(bench, **{"from": sender})
    assert (message["from"], message["phoneNumberId"]) == ("+14155550124", "PN124abc")


@pytest.mark.leans_on("deprecated-number-ignored")
def test_the_deprecated_number_in_the_body_is_ignored(bench: Bench) -> None:
    assert send(bench, phoneNumberId="PN125abc")["phoneNumberId"] == "PN123abc"


@pytest.mark.parametrize(
    ("changes", "status", "code", "message"),
    [
        ({"from": "PN404"}, 404, "0200404", "Phone number not found"),
        ({"from": "+14155550000"}, 404, "0200404", "Phone number not found"),
        ({"userId": "US404"}, 404, "0200404", "User not found"),
        ({"userId": "US125abc"}, 403, "0202403", "US125abc is not a user of PN123abc"),
    ],
)
def test_a_refused_text_changes_nothing(
    bench: Bench, changes: dict[str, str], status: int, code: str, message: str
) -> None:
    before = bench.state()
    body = {"content": "Hello", "from": "PN123abc", "to": [NEW], **changes}
    answer = bench.ask("POST /quo/v1/messages", body)
    assert (answer.status_code, answer.json["code"], answer.json["message"]) == (status, code, message)
    assert bench.state() == before


@pytest.mark.leans_on("pace-of-a-text")
def test_a_text_is_queued_then_sent_then_delivered(bench: Bench) -> None:
    message = send(bench)
    seen = []
    for _ in range(5):
        seen.append(bench.ok(f"GET /quo/v1/messages/{message['id']}")["data"]["status"])
        bench.time += SECOND
    assert seen == ["queued", "sent", "sent", "delivered", "delivered"]
    last = bench.ok(f"GET /quo/v1/messages/{message['id']}")["data"]
    assert (last["createdAt"], last["updatedAt"]) == ("2026-03-01T12:00:00.000Z", "2026-03-01T12:00:03.000Z")


def test_advancing_the_clock_delivers_at_once(bench: Bench) -> None:
    bench.ok("POST /_mock/api/clock", {"freeze": True})
    id = send(bench)["id"]
    bench.time += 3600 * SECOND  # the real time does not matter now
    assert bench.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "queued"
    bench.ok("POST /_mock/api/clock", {"advance": 3})
    assert bench.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "delivered"


def test_a_reset_forgets_what_was_still_to_be_delivered(bench: Bench) -> None:
    id = send(bench)["id"]
    bench.ok("POST /_mock/api/reset")
    bench.time += 10 * SECOND
    assert bench.ask(f"GET /quo/v1/messages/{id}").status_code == 404


# ── Several recipients, which only the live service takes ──


@pytest.mark.leans_on("max-recipients")
def test_the_guide_takes_one_recipient(bench: Bench) -> None:
    body = {"content": "Hello", "from": "PN123abc", "to": [NEW, JANE]}
    [complaint] = bench.ask("POST /quo/v1/messages", body).json["errors"]
    assert (complaint["path"], complaint["message"]) == (
        "/to",
        "Expected array length to be less or equal to 1",
    )


def test_several_recipients_are_one_group_conversation_in_any_order(observed: Bench) -> None:
    first = send(observed, to=[NEW, JANE])
    assert first["to"] == [NEW, JANE]
    assert send(observed, to=[JANE, NEW])["conversationId"] == first["conversationId"]
    assert send(observed, to=[NEW])["conversationId"] != first["conversationId"]
    query = "phoneNumberId=PN123abc&participants=%2B15555555555&participants=%2B14155550199"
    assert observed.ok(f"GET /quo/v1/messages?{query}")["totalItems"] == 2


@pytest.mark.leans_on("twice-named-is-one")
def test_somebody_named_twice_is_one_recipient(observed: Bench) -> None:
    balance = observed.balance
    message = send(observed, to=[NEW, NEW])
    assert (message["to"], observed.balance) == ([NEW], balance - 1)
    assert send(observed, to=[NEW])["conversationId"] == message["conversationId"]


@pytest.mark.leans_on("send-envelope")
def test_the_envelope_and_the_recipients_are_switched_apart() -> None:
    bench = Bench(profile=Profile.named("documented").set("max_recipients", 10))
    body = {"content": "Hello", "from": "PN123abc", "to": [NEW, JANE]}
    assert bench.ok("POST /quo/v1/messages", body)["to"] == [NEW, JANE]
