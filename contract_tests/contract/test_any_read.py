"""Whatever is asked of an account that may only be read, valid or broken: the answer is a documented one."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import pytest
from hypothesis import given

from contract_tests import depths
from contract_tests.contract.breaking import broken, can_break
from contract_tests.contract.calls import Call
from contract_tests.contract.listing import LISTS, OPERATIONS, id_of, items_of
from contract_tests.strategies import Requests
from contract_tests.targets import Account

pytestmark = pytest.mark.many_requests

READS = sorted(operation.id for operation in OPERATIONS.values() if operation.method == "GET")
PLAIN = string.ascii_letters + string.digits + "-_"
"""What an id is made of here: a live account is asked nothing that two servers could read in two ways."""


@pytest.fixture
def http(reader: Account) -> Iterator[httpx.Client]:
    with reader.http() as client:
        yield client


def known(http: httpx.Client) -> dict[str, Sequence[Any]]:
    """What the first pages hold, so that half of what is drawn leads somewhere."""
    first = {}
    for id in LISTS:
        operation = OPERATIONS[id]
        if "participants" not in operation.parameters:
            query = {"maxResults": 5} if "maxResults" in operation.parameters else {}
            first[id] = items_of(Call(operation, query=query).send(http).json())
    threads = [each for each in first["conversations_list"] if each["participants"]]
    people = [each["participants"][0] for each in threads if each["participants"][0].startswith("+1")]
    ids = {
        "PhoneNumberId": "phone_numbers_list",
        "UserId": "users_list",
        "ConversationId": "conversations_list",
        "TaskId": "tasks_list",
        "WebhookId": "webhooks_list",
        "ContactId": "contacts_list",
        "ConnectionId": "connections_list",
    }
    found: dict[str, Sequence[Any]] = {
        name: [id_of(item) for item in first[id][:5]] for name, id in ids.items()
    }
    activities = [each["lastActivityId"] for each in threads if each.get("lastActivityId")]
    return {**found, "ActivityId": activities, "E164": people}


def plain(call: Call) -> bool:
    """Whether every id in the path is made of letters that every server reads in one way."""
    return all(value and set(value) <= set(PLAIN) for value in call.path.values())


@pytest.mark.parametrize("id", READS)
def test_any_valid_read_gets_a_documented_answer(http: httpx.Client, reader: Account, id: str) -> None:
    requests = Requests(reader.target.contract, known(http), PLAIN)
    operation = reader.target.contract.operations[id]

    @depths.part(8)
    @given(requests.valid(operation).filter(plain))
    def holds(call: Call) -> None:
        assert call.send(http).status_code < 500  # judged on its way

    holds()


@pytest.mark.parametrize("id", READS)
def test_any_broken_read_is_refused(http: httpx.Client, reader: Account, id: str) -> None:
    requests = Requests(reader.target.contract, known(http), PLAIN)
    operation = reader.target.contract.operations[id]
    if not can_break(requests, operation):
        pytest.skip(f"{id} takes nothing that could be wrong")

    @depths.part(8)
    @given(broken(requests, operation).filter(lambda drawn: plain(drawn[0])))
    def holds(drawn: tuple[Call, str]) -> None:
        assert drawn[0].send(http).status_code == 400

    holds()
