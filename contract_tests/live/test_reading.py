"""Every operation that reads is answered as the spec says, on whatever an account happens to hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contract_tests.targets import Account

A_FEW = 3
"""Items of a list that are followed: live has a rate, and the tenth call is like the third."""
ARTEFACTS = ("call-recordings", "call-summaries", "call-transcripts", "call-voicemails")
LISTS = ("users", "contacts", "conversations", "tasks", "phone-numbers", "webhooks", "contact-custom-fields")
UNPAGED = {"phone-numbers", "webhooks", "contact-custom-fields"}


@pytest.fixture
def http(reader: Account) -> Iterator[httpx.Client]:
    """Asks as the reader does; whatever is answered is judged on its way."""
    with reader.http() as client:
        yield client


def page(http: httpx.Client, name: str, **query: Any) -> dict[str, Any]:
    """A page of a list that can be read."""
    sized = {} if name in UNPAGED else {"maxResults": A_FEW}
    response = http.get(f"/quo/v1/{name}", params={**sized, **query})
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def threads(http: httpx.Client) -> list[dict[str, Any]]:
    """Conversations whose messages can be asked for."""
    found = page(http, "conversations")["data"]
    return [thread for thread in found if thread["participants"] and thread["phoneNumberId"]]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_can_be_read(http: httpx.Client, name: str) -> None:
    assert isinstance(page(http, name)["data"], list)


@pytest.mark.parametrize("name", ["users", "contacts", "conversations", "tasks"])
def test_the_next_page_repeats_nothing(http: httpx.Client, name: str) -> None:
    first = page(http, name, maxResults=1)
    if not first.get("nextPageToken"):
        pytest.skip("the account has too few of them for a second page")
    second = page(http, name, maxResults=1, pageToken=first["nextPageToken"])
    assert len(first["data"]) == len(second["data"]) == 1
    assert first["data"] != second["data"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("users", "id"),
        ("contacts", "id"),
        ("tasks", "taskId"),
        ("phone-numbers", "id"),
        ("webhooks", "id"),
    ],
)
def test_what_a_list_holds_can_be_read_alone(http: httpx.Client, name: str, id: str) -> None:
    for item in page(http, name)["data"][:A_FEW]:
        response = http.get(f"/quo/v1/{name}/{item[id]}")
        assert response.status_code == 200
        assert response.json()["data"][id] == item[id]


@pytest.mark.parametrize("name", ["messages", "calls"])
def test_what_was_said_in_a_thread_can_be_read(http: httpx.Client, name: str) -> None:
    for thread in threads(http):
        query = {"phoneNumberId": thread["phoneNumberId"], "participants": thread["participants"][:1]}
        for item in page(http, name, **query)["data"][:1]:
            response = http.get(f"/quo/v1/{name}/{item['id']}")
            # A call of more than two is refused with 400 (reference: code 0101400).
            assert response.status_code in ((200,) if name == "messages" else (200, 400))


@pytest.mark.parametrize("name", ARTEFACTS)
def test_what_remains_of_a_call_is_there_or_not_found(http: httpx.Client, name: str) -> None:
    for thread in threads(http):
        query = {"phoneNumberId": thread["phoneNumberId"], "participants": thread["participants"][:1]}
        for call in page(http, "calls", **query)["data"][:1]:
            # A plan may not have summaries and transcripts: 403, or 404 on every call (reference: plans).
            assert http.get(f"/quo/v1/{name}/{call['id']}").status_code in (200, 403, 404)


def test_connections_can_be_read(http: httpx.Client) -> None:
    listed = http.get("/connections")
    assert listed.status_code == 200
    for connection in listed.json()["connections"][:A_FEW]:
        assert http.get(f"/connections/{connection['connection_id']}").status_code == 200


@pytest.mark.parametrize("name", ["messages/AC", "calls/AC", "contacts/", "users/US", "tasks/TK"])
def test_what_nobody_has_is_not_found_or_malformed(http: httpx.Client, name: str) -> None:
    assert http.get(f"/quo/v1/{name}ffffffffffffffffffffffff").status_code in (400, 404)


def test_a_page_of_more_than_the_limit_is_refused(http: httpx.Client) -> None:
    assert http.get("/quo/v1/contacts", params={"maxResults": 51}).status_code == 400


def test_a_key_that_opens_nothing_is_refused(reader: Account) -> None:
    with reader.target.http(headers={"Authorization": "Bearer nobody", "User-Agent": "test"}) as http:
        assert http.get("/quo/v1/users", params={"maxResults": 1}).status_code == 401


def test_the_client_reads_what_it_is_answered(reader: Account) -> None:
    with reader.client() as quo:
        assert quo.users.list(max_results=A_FEW).data
        assert quo.phone_numbers.list()
        assert len(quo.contacts.list(max_results=A_FEW).data) <= A_FEW
        assert len(quo.conversations.list(max_results=A_FEW).data) <= A_FEW
        assert len(quo.tasks.list(max_results=A_FEW).data) <= A_FEW
