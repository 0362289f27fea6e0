"""Whatever is sent, valid or broken: the answer is a documented one, and a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import event, given

from contract_tests.contract.breaking import broken, can_break
from contract_tests.contract.calls import Call, digest, walked
from contract_tests.strategies import Known, Requests
from contract_tests.targets import Account, Target
from mock_gateway.contract import load
from mock_gateway.profile import Profile

pytestmark = pytest.mark.many_requests

OPERATIONS = sorted(load(Profile.named("documented")).operations)


TO_BE_MADE = "WHtobemade"
"""Stands for a webhook: the demo workspace has none, so that one is made for each call that names it."""


def made(http: httpx.Client, call: Call) -> Call:
    """The call with a new webhook in the place of the one that is to be made."""
    if call.path.get("webhookId") != TO_BE_MADE:
        return call
    body = {"url": "http://127.0.0.1:9/quo", "events": ["message.received"]}
    webhook = http.post("/quo/v1/webhooks/messages", json=body).json()["data"]
    return replace(call, path={"webhookId": webhook["id"]})


def known_alone(account: Account) -> dict[str, Sequence[Any]]:
    """What the workspace knows, so that half of what is drawn leads somewhere."""
    with account.http() as http:
        threads = walked(http, "/quo/v1/conversations", {}, 100)[:8]
        contacts = walked(http, "/quo/v1/contacts", {}, 50)
        numbers = [thread["participants"][0] for thread in threads]
        return {
            "PhoneNumberId": [number["id"] for number in http.get("/quo/v1/phone-numbers").json()["data"]],
            "UserId": [user["id"] for user in walked(http, "/quo/v1/users", {}, 50)],
            "ActivityId": ["AC123abc", *(thread["lastActivityId"] for thread in threads)],
            "ConversationId": [thread["id"] for thread in threads],
            "TaskId": [task["taskId"] for task in walked(http, "/quo/v1/tasks", {}, 100)],
            "WebhookId": [TO_BE_MADE],
            "url": ["http://127.0.0.1:9/quo"],
            "WebhookResource": ["PN123abc", "PN125abc", "*"],
            "ContactId": [contact["id"] for contact in contacts[:8]],
            "E164": numbers,
            "Recipient": numbers,
            "ConnectionId": [account.connection_id],
            "key": [field["key"] for field in http.get("/quo/v1/contact-custom-fields").json()["data"]],
            "externalIds": [[contact["externalId"]] for contact in contacts if contact["externalId"]],
            "externalId": [contact["externalId"] for contact in contacts if contact["externalId"]][:2],
        }


def known(target: Target, account: Account, id: str) -> Known:
    """What is worth a try in calls to an operation."""
    return {**known_alone(account), **known_together(target, id)}


def known_together(target: Target, id: str) -> dict[str, Sequence[Any]]:
    """Ids that lead somewhere only in one another's company, which luck would seldom find."""
    together: dict[str, dict[str, Sequence[Any]]] = {
        "tasks_unassign": {"TaskId": ["TK123abc"], "UserId": ["US123abc"]},
        "tasks_unlink_conversation": {"TaskId": ["TK123abc"], "ConversationId": [target.id("CV123abc")]},
    }
    return together.get(id, {})


@pytest.mark.parametrize("id", OPERATIONS)
def test_any_valid_call_gets_a_documented_answer(target: Target, account: Account, id: str) -> None:
    operation = target.contract.operations[id]
    requests = Requests(target.contract, known(target, account, id))
    answers: set[int] = set()

    @given(call=requests.valid(operation))
    def holds(call: Call) -> None:
        if operation.method != "GET":
            account.reset()
        with account.http() as http:
            response = made(http, call).send(http)  # judged on its way
        event(f"{id}: {response.status_code}")
        assert response.status_code < 500
        answers.add(response.status_code)

    holds()
    assert operation.success in answers, "no example came through, so little was tried"


@pytest.mark.parametrize("id", OPERATIONS)
def test_any_broken_call_is_refused_by_name_and_changes_nothing(
    target: Target, account: Account, id: str
) -> None:
    operation = target.contract.operations[id]
    requests = Requests(target.contract, known(target, account, id))
    if not can_break(requests, operation):
        pytest.skip(f"{id} takes nothing that could be wrong")
    before = digest(account)

    @given(broken(requests, operation))
    def holds(drawn: tuple[Call, str]) -> None:
        call, path = drawn
        with account.http() as http:
            response = call.send(http)
        assert response.status_code == 400, response.text
        complaints = [complaint["path"] for complaint in response.json()["errors"]]
        # What is put in the place of an object may also lack what belongs into it.
        assert all(f"{named}/".startswith(f"{path}/") for named in complaints), response.text
        assert complaints
        if operation.method != "GET":
            assert digest(account) == before

    holds()
    assert digest(account) == before
