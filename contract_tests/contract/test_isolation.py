"""Accounts are strangers to each other: nothing of one is reachable with another's key."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract_tests.contract.calls import Call, digest
from contract_tests.targets import Account, Target


@pytest.fixture
def stranger(target: Target) -> Account:
    """An account whose workspace holds next to nothing: one user and one number."""
    return target.account("empty")


def own_ids(account: Account) -> dict[str, str]:
    """One id of each kind that only this account has."""
    with account.http() as http:
        contact = http.post("/quo/v1/contacts", json={"defaultFields": {"firstName": "Ada"}}).json()["data"]
        text = {"content": "Hi", "from": "PN124abc", "to": ["+14155550177"]}
        message = http.post("/quo/v1/messages", json=text).json()
        message = message.get("data", message)
        calls: dict[str, str | int] = {
            "phoneNumberId": "PN124abc",
            "participants": "+12065550101",
            "maxResults": 1,
        }
        call = http.get("/quo/v1/calls", params=calls).json()["data"][0]
        task = {"title": "Call", "description": "", "phoneNumberId": "PN124abc"}
        task_id = http.post("/quo/v1/tasks", json=task).json()["data"]["taskId"]
        hook = {"url": "http://127.0.0.1:9/quo", "events": ["message.received"]}
        webhook = http.post("/quo/v1/webhooks/messages", json=hook).json()["data"]
    return {
        "webhookId": webhook["id"],
        "taskId": task_id,
        "connectionId": account.connection_id,
        "phoneNumberId": "PN124abc",
        "userId": "US124abc",
        "messageId": message["id"],
        "callId": call["id"],
        "contactId": contact["id"],
        "conversationId": message["conversationId"],
    }


def body_of(operation_id: str, ids: dict[str, str]) -> dict[str, str]:
    """The least that an operation takes."""
    return {
        "tasks_update": {"title": "Mine", "description": "now"},
        "tasks_assign": {"userId": "US123abc"},
        "tasks_unassign": {"userId": "US123abc"},
        "tasks_change_due_date": {"dueDate": "2026-03-06T09:30:00Z"},
        "tasks_link_conversation": {"conversationId": ids["conversationId"]},
        "tasks_unlink_conversation": {"conversationId": ids["conversationId"]},
    }.get(operation_id, {})


@pytest.mark.leans_on("other-workspace-is-404")
def test_an_id_of_another_account_is_a_404_and_stays_as_it_is(
    target: Target, account: Account, stranger: Account
) -> None:
    ids = own_ids(account)
    before = digest(account)
    tried: set[str] = set()
    with stranger.http() as http:
        for operation in target.contract.operations.values():
            path = {name: id for name, id in ids.items() if f"{{{name}}}" in operation.path}
            if path:
                response = Call(operation, path, body=body_of(operation.id, ids)).send(http)
                assert (response.status_code, operation.id) == (404, operation.id)
                tried |= path.keys()
    assert tried == ids.keys()
    assert digest(account) == before


def test_lists_show_nothing_of_another_account(account: Account, stranger: Account) -> None:
    own_ids(account)
    seen = digest(stranger)
    assert seen["contacts"] == seen["threads"] == seen["tasks"] == seen["webhooks"] == []
    assert [user["id"] for user in seen["users"]] == ["US123abc"]
    assert [number["id"] for number in seen["numbers"]["data"]] == ["PN123abc"]
    assert [found["connection_id"] for found in seen["connections"]["connections"]] == [
        stranger.connection_id
    ]
    with stranger.http() as http:
        thread: dict[str, Any] = {
            "phoneNumberId": "PN123abc",
            "participants": "+15555555555",
            "maxResults": 9,
        }
        for name in ("messages", "calls"):
            assert http.get(f"/quo/v1/{name}", params=thread).json()["totalItems"] == 0
        assert http.get("/quo/v1/contact-custom-fields").json() == {"data": []}


def test_what_one_account_does_changes_nothing_for_another(target: Target, account: Account) -> None:
    twin = target.account()
    before = digest(twin)
    with account.http() as http:
        own_ids(account)
        http.patch(f"/quo/v1/contacts/{target.id('CT123abc')}", json={"defaultFields": {"firstName": "Eve"}})
        http.post(f"/quo/v1/conversations/{target.id('CV123abc')}/mark-as-done")
        http.delete(f"/quo/v1/contacts/{target.id('CT123abc')}")
        http.post("/quo/v1/tasks/TK123abc/complete")
        http.delete("/quo/v1/tasks/TK124abc")
        http.delete(f"/connections/{account.connection_id}")
    assert digest(twin) == before


@pytest.mark.leans_on("external-id-scope")
def test_two_accounts_may_use_the_same_external_id(account: Account, stranger: Account) -> None:
    contact = {"defaultFields": {"firstName": "Ada"}, "externalId": "crm-ada"}
    for each in (account, stranger):
        with each.http() as http:
            assert http.post("/quo/v1/contacts", json=contact).status_code == 201


def test_the_connection_of_another_account_opens_nothing(account: Account, stranger: Account) -> None:
    with account.http() as http:
        headers = {"Maton-Connection": stranger.connection_id}
        response: httpx.Response = http.get("/quo/v1/users?maxResults=1", headers=headers)
    assert response.status_code == 400
