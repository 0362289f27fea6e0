"""The good path of every operation that changes something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contract_tests.targets import Account, Target
from maton_quo import Quo, errors, models


@pytest.mark.leans_on(
    "first-status-is-queued",
    "answer-has-the-number",
    "conversation-in-message",
    "own-number-left-out",
    "send-envelope",
)
def test_messages_send(quo: Quo, account: Account) -> None:
    sent = quo.messages.send(content="On my way.", from_="PN124abc", to=["+14155550177"])
    assert (sent.from_, sent.to, sent.text) == ("+14155550124", ["+14155550177"], "On my way.")
    assert (sent.direction, sent.status, sent.user_id) == ("outgoing", "queued", "US124abc")
    assert quo.messages.get(sent.id).text == "On my way."
    assert [
        message.id for message in quo.messages.list(phone_number_id="PN124abc", participants=sent.to)
    ] == [sent.id]
    thread = quo.conversations.list(max_results=1).data[0]
    assert (thread.id, thread.last_activity_id, thread.participants) == (
        sent.conversation_id,
        sent.id,
        sent.to,
    )
    assert (thread.last_activity_at, thread.snoozed_until) == (sent.created_at, None)
    assert account.set()["balance_cents"] == 2499


@pytest.mark.leans_on("done-is-a-century")
def test_messages_send_from_a_number_as_another_user(quo: Quo) -> None:
    sent = quo.messages.send(
        content="Hi", from_="+12125550125", to=["+14155550177"], user_id="US126abc", set_inbox_status="done"
    )
    assert (sent.phone_number_id, sent.user_id) == ("PN125abc", "US126abc")
    thread = quo.conversations.list(max_results=1).data[0]
    assert thread.snoozed_until
    assert sent.created_at + timedelta(days=36_000) < thread.snoozed_until


@pytest.mark.leans_on("max-recipients")
def test_messages_send_to_a_group(quo: Quo, account: Account, target: Target) -> None:
    def send() -> models.Message:
        return quo.messages.send(content="Hi", from_="PN123abc", to=["+14155550171", "+14155550170"])

    if target.profile["max_recipients"] == "1":
        with pytest.raises(errors.BadRequest) as caught:
            send()
        assert caught.value.complaints == [("/to", "Expected array length to be less or equal to 1")]
        return
    sent = send()
    assert sent.to == ["+14155550171", "+14155550170"]
    assert quo.messages.list(phone_number_id="PN123abc", participants=sorted(sent.to)).total_items == 1
    assert account.set()["balance_cents"] == 2498


@pytest.mark.leans_on("contact-is-created-with-201")
def test_contacts_create(quo: Quo) -> None:
    created = quo.contacts.create(
        default_fields={
            "firstName": "Ada",
            "lastName": "Bauer",
            "emails": [{"name": "work", "value": "ada@example.com"}],
            "phoneNumbers": [{"name": "mobile", "value": "+14155550177"}],
        },
        custom_fields=[
            {"key": "65a1f0c2d3e4b5a697880003", "value": 1250.5},
            {"key": "65a1f0c2d3e4b5a697880005", "value": ["Garden", "Parking"]},
        ],
        external_id="crm-ada",
        source_url="https://crm.example.com/ada",
    )
    assert (created.source, created.external_id, created.created_by_user_id) == (
        "public-api",
        "crm-ada",
        "US123abc",
    )
    assert (created.default_fields.company, created.default_fields.last_name) == (None, "Bauer")
    assert [(field.name, field.value) for field in created.custom_fields] == [
        ("Rent", 1250.5),
        ("Interests", ["Garden", "Parking"]),
    ]
    assert quo.contacts.get(created.id) == created
    assert [found.id for found in quo.contacts.list(external_ids=["crm-ada"])] == [created.id]


@pytest.mark.leans_on("source-default", "creator-default")
def test_contacts_create_of_nobody_in_particular(quo: Quo) -> None:
    created = quo.contacts.create(
        default_fields={"firstName": None}, created_by_user_id="US125abc", source="shop"
    )
    assert (created.default_fields.first_name, created.source) == (None, "shop")
    assert created.created_by_user_id == "US125abc"


@pytest.mark.leans_on("scalars-left-out-stay", "patch-arrays")
def test_contacts_update(quo: Quo, target: Target) -> None:
    contact_id = target.id("CT123abc")
    changed = quo.contacts.update(contact_id, default_fields={"company": "New Company", "role": None})
    fields = changed.default_fields
    assert (fields.company, fields.role, fields.first_name) == ("New Company", None, "Jane")
    kept = ["jane@example.com"] if target.profile["patch_arrays"] == "keep" else []
    assert [email.value for email in fields.emails] == kept
    assert changed.updated_at > changed.created_at
    assert quo.contacts.get(contact_id) == changed


@pytest.mark.leans_on("null-value-removes-item")
def test_contacts_update_takes_an_e_mail_away_that_has_no_value(quo: Quo, target: Target) -> None:
    contact = quo.contacts.get(target.id("CT123abc"))
    (mobile,) = contact.default_fields.phone_numbers
    changed = quo.contacts.update(
        contact.id,
        default_fields={
            "emails": [{"name": "work", "value": None, "id": "EM1"}],
            "phoneNumbers": [mobile, {"name": "home", "value": "+14155550178"}],
        },
    )
    assert changed.default_fields.emails == []
    assert [item.value for item in changed.default_fields.phone_numbers] == ["+15555555555", "+14155550178"]
    assert changed.default_fields.phone_numbers[0].id == mobile.id


@pytest.mark.leans_on("deleted-contact-is-404")
def test_contacts_delete(quo: Quo, target: Target) -> None:
    contact_id = target.id("CT123abc")
    quo.contacts.delete(contact_id)
    for again in (quo.contacts.get, quo.contacts.delete):
        with pytest.raises(errors.NotFound, match="Contact not found"):
            again(contact_id)
    assert quo.contacts.list().total_items == 119
    assert quo.conversations.list().total_items == 40


@pytest.mark.leans_on("done-is-a-century", "bare-conversation")
def test_conversations_mark_as_done(quo: Quo, target: Target) -> None:
    done = quo.conversations.mark_as_done(target.id("CV123abc"))
    assert done.snoozed_until
    assert done.updated_at
    assert abs(done.snoozed_until - done.updated_at - timedelta(days=36_525)) < timedelta(days=1)
    assert quo.conversations.list(max_results=1).data == [done]


@pytest.mark.leans_on("bare-conversation")
def test_conversations_mark_as_open(quo: Quo, target: Target) -> None:
    quo.conversations.mark_as_done(target.id("CV123abc"))
    assert quo.conversations.mark_as_open(target.id("CV123abc")).snoozed_until is None


@pytest.mark.leans_on("bare-conversation", "read-shows-nowhere")
def test_conversations_mark_as_read(quo: Quo, target: Target) -> None:
    before = quo.conversations.list(max_results=1).data[0]
    assert quo.conversations.mark_as_read(before.id) == before
    assert before.id == target.id("CV123abc")


@pytest.mark.leans_on("create-answers-id-alone", "create-status-is-200")
def test_connections_create(quo: Quo) -> None:
    created = quo.connections.create(app="quo")
    connection = quo.connections.get(created.connection_id)
    assert (connection.status, connection.app, connection.metadata) == ("PENDING", "quo", {})
    assert [found.status for found in quo.connections.list()] == ["ACTIVE", "PENDING"]


@pytest.mark.leans_on("delete-answers-object")
def test_connections_delete(quo: Quo, account: Account) -> None:
    quo.connections.delete(account.connection_id)
    assert quo.connections.list() == []
    with pytest.raises(errors.NotFound, match="Connection not found"):
        quo.connections.get(account.connection_id)
    with pytest.raises(errors.BadRequest, match="Missing connection for app: quo"):
        quo.users.list()
