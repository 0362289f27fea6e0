"""The good path of every operation that only reads, on the workspace that the guide's requests are about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contract_tests.targets import Account, Target
from maton_quo import Quo, errors

GUIDE_TIME = datetime(2022, 1, 1, tzinfo=UTC)


def test_phone_numbers_list(quo: Quo) -> None:
    numbers = quo.phone_numbers.list()
    assert [(number.id, number.number, number.name) for number in numbers] == [
        ("PN123abc", "+15555555555", "Main Line"),
        ("PN124abc", "+14155550124", "Leasing"),
        ("PN125abc", "+12125550125", "Repairs"),
    ]
    assert [user.id for user in numbers[0].users] == ["US123abc", "US124abc"]


def test_phone_numbers_list_of_one_user(quo: Quo) -> None:
    assert [number.id for number in quo.phone_numbers.list(user_id="US126abc")] == ["PN125abc"]
    assert quo.phone_numbers.list(user_id="USnobody") == []


def test_phone_numbers_get(quo: Quo) -> None:
    number = quo.phone_numbers.get("PN124abc")
    assert (number.number, number.formatted_number, number.symbol) == ("+14155550124", "(415) 555-0124", "🔑")
    assert [user.id for user in number.users] == ["US124abc", "US125abc"]
    assert number.restrictions
    assert number.restrictions.messaging.intl == "restricted"


@pytest.mark.leans_on("order-of-contacts")
def test_users_list(quo: Quo) -> None:
    page = quo.users.list(max_results=50)
    assert [(user.id, user.role) for user in page.data] == [
        ("US123abc", "owner"),
        ("US124abc", "admin"),
        ("US125abc", "member"),
        ("US126abc", "member"),
    ]
    assert (page.total_items, page.next_page_token) == (4, None)


def test_users_get(quo: Quo) -> None:
    user = quo.users.get("US126abc")
    assert (user.email, user.first_name, user.last_name) == ("front-desk@example.com", None, None)
    assert user.created_at == GUIDE_TIME


@pytest.mark.leans_on("order-of-messages")
def test_messages_list(quo: Quo, target: Target) -> None:
    page = quo.messages.list(phone_number_id="PN123abc", participants=["+15555555555"], max_results=100)
    assert (page.total_items, page.next_page_token) == (len(page.data), None)
    assert page.data[-1].id == "AC123abc"
    assert {message.conversation_id for message in page.data} == {target.id("CV123abc")}
    incoming = [message for message in page.data if message.direction == "incoming"]
    assert {(message.status, message.user_id) for message in incoming} == {("received", None)}


@pytest.mark.leans_on("group-needs-all")
def test_messages_list_of_a_group_takes_all_of_its_participants(quo: Quo) -> None:
    (group,) = [thread for thread in quo.conversations.list(max_results=100) if len(thread.participants) > 1]
    found = quo.messages.list(phone_number_id=group.phone_number_id, participants=group.participants[::-1])
    assert {message.conversation_id for message in found} == {group.id}
    alone = quo.messages.list(phone_number_id=group.phone_number_id, participants=group.participants[:1])
    assert group.id not in {message.conversation_id for message in alone}


@pytest.mark.leans_on("no-thread-is-empty")
def test_messages_list_of_a_thread_that_does_not_exist_is_empty(quo: Quo) -> None:
    page = quo.messages.list(phone_number_id="PN123abc", participants=["+15005550000"])
    assert (page.data, page.total_items, page.next_page_token) == ([], 0, None)


def test_messages_get(quo: Quo) -> None:
    message = quo.messages.get("AC123abc")
    assert (message.from_, message.to, message.text) == ("+15555555555", ["+15555555555"], "Hello, world!")
    assert (message.phone_number_id, message.user_id, message.status) == ("PN123abc", "US123abc", "delivered")
    assert message.created_at == GUIDE_TIME


@pytest.mark.leans_on("order-of-calls")
def test_calls_list(quo: Quo) -> None:
    page = quo.calls.list(phone_number_id="PN123abc", participants=["+15555555555"])
    assert page.data[-1].id == "AC123abc"
    assert (page.total_items, page.next_page_token) == (len(page.data), None)
    assert all(call.participants == ["+15555555555"] for call in page.data)


def test_calls_get(quo: Quo) -> None:
    call = quo.calls.get("AC123abc")
    assert (call.direction, call.status, call.duration) == ("incoming", "completed", 120)
    assert (call.answered_by, call.call_route, call.answered_at) == ("US123abc", "phone-number", GUIDE_TIME)
    assert call.completed_at == datetime(2022, 1, 1, 0, 2, tzinfo=UTC)


@pytest.mark.leans_on("recordings-oldest-first", "recording-type")
def test_calls_recordings(quo: Quo, target: Target) -> None:
    (recording,) = quo.calls.recordings("AC123abc")
    assert (recording.id, recording.duration) == (target.id("REC123abc"), 120)
    assert recording.type == ("audio/mpeg" if target.profile["recording_type"] == "mime" else "voicemail")


@pytest.mark.leans_on("no-recordings-is-empty")
def test_calls_recordings_of_a_call_that_was_not_recorded_are_none(quo: Quo) -> None:
    assert quo.calls.recordings("AC125abc") == []


def test_calls_summary(quo: Quo) -> None:
    summary = quo.calls.summary("AC123abc")
    assert (summary.status, summary.next_steps) == (
        "completed",
        ["Send a plumber at ten.", "Text the caller the plumber's name."],
    )
    assert summary.jobs
    assert [finding.value for finding in summary.jobs[0].result.data] == ["Kitchen", False]


def test_calls_transcript(quo: Quo) -> None:
    transcript = quo.calls.transcript("AC123abc")
    assert (transcript.status, transcript.duration) == ("completed", 120)
    assert transcript.dialogue
    assert [line.user_id for line in transcript.dialogue[:2]] == ["US123abc", None]
    assert transcript.dialogue[0].content == "Main Line, how can I help?"


def test_calls_voicemail(quo: Quo) -> None:
    voicemail = quo.calls.voicemail("AC123abc")
    assert (voicemail.id, voicemail.duration, voicemail.status) == ("VM123abc", 14, "completed")
    assert voicemail.recording_url == "https://files.example.com/VM123abc.mp3"


@pytest.mark.leans_on("unsummarized-is-404", "no-voicemail-is-404")
@pytest.mark.parametrize("artefact", ["summary", "transcript", "voicemail"])
def test_an_artefact_that_a_call_does_not_have_is_a_404(quo: Quo, artefact: str) -> None:
    with pytest.raises(errors.NotFound, match=f"Call {artefact} not found"):
        getattr(quo.calls, artefact)("AC125abc")


def test_contacts_list(quo: Quo, target: Target) -> None:
    page = quo.contacts.list(max_results=50)
    assert (page.data[0].id, len(page.data), page.total_items) == (target.id("CT123abc"), 50, 120)
    crm = quo.contacts.list(sources=["crm"], max_results=1)
    assert crm.data[0].source == "crm"
    external_id = str(crm.data[0].external_id)
    assert [found.id for found in quo.contacts.list(external_ids=[external_id, "none"])] == [crm.data[0].id]


@pytest.mark.leans_on("id-style")
def test_contacts_get(quo: Quo, target: Target) -> None:
    contact = quo.contacts.get(target.id("CT123abc"))
    fields = contact.default_fields
    assert (fields.first_name, fields.last_name, fields.company) == ("Jane", "Doe", "Acme Corp")
    assert (fields.emails[0].value, fields.phone_numbers[0].value) == ("jane@example.com", "+15555555555")
    assert (contact.source, contact.external_id, contact.custom_fields) == (None, None, [])


def test_contact_custom_fields_list(quo: Quo) -> None:
    fields = quo.contact_custom_fields.list()
    assert [(field.name, field.type) for field in fields] == [
        ("Unit", "string"),
        ("Lease ends", "date"),
        ("Rent", "number"),
        ("Has a pet", "boolean"),
        ("Interests", "multi-select"),
        ("Address", "address"),
        ("Listing", "url"),
    ]


@pytest.mark.leans_on("order-of-conversations", "own-number-left-out")
def test_conversations_list(quo: Quo, target: Target) -> None:
    page = quo.conversations.list(max_results=100)
    assert (page.data[0].id, len(page.data), page.total_items) == (target.id("CV123abc"), 40, 40)
    assert (page.data[0].name, page.data[0].participants) == ("Jane Doe", ["+15555555555"])
    assert quo.conversations.list(exclude_inactive=True).total_items == 38
    assert quo.conversations.list(phone_numbers=["PN124abc"]).total_items == 13
    assert quo.conversations.list(phone_numbers=["+14155550124", "PN123abc"]).total_items == 27
    assert quo.conversations.list(user_id="US124abc").total_items == 27


def test_connections_list(quo: Quo, account: Account) -> None:
    (connection,) = quo.connections.list()
    assert (connection.connection_id, connection.app, connection.status) == (
        account.connection_id,
        "quo",
        "ACTIVE",
    )
    assert quo.connections.list(app="quo", status="ACTIVE", method="OAUTH2") == [connection]
    assert quo.connections.list(app="slack") == quo.connections.list(status="FAILED") == []


def test_connections_get(quo: Quo, account: Account) -> None:
    connection = quo.connections.get(account.connection_id)
    assert (connection.connection_id, connection.status) == (account.connection_id, "ACTIVE")
    assert "?session_token=" in connection.url
