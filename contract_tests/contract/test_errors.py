"""Every error of Quo's that the mock can reach: its status, code and title, and that nothing was done."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract_tests.contract.calls import Call, digest
from contract_tests.targets import Account, Target

DOCS = "https://quo.com/docs"


def refused(target: Target, response: httpx.Response, code: str, title: str, message: str) -> dict[str, Any]:
    """Quo's error of that code, whole and as in the catalogue; returns what else it says."""
    status = int(code[-3:])
    assert response.status_code == status, response.text
    body: dict[str, Any] = response.json()
    assert len(body.pop("trace")) == 19
    said = {name: body.pop(name) for name in ("message", "code", "status", "docs", "title")}
    assert said == {"message": message, "code": code, "status": status, "docs": DOCS, "title": title}
    named = target.contract.document["x-problems"].get(code, {})
    assert title == named.get("title", target.contract.document["x-titles"][str(status)])
    assert body.pop("description", None) == named.get("description")
    return body


TEXT = {"content": "Hi", "from": "PN123abc", "to": ["+14155550177"]}


@pytest.mark.leans_on("all-or-nothing", "not-enough-credits-code")
def test_a_text_that_cannot_be_paid_is_not_sent(target: Target, account: Account) -> None:
    account.set(balance_cents=1)
    before = digest(account)
    with account.http() as http:
        response = http.post("/quo/v1/messages", json={**TEXT, "content": "x" * 161})
    refused(target, response, "0200402", "Not Enough Credits", "Not enough credits to send 2 segments")
    assert digest(account) == before
    with account.http() as http:
        assert http.post("/quo/v1/messages", json=TEXT).status_code == 202
        assert http.post("/quo/v1/messages", json=TEXT).status_code == 402
    assert account.set()["balance_cents"] == 0


@pytest.mark.leans_on("sender-must-be-on-number")
def test_a_user_who_is_not_on_the_number_cannot_send(target: Target, account: Account) -> None:
    with account.http() as http:
        response = http.post("/quo/v1/messages", json={**TEXT, "userId": "US125abc"})
    refused(target, response, "0202403", "Not Phone Number User", "US125abc is not a user of PN123abc")
    assert account.set()["balance_cents"] == 2500


@pytest.mark.leans_on("sender-must-be-on-number")
@pytest.mark.parametrize(("kind", "code"), [("messages", "0202403"), ("calls", "0101403")])
def test_a_user_who_is_not_on_the_number_cannot_list(
    target: Target, account: Account, kind: str, code: str
) -> None:
    query: dict[str, str | int] = {
        "phoneNumberId": "PN124abc",
        "participants": "+15555555555",
        "userId": "US123abc",
        "maxResults": 1,
    }
    with account.http() as http:
        response = http.get(f"/quo/v1/{kind}", params=query)
    refused(target, response, code, "Not Phone Number User", "US123abc is not a user of PN124abc")


@pytest.mark.leans_on("three-on-a-call-is-400")
def test_a_call_of_three_cannot_be_shown(target: Target, account: Account) -> None:
    with account.http() as http:
        response = http.get("/quo/v1/calls/AC125abc")
    message = "Calls with more than 2 participants are not supported"
    refused(target, response, "0101400", "Too Many Participants", message)


@pytest.mark.leans_on("unknown-custom-field-is-400", "custom-value-must-fit")
@pytest.mark.parametrize(
    ("field", "path"),
    [
        ({"key": "65a1f0c2d3e4b5a697889999", "value": "4B"}, "/customFields/0/key"),
        ({"value": "4B"}, "/customFields/0/key"),
        ({"key": "65a1f0c2d3e4b5a697880003", "value": "a lot"}, "/customFields/0/value"),
        ({"key": "65a1f0c2d3e4b5a697880004", "value": 1}, "/customFields/0/value"),
        ({"key": "65a1f0c2d3e4b5a697880002", "value": "tomorrow"}, "/customFields/0/value"),
        ({"key": "65a1f0c2d3e4b5a697880005", "value": "Garden"}, "/customFields/0/value"),
    ],
)
def test_a_custom_field_must_be_known_and_fit(
    target: Target, account: Account, field: dict[str, Any], path: str
) -> None:
    before = digest(account)
    with account.http() as http:
        contact = {"defaultFields": {"firstName": "Ada"}, "customFields": [field]}
        created = http.post("/quo/v1/contacts", json=contact)
        changed = http.patch(f"/quo/v1/contacts/{target.id('CT123abc')}", json={"customFields": [field]})
    for response in (created, changed):
        more = refused(
            target,
            response,
            "0801400",
            "Invalid Custom Field Item",
            "A custom field is not known, or cannot hold this value",
        )
        assert [complaint["path"] for complaint in more["errors"]] == [path]
    assert digest(account) == before


@pytest.mark.leans_on("duplicate-external-id-is-409", "external-id-scope", "update-to-taken-id-is-409")
def test_no_two_contacts_share_an_external_id(target: Target, account: Account) -> None:
    with account.http() as http:
        first = http.post(
            "/quo/v1/contacts", json={"defaultFields": {"firstName": "Ada"}, "externalId": "crm-ada"}
        )
        assert first.status_code == 201
        before = digest(account)
        again = http.post(
            "/quo/v1/contacts", json={"defaultFields": {"firstName": "Ben"}, "externalId": "crm-ada"}
        )
        refused(target, again, "0800409", "Conflict", "Failed to create contact")
        other = http.patch(f"/quo/v1/contacts/{target.id('CT123abc')}", json={"externalId": "crm-ada"})
        refused(target, other, "0800409", "Conflict", "Failed to update contact")
        assert digest(account) == before
        itself = http.patch(f"/quo/v1/contacts/{first.json()['data']['id']}", json={"externalId": "crm-ada"})
        assert itself.status_code == 200


UNKNOWN = {
    "phone_numbers_get": ({"phoneNumberId": "PNnone"}, "0400404", "Phone number not found"),
    "users_get": ({"userId": "USnone"}, "1100404", "User not found"),
    "messages_get": ({"messageId": "ACnone"}, "0200404", "Message not found"),
    "calls_get": ({"callId": "ACnone"}, "0100404", "Call not found"),
    "calls_recordings": ({"callId": "ACnone"}, "0900404", "Call not found"),
    "calls_summary": ({"callId": "ACnone"}, "0500404", "Call not found"),
    "calls_transcript": ({"callId": "ACnone"}, "0600404", "Call not found"),
    "calls_voicemail": ({"callId": "ACnone"}, "1200404", "Call not found"),
    "contacts_get": ({"contactId": "CT"}, "0800404", "Contact not found"),
    "contacts_update": ({"contactId": "CT"}, "0800404", "Contact not found"),
    "contacts_delete": ({"contactId": "CT"}, "0800404", "Contact not found"),
    "conversations_mark_as_read": ({"conversationId": "CV"}, "1000404", "Conversation not found"),
    "conversations_mark_as_done": ({"conversationId": "CV"}, "1000404", "Conversation not found"),
    "conversations_mark_as_open": ({"conversationId": "CV"}, "1000404", "Conversation not found"),
    "webhooks_get": ({"webhookId": "WHnone"}, "0300404", "Webhook not found"),
    "webhooks_delete": ({"webhookId": "WHnone"}, "0300404", "Webhook not found"),
    "tasks_get": ({"taskId": "TKnone"}, "0600404", "Task not found"),
    "tasks_delete": ({"taskId": "TKnone"}, "0600404", "Task not found"),
    "tasks_complete": ({"taskId": "TKnone"}, "0600404", "Task not found"),
    "tasks_reopen": ({"taskId": "TKnone"}, "0600404", "Task not found"),
    "tasks_remove_due_date": ({"taskId": "TKnone"}, "0600404", "Task not found"),
}


@pytest.mark.leans_on(
    "flat-error-fields", "trace-on-flat-errors", "not-found-texts", "recordings-of-unknown-call"
)
@pytest.mark.parametrize("id", UNKNOWN)
def test_an_id_that_nobody_has_is_a_404(target: Target, account: Account, id: str) -> None:
    path, code, message = UNKNOWN[id]
    styled = {
        name: f"{target.id(value + '123abc')}9" if len(value) == 2 else value for name, value in path.items()
    }
    with account.http() as http:
        response = Call(target.contract.operations[id], styled, body={}).send(http)
    refused(target, response, code, "Not Found", message)


@pytest.mark.leans_on("docs-link", "unknown-sender-is-404")
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"from": "PNnone"}, "Phone number"),
        ({"from": "+15005550000"}, "Phone number"),
        ({"userId": "USno"}, "User"),
    ],
)
def test_a_text_from_nobody_is_a_404(
    target: Target, account: Account, change: dict[str, str], message: str
) -> None:
    with account.http() as http:
        response = http.post("/quo/v1/messages", json={**TEXT, **change})
    refused(target, response, "0200404", "Not Found", f"{message} not found")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"phoneNumberId": "PNnone"}, "Phone number"),
        ({"conversationId": "CVnone"}, "Conversation"),
        ({"activityId": "ACnone"}, "Message or call"),
        ({"phoneNumberId": "PN123abc", "assignedTo": "USnone"}, "User"),
    ],
)
def test_a_task_about_nothing_or_for_nobody_is_a_404(
    target: Target, account: Account, change: dict[str, str], what: str
) -> None:
    if "conversationId" in change:
        change = {"conversationId": target.id("CV123abc") + "9"}
    before = digest(account)
    with account.http() as http:
        response = http.post("/quo/v1/tasks", json={"title": "", "description": "", **change})
    refused(target, response, "0600404", "Not Found", f"{what} not found")
    assert digest(account) == before


@pytest.mark.leans_on("webhook-of-nobody-is-404")
@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"userId": "USnone"}, "User"),
        ({"resourceIds": ["PN123abc", "PNnone"]}, "Phone number PNnone"),
    ],
)
@pytest.mark.parametrize("kind", ["messages", "calls"])
def test_a_webhook_of_nobody_or_for_no_number_is_a_404(
    target: Target, account: Account, kind: str, change: dict[str, Any], what: str
) -> None:
    with account.http() as http:
        body = {"url": "http://127.0.0.1:9/quo", "events": [], **change}
        response = http.post(f"/quo/v1/webhooks/{kind}", json=body)
        refused(target, response, "0300404", "Not Found", f"{what} not found")
        assert http.get("/quo/v1/webhooks").json() == {"data": []}


def test_a_contact_made_by_nobody_is_a_404(target: Target, account: Account) -> None:
    with account.http() as http:
        contact = {"defaultFields": {"firstName": "Ada"}, "createdByUserId": "USnone"}
        response = http.post("/quo/v1/contacts", json=contact)
    refused(target, response, "0800404", "Not Found", "User not found")


@pytest.mark.leans_on("code-numbering", "unknown-error-text")
def test_every_operation_can_fail_and_says_so_by_its_own_code(target: Target, account: Account) -> None:
    with account.http() as http:
        for operation in target.contract.operations.values():
            ids = {name: "x" for name in operation.path.split("/") if name.startswith("{")}
            path = {name.strip("{}"): value for name, value in ids.items()}
            response = Call(operation, path, body={}).send(http, headers={"Mock-Fault": "500"})
            assert response.status_code == 500, operation.id
            code = operation.codes[0][:2] + "01500" if operation.codes else None
            assert (response.json().get("code"), response.json()["title"]) == (code, "Unknown"), operation.id
