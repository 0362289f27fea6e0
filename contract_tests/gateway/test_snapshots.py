"""Snapshots and forks: what is restored is exactly what was there, and a copy lives a life of its own."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.clock import SECOND

from .conftest import Bench

TEXT = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}
CONTACT = {"defaultFields": {"firstName": "Ann"}}


def api(bench: Bench, request: str, body: Any = None) -> Any:
    method, _, url = request.partition(" ")
    return bench.ok(f"{method} /_mock/api{url}", body)["data"]


def headers(account: Any) -> dict[str, str | None]:
    return {"Authorization": f"Bearer {account['api_key']}"}


def status_of(bench: Bench, id: str, **more: Any) -> str:
    status: str = bench.ok(f"GET /quo/v1/messages/{id}", **more)["data"]["status"]
    return status


def test_everything_is_as_it_was(bench: Bench) -> None:
    bench.patch_settings(price_cents=3, balance_cents=77)
    before = bench.state()
    taken = api(bench, "POST /snapshots", {"name": "before"})
    bench.ok("POST /quo/v1/messages", TEXT)
    bench.ok("DELETE /quo/v1/contacts/CT123abc")
    bench.patch_settings(price_cents=5, balance_cents=1)
    assert bench.state() != before
    for _ in range(2):
        assert api(bench, f"POST /snapshots/{taken['id']}/restore") == taken
        assert bench.state() == before
        bench.ok("POST /quo/v1/contacts", CONTACT)


def test_what_was_to_happen_still_waits_as_long_as_it_had_to(empty: Bench) -> None:
    id = empty.ok("POST /quo/v1/messages", TEXT)["id"]
    empty.time += 2 * SECOND  # it is sent, and to be delivered in a second
    taken = api(empty, "POST /snapshots")
    empty.time += 3600 * SECOND
    assert status_of(empty, id) == "delivered"
    api(empty, f"POST /snapshots/{taken['id']}/restore")
    assert status_of(empty, id) == "sent"
    empty.time += SECOND - 1
    assert status_of(empty, id) == "sent"
    empty.time += 1
    assert status_of(empty, id) == "delivered"


def test_nothing_happens_inside_a_snapshot(empty: Bench) -> None:
    id = empty.ok("POST /quo/v1/messages", TEXT)["id"]
    taken = api(empty, "POST /snapshots")
    empty.ok("POST /_mock/api/clock", {"advance": 10**9})
    api(empty, f"POST /snapshots/{taken['id']}/restore")
    assert status_of(empty, id) == "queued"


def test_snapshots_are_listed_oldest_first_and_forgotten(empty: Bench) -> None:
    taken = []
    for name in ("one", None):
        empty.time += SECOND
        taken.append(api(empty, "POST /snapshots", {"name": name}))
    assert api(empty, "GET /snapshots") == taken
    assert taken[0]["name"] == "one"
    assert taken[0]["taken_at"] == "2026-03-01T12:00:01.000000Z"
    assert empty.ask(f"DELETE /_mock/api/snapshots/{taken[0]['id']}").status_code == 204
    assert api(empty, "GET /snapshots") == taken[1:]
    for request in ("POST {}/restore", "DELETE {}"):
        url = request.format(f"/_mock/api/snapshots/{taken[0]['id']}")
        assert empty.ask(url).status_code == 404


def test_a_forgotten_snapshot_leaves_nothing_behind(bench: Bench) -> None:
    def rows() -> list[Any]:
        database = bench.gateway.database
        tables = sorted(database.tables() - {"revisions"})  # of its own workspace that a write is counted
        return [(table, database.one(f"SELECT COUNT(*) FROM {table}")) for table in tables]  # noqa: S608 - own names

    before = rows()
    taken = api(bench, "POST /snapshots?all=true")
    assert rows() != before
    bench.ask(f"DELETE /_mock/api/snapshots/{taken['id']}")
    assert rows() == before


def test_a_snapshot_is_of_one_workspace_unless_all_are_wanted(empty: Bench) -> None:
    other = api(empty, "POST /accounts", {"seed": "empty"})
    one = api(empty, f"POST /snapshots?workspace_id={other['workspace_id']}")
    every = api(empty, "POST /snapshots?all=true")
    assert one["workspace_ids"] == [other["workspace_id"]]
    assert set(every["workspace_ids"]) > set(one["workspace_ids"])
    assert api(empty, "GET /snapshots") == [every]

    def contacts() -> list[int]:
        url = "GET /quo/v1/contacts?maxResults=1"
        return [empty.ok(url, headers=key)["totalItems"] for key in ({}, headers(other))]

    for key in ({}, headers(other)):
        empty.ok("POST /quo/v1/contacts", CONTACT, headers=key)
    api(empty, f"POST /snapshots/{one['id']}/restore")
    assert contacts() == [1, 0]
    api(empty, f"POST /snapshots/{every['id']}/restore")
    assert contacts() == [0, 0]


def test_a_fork_has_the_same_ids_and_a_life_of_its_own(bench: Bench) -> None:
    bench.patch_settings(balance_cents=99, price_cents=4)
    id = bench.ok("POST /quo/v1/messages", TEXT)["id"]
    demo = api(bench, "GET /settings")
    fork = api(bench, "POST /accounts", {"workspace_id": demo["workspace_id"]})
    theirs = api(bench, f"GET /settings?workspace_id={fork['workspace_id']}")
    assert theirs == {**demo, "workspace_id": fork["workspace_id"]}
    key = headers(fork)
    assert status_of(bench, id, headers=key) == "queued"
    bench.ok("DELETE /quo/v1/contacts/CT123abc", headers=key)
    assert bench.ok("GET /quo/v1/contacts/CT123abc")["data"]["id"] == "CT123abc"
    bench.time += 3 * SECOND
    assert [status_of(bench, id, headers=own) for own in (key, {})] == ["delivered", "delivered"]


def test_a_snapshot_can_be_forked_as_often_as_wanted(empty: Bench) -> None:
    empty.ok("POST /quo/v1/contacts", CONTACT)
    taken = api(empty, "POST /snapshots?all=true")
    empty.ok("POST /quo/v1/contacts", CONTACT)
    forks = [api(empty, "POST /accounts", {"snapshot_id": taken["id"]}) for _ in range(2)]
    for fork in forks:
        empty.ok("POST /quo/v1/messages", TEXT, headers=headers(fork))
        answer = empty.ok("GET /quo/v1/contacts?maxResults=1", headers=headers(fork))
        assert answer["totalItems"] == 1
    again = api(empty, "POST /snapshots?all=true")
    body = {"snapshot_id": again["id"], "workspace_id": forks[0]["workspace_id"]}
    fork = api(empty, "POST /accounts", body)
    assert empty.ok("GET /quo/v1/conversations?maxResults=1", headers=headers(fork))["totalItems"] == 1
    refused = empty.ask("POST /_mock/api/accounts", {"snapshot_id": again["id"]})
    assert refused.status_code == 404
    assert forks[1]["workspace_id"] in refused.json["message"]


BAD = [
    ("POST /accounts", {"seed": "demo", "workspace_id": "OR1"}, 409),
    ("POST /accounts", {"workspace_id": "OR1"}, 404),
    ("POST /accounts", {"workspace_id": "template:empty"}, 404),
    ("POST /accounts", {"snapshot_id": "SN1"}, 404),
    ("POST /accounts", {"key_activation_seconds": -1}, 400),
    ("POST /snapshots", {"name": 1}, 400),
    ("POST /snapshots", {"name": "x" * 201}, 400),
    ("POST /snapshots?workspace_id=OR1", None, 404),
    ("POST /snapshots?workspace_id=OR1&all=true", None, 409),
    ("POST /snapshots?all=maybe", None, 400),
    ("POST /snapshots/SN1/restore", None, 404),
    ("DELETE /snapshots/SN1", None, 404),
    ("GET /snapshots?workspace_id=OR1", None, 404),
]


@pytest.mark.parametrize(("request_line", "body", "status"), BAD)
def test_what_is_not_there_is_refused_and_nothing_changed(
    empty: Bench, request_line: str, body: Any, status: int
) -> None:
    before = empty.state()
    method, _, url = request_line.partition(" ")
    assert empty.ask(f"{method} /_mock/api{url}", body).status_code == status
    assert empty.state() == before


def test_the_copy_of_a_snapshot_is_no_workspace_of_its_own(empty: Bench) -> None:
    taken = api(empty, "POST /snapshots")
    hidden = f"OR-snapshot:{taken['id']}:{taken['workspace_ids'][0]}"
    assert empty.gateway.accounts.workspace(hidden) is not None
    assert empty.ask(f"GET /_mock/api/settings?workspace_id={hidden}").status_code == 404


def test_a_call_that_goes_on_after_a_restore_has_the_times_of_then(empty: Bench) -> None:
    api(empty, "POST /clock", {"freeze": True})
    call = api(empty, "POST /inbound/calls", {"from": "+12065550119", "duration": 30})
    snapshot = api(empty, "POST /snapshots")
    api(empty, "POST /clock", {"advance": 600})
    api(empty, f"POST /snapshots/{snapshot['id']}/restore")
    before = api(empty, "GET /clock")["now"]
    api(empty, "POST /clock", {"advance": 600})
    restored = empty.ok(f"GET /quo/v1/calls/{call['id']}")["data"]
    assert restored["status"] == "completed"
    assert before[:19] < restored["answeredAt"][:19] < restored["completedAt"][:19]
