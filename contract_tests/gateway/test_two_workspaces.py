"""Two connections that lead to two workspaces: which of them a request reaches."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from mock_gateway.demo import CONNECTION_ID

from .conftest import Bench

CONTACTS = "GET /quo/v1/contacts?maxResults=1"


@pytest.fixture
def second(bench: Bench) -> str:
    """A younger connection, allowed to a workspace of its own, which is empty."""
    bench.time += 1
    id: str = bench.ok("POST /connections", {"app": "quo"})["connection_id"]
    url = urlsplit(bench.ok(f"GET /connections/{id}")["connection"]["url"])
    page = bench.client.get(f"{url.path}?{url.query}&auto=allow&workspace=new")
    assert page.status_code == 200
    return id


def contacts(bench: Bench, connection: str | None = None) -> int:
    total: int = bench.ok(CONTACTS, headers={"Maton-Connection": connection})["totalItems"]
    return total


@pytest.mark.leans_on("second-connection-workspace")
def test_the_oldest_active_one_is_used_unless_another_is_named(bench: Bench, second: str) -> None:
    assert contacts(bench) == contacts(bench, CONNECTION_ID) == 120
    assert contacts(bench, second) == 0


def test_what_is_made_through_one_is_not_seen_through_the_other(bench: Bench, second: str) -> None:
    body = {"defaultFields": {"firstName": "Ada"}}
    bench.ok("POST /quo/v1/contacts", body, headers={"Maton-Connection": second})
    assert (contacts(bench), contacts(bench, second)) == (120, 1)


def test_when_the_oldest_is_deleted_the_next_one_is_used(bench: Bench, second: str) -> None:
    bench.ok(f"DELETE /connections/{CONNECTION_ID}")
    assert contacts(bench) == 0


def test_a_second_answer_makes_no_second_workspace(bench: Bench, second: str) -> None:
    [url] = [
        urlsplit(each["url"])
        for each in bench.ok("GET /connections")["connections"]
        if each["connection_id"] == second
    ]
    before = bench.gateway.database.all("SELECT COUNT(*) FROM workspaces")
    page = bench.client.get(f"{url.path}?{url.query}&auto=allow&workspace=new")
    assert page.status_code == 409
    assert bench.gateway.database.all("SELECT COUNT(*) FROM workspaces") == before
