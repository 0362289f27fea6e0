"""The demo data: the same every time, whatever the time, and with something of everything in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec
import pytest

from mock_gateway.clock import Clock
from mock_gateway.store.tables import (
    CALLS,
    CONTACTS,
    CONVERSATIONS,
    DOCUMENT_TABLES,
    MESSAGES,
    PHONE_NUMBERS,
    TASKS,
    USERS,
    Table,
)

from .conftest import Bench


@pytest.fixture(scope="module")
def bench() -> Bench:
    """It is only read here."""
    return Bench()


def documents(bench: Bench, table: Table) -> list[dict[str, Any]]:
    return [msgspec.json.decode(text) for text in bench.state()[table.name]]


def anywhere(texts: list[str]) -> list[str]:
    """Documents without the id of the workspace they are in."""
    return [re.sub(r'"orgId":"OR\w+"', '"orgId":"OR"', text) for text in texts]


@pytest.mark.parametrize("profile", ["documented", "observed"])
@pytest.mark.parametrize("seed", ["demo", "empty"])
def test_the_same_seed_is_the_same_byte_for_byte(profile: str, seed: str) -> None:
    one = Bench(profile=profile, seed=seed, clock=Clock(lambda: 0))
    two = Bench(profile=profile, seed=seed, clock=Clock(lambda: 2_000_000_000_000_000))
    for table in DOCUMENT_TABLES:
        assert anywhere(one.state()[table.name]) == anywhere(two.state()[table.name])


def test_a_new_account_gets_the_same_data(bench: Bench) -> None:
    account = bench.gateway.open_account("demo")
    for table in DOCUMENT_TABLES:
        theirs = bench.gateway.workspace(account.workspace_id).every(table)
        assert anywhere(theirs) == anywhere(bench.state()[table.name])


def test_a_task_names_the_workspace_it_was_copied_to(bench: Bench) -> None:
    workspace_id = bench.ok("GET /_mock/api/settings")["data"]["workspace_id"]
    assert {task["orgId"] for task in documents(bench, TASKS)} == {workspace_id}


def test_there_is_as_much_as_the_recipe_says(bench: Bench) -> None:
    counts = {table.name: len(texts) for table in DOCUMENT_TABLES if (texts := bench.state()[table.name])}
    assert (counts["phone_numbers"], counts["users"], counts["custom_fields"]) == (3, 4, 7)
    assert (counts["contacts"], counts["conversations"], counts["tasks"]) == (120, 40, 4)
    assert 500 <= counts["messages"] <= 900
    assert 80 <= counts["calls"] <= 200
    assert counts.keys() == {table.name for table in DOCUMENT_TABLES} - {"webhooks"}  # each makes its own


def test_users_have_every_role_and_some_no_name(bench: Bench) -> None:
    users = documents(bench, USERS)
    assert Counter(user["role"] for user in users) == {"owner": 1, "admin": 1, "member": 2}
    assert [user["firstName"] for user in users].count(None) == 1


def test_numbers_are_shared_and_the_first_is_the_guide_s(bench: Bench) -> None:
    numbers = documents(bench, PHONE_NUMBERS)
    assert [(number["id"], number["number"]) for number in numbers] == [
        ("PN123abc", "+15555555555"),
        ("PN124abc", "+14155550124"),
        ("PN125abc", "+12125550125"),
    ]
    assert [len(number["users"]) for number in numbers] == [2, 2, 3]


def test_contacts_are_of_every_kind(bench: Bench) -> None:
    contacts = documents(bench, CONTACTS)
    assert {contact["source"] for contact in contacts} == {None, "public-api", "crm"}
    assert {bool(contact["defaultFields"]["emails"]) for contact in contacts} == {True, False}
    assert {field["type"] for contact in contacts for field in contact["customFields"]} == {
        "address",
        "boolean",
        "date",
        "multi-select",
        "number",
        "string",
        "url",
    }


def test_conversations_are_in_every_state(bench: Bench) -> None:
    conversations = documents(bench, CONVERSATIONS)
    for field in ("name", "assignedTo", "deletedAt", "mutedUntil", "snoozedUntil", "lastActivityAt"):
        assert {conversation[field] is None for conversation in conversations} == {True, False}, field
    assert Counter(len(conversation["participants"]) for conversation in conversations) == {1: 39, 2: 1}
    assert {conversation["phoneNumberId"] for conversation in conversations} == {
        "PN123abc",
        "PN124abc",
        "PN125abc",
    }


def test_one_thread_has_more_than_a_page(bench: Bench) -> None:
    threads = Counter(message["conversationId"] for message in documents(bench, MESSAGES))
    assert max(threads.values()) == 130
    assert {message["status"] for message in documents(bench, MESSAGES)} == {
        "delivered",
        "undelivered",
        "received",
    }


def test_a_conversation_knows_its_latest_activity(bench: Bench) -> None:
    latest: dict[str, tuple[str, str]] = {}
    for message in documents(bench, MESSAGES):
        at = (message["createdAt"], message["id"])
        latest[message["conversationId"]] = max(at, latest.get(message["conversationId"], at))
    calls = {call["id"]: call["createdAt"] for call in documents(bench, CALLS)}
    for conversation in documents(bench, CONVERSATIONS):
        at = latest.get(conversation["id"], (None, None))
        by_call = (calls.get(conversation["lastActivityId"]), conversation["lastActivityId"])
        assert (conversation["lastActivityAt"], conversation["lastActivityId"]) in (at, by_call)


def test_nothing_happens_after_the_end_of_the_story(bench: Bench) -> None:
    for table in (MESSAGES, CALLS, CONTACTS):
        assert (
            max(document["createdAt"] for document in documents(bench, table)) <= "2026-01-31T20:00:00.000Z"
        )


@pytest.mark.parametrize(
    "url",
    [
        "/phone-numbers?userId=US123abc",
        "/phone-numbers/PN123abc",
        "/users/US123abc",
        "/messages?phoneNumberId=PN123abc&participants[]=%2B15555555555&maxResults=100",
        "/messages/AC123abc",
        "/calls?phoneNumberId=PN123abc&participants[]=%2B15555555555&maxResults=100",
        "/calls/AC123abc",
        "/call-recordings/AC123abc",
        "/call-summaries/AC123abc",
        "/call-transcripts/AC123abc",
        "/call-voicemails/AC123abc",
        "/contacts/{contact}",
    ],
)
def test_every_id_that_the_guide_prints_answers(either: Bench, url: str) -> None:
    live = either.gateway.profile["id_style"] == "live"
    contact = "000000000000000000123abc" if live else "CT123abc"
    assert either.ok(f"GET /quo/v1{url.format(contact=contact)}")["data"]


def test_the_guide_s_conversation_and_contact_are_as_it_prints_them(bench: Bench) -> None:
    jane = bench.ok("GET /quo/v1/contacts/CT123abc")["data"]
    assert jane["defaultFields"]["phoneNumbers"] == [{"name": "mobile", "value": "+15555555555", "id": "PH1"}]
    [first] = bench.ok("GET /quo/v1/conversations?maxResults=1")["data"]
    assert (first["id"], first["name"], first["assignedTo"]) == ("CV123abc", "Jane Doe", "US123abc")
    assert bench.ok("GET /quo/v1/messages/AC123abc")["data"]["text"] == "Hello, world!"


def test_the_empty_seed_has_a_number_and_its_owner_and_can_send(empty: Bench) -> None:
    counts = {table.name: len(empty.state()[table.name]) for table in DOCUMENT_TABLES}
    assert {name: count for name, count in counts.items() if count} == {"users": 1, "phone_numbers": 1}
    body = {"content": "Hello", "from": "+15555555555", "to": ["+14155550199"]}
    assert empty.ok("POST /quo/v1/messages", body)["userId"] == "US123abc"
