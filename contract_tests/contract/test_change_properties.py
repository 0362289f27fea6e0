"""What holds of every change without a model: it shows when it is read, and what is deleted is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contract_tests.contract.calls import digest
from contract_tests.contract.listing import OPERATIONS, items_of, listing
from contract_tests.targets import Account

pytestmark = pytest.mark.many_requests

HOOK = {"url": "http://127.0.0.1:9/quo", "events": ["message.received"]}
DELETED = sorted(operation.tag for operation in OPERATIONS.values() if operation.method == "DELETE")


@pytest.fixture
def http(writer: Account) -> Iterator[httpx.Client]:
    with writer.http() as client:
        yield client


def made(account: Account, http: httpx.Client, tag: str) -> str:
    """The path of a new thing of a kind, which carries the account's mark."""
    if tag == "contacts":
        body: dict[str, Any] = {"defaultFields": {"firstName": "Contract", "role": "test"}}
        body |= {"source": account.mark, "externalId": f"{account.mark}-change"}
        return f"/quo/v1/contacts/{http.post('/quo/v1/contacts', json=body).json()['data']['id']}"
    if tag == "tasks":
        number = items_of(listing(account, http, "phone_numbers_list").page(1))[0]["id"]
        body = {"title": f"{account.mark} change", "description": "", "phoneNumberId": number}
        return f"/quo/v1/tasks/{http.post('/quo/v1/tasks', json=body).json()['data']['taskId']}"
    if account.target.guard:
        pytest.skip(f"it makes {tag}, which a run may not make in somebody's account")
    if tag == "webhooks":
        return f"/quo/v1/webhooks/{http.post('/quo/v1/webhooks/messages', json=HOOK).json()['data']['id']}"
    return f"/connections/{http.post('/connections', json={'app': 'quo'}).json()['connection_id']}"


def read(http: httpx.Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = http.get(path).json()["data"]
    return found


@pytest.mark.parametrize("tag", DELETED)
def test_what_is_deleted_is_not_found_and_cannot_be_deleted_again(
    writer: Account, http: httpx.Client, tag: str
) -> None:
    path = made(writer, http, tag)
    assert http.get(path).status_code == 200
    assert http.delete(path).status_code in (200, 204)
    assert http.get(path).status_code == 404
    if not writer.target.guard:  # which lets nothing be deleted that the run does not have
        assert http.delete(path).status_code == 404


@pytest.mark.parametrize("tag", DELETED)
def test_to_make_a_thing_and_delete_it_leaves_all_as_it_was(
    writer: Account, http: httpx.Client, tag: str
) -> None:
    if writer.target.guard:
        pytest.skip("it reads all that an account holds, and others change somebody's meanwhile")
    before = digest(writer)
    http.delete(made(writer, http, tag))
    assert digest(writer) == before


@pytest.mark.parametrize("body", [{}, {"defaultFields": {}}])
def test_an_update_with_nothing_changes_nothing_but_its_time(
    writer: Account, http: httpx.Client, body: dict[str, Any]
) -> None:
    path = made(writer, http, "contacts")
    before = read(http, path)
    answer = http.patch(path, json=body).json()["data"]
    after = read(http, path)
    http.delete(path)
    assert answer == after
    assert {**before, "updatedAt": None} == {**after, "updatedAt": None}
    assert after["updatedAt"] >= before["updatedAt"]


@pytest.mark.parametrize("name", ["firstName", "lastName", "company", "role"])
def test_an_update_of_one_field_shows_and_leaves_the_others(
    writer: Account, http: httpx.Client, name: str
) -> None:
    path = made(writer, http, "contacts")
    before = read(http, path)
    for value in ("Changed", None, ""):
        answer = http.patch(path, json={"defaultFields": {name: value}}).json()["data"]
        assert answer == read(http, path)
        expected = {**before["defaultFields"], name: value}
        assert {**answer, "updatedAt": None} == {**before, "defaultFields": expected, "updatedAt": None}
    http.delete(path)


def test_an_update_repeated_is_the_same_update(writer: Account, http: httpx.Client) -> None:
    path = made(writer, http, "contacts")
    once, twice = (http.patch(path, json={"defaultFields": {"role": "again"}}).json()["data"] for _ in "12")
    http.delete(path)
    assert {**once, "updatedAt": None} == {**twice, "updatedAt": None}


def test_a_task_completed_and_opened_again_is_what_it_was(writer: Account, http: httpx.Client) -> None:
    path = made(writer, http, "tasks")
    before = read(http, path)
    for verb in ("complete", "reopen"):
        assert http.post(f"{path}/{verb}").status_code == 200
    after = read(http, path)
    http.delete(path)
    assert {**before, "revision": None} == {**after, "revision": None}
    assert int(after["revision"]) > int(before["revision"])
