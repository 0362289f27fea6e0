"""How often a request asks the database, and that what one process is told all of them know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from contract_tests.gateway.conftest import NOBODY, Bench
from mock_gateway.store.sqlite import SqliteDatabase

TEXT = {"content": "Hi", "from": "PN123abc", "to": ["+12065550199"]}


@pytest.fixture
def pair(address: str) -> Iterator[list[Bench]]:
    """Two processes on one database, as far as the store can tell."""
    benches = [Bench(database=address, seed="empty") for _ in range(2)]
    yield benches
    for bench in benches:
        bench.gateway.database.close()


def asked(bench: Bench, monkeypatch: pytest.MonkeyPatch, request: str, **more: Any) -> list[str]:
    """What was sent to the engine for one request; what begins a transaction is one message."""
    bench.ask(request, **more)
    seen: list[str] = []
    database = bench.gateway.database
    with monkeypatch.context() as patch:
        if isinstance(database, SqliteDatabase):
            database._connection.set_trace_callback(seen.append)
        else:
            execute = psycopg.Connection.execute

            def noted(self: Any, query: Any, *arguments: Any, **options: Any) -> Any:
                if "SET lock_timeout" not in str(query):  # which a new connection of the pool is told, once
                    seen.append(str(query))
                return execute(self, query, *arguments, **options)

            patch.setattr(psycopg.Connection, "execute", noted)
        bench.ask(request, **more)
        if isinstance(database, SqliteDatabase):
            database._connection.set_trace_callback(None)
    return seen


@pytest.mark.parametrize(
    ("request_line", "most"),
    [
        ("GET /quo/v1/users/US123abc", 4),
        ("GET /quo/v1/nope", 1),
        ("GET /quo/v1/users?maxResults=0", 1),
        ("GET /openphone/v1/users", 1),
        ("GET /connections/nope", 4),
        ("GET /_mock/api/clock", 2),
    ],
)
def test_a_request_asks_the_database_so_often(
    pair: list[Bench], monkeypatch: pytest.MonkeyPatch, request_line: str, most: int
) -> None:
    assert len(asked(pair[0], monkeypatch, request_line)) <= most


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer no"}, {"Maton-Connection": NOBODY}, {"User-Agent": None}]
)
def test_who_is_refused_costs_one_question(
    pair: list[Bench], monkeypatch: pytest.MonkeyPatch, headers: dict[str, str | None]
) -> None:
    assert len(asked(pair[0], monkeypatch, "GET /quo/v1/users/US123abc", headers=headers)) == 1


def test_what_one_process_is_told_counts_at_once_in_the_other(pair: list[Bench]) -> None:
    one, other = pair
    told = one.ok("POST /_mock/api/clock", {"freeze": True, "set": "2031-05-06T07:08:09Z"})
    assert other.ok("GET /_mock/api/clock") == told
    for bench in pair:
        assert bench.ok("POST /quo/v1/messages", TEXT)["createdAt"] == "2031-05-06T07:08:09.000Z"
    created = other.ok("POST /connections", {"app": "quo"})["connection_id"]
    kept = one.ok(f"GET /connections/{created}")["connection"]
    assert kept["creation_time"] == "2031-05-06T07:08:09.000000Z"
    other.ok("POST /_mock/api/clock", {"resume": True})
    one.time += 1_000_000
    assert one.ok("GET /_mock/api/clock")["data"] == {"now": "2031-05-06T07:08:10.000000Z", "frozen": False}
    one.patch_settings(rate_limit=1)
    assert [other.ask("GET /quo/v1/users/US123abc").status_code for _ in range(2)] == [200, 429]


def test_a_connection_that_one_process_forgets_is_closed_in_the_other(pair: list[Bench]) -> None:
    one, other = pair
    assert other.ask("GET /quo/v1/users/US123abc").status_code == 200
    [connection] = one.ok("GET /connections")["connections"]
    one.ok(f"DELETE /connections/{connection['connection_id']}")
    assert other.ask("GET /quo/v1/users/US123abc").status_code == 400
