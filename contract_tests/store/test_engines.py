"""What both engines promise: versions, transactions, and writers who wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.store import (
    Database,
    StoreUnavailable,
    dialect,
    migrations,
    name_of,
    open_database,
    revisions,
)

from .conftest import DatabaseOpener

NEXT = max(migrations.steps()) + 1
INSERT = "INSERT INTO facts (name, value) VALUES (:name, :value)"


def names(database: Database) -> list[str]:
    return [row[0] for row in database.all("SELECT name FROM facts ORDER BY name")]


def test_what_fails_leaves_nothing_behind(connect: DatabaseOpener) -> None:
    database = connect()
    with suppress(KeyError), database.transaction(write=True):
        database.run(INSERT, {"name": "a", "value": "1"})
        with database.transaction(write=True):
            database.run(INSERT, {"name": "b", "value": "100 %"})
        raise KeyError
    assert names(database) == []


def test_a_reader_sees_one_moment(connect: DatabaseOpener) -> None:
    reader, writer = connect(), connect()
    with reader.transaction(write=False):
        assert names(reader) == []
        writer.run(INSERT, {"name": "a", "value": "1"})
        assert names(reader) == []
    assert names(reader) == ["a"]


@pytest.mark.parametrize("scopes", [("w", "w"), (None, "w"), ("w", None), (None, None)])
def test_what_a_writer_has_read_stays_so_until_it_has_written(
    connect: DatabaseOpener, scopes: tuple[str | None, str | None]
) -> None:
    first = connect()
    first.run(INSERT, {"name": "count", "value": "0"})

    def add(scope: str | None, database: Database) -> None:
        for _ in range(20):
            with database.transaction(write=True, scope=scope):
                row = database.one("SELECT value FROM facts WHERE name = :name", {"name": "count"})
                assert row is not None
                database.run("UPDATE facts SET value = :value", {"value": str(int(row[0]) + 1)})

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, scopes * 2, [first, connect(), first, connect()]))
    assert first.one("SELECT value FROM facts") == ("80",)


def test_writers_of_different_workspaces_do_not_wait(url: str) -> None:
    one, other = open_database(url), open_database(url)
    with one.transaction(write=True, scope="a"), other.transaction(write=True, scope="b"):
        one.run(INSERT, {"name": "a", "value": "1"})
        other.run(INSERT, {"name": "b", "value": "1"})
    assert names(one) == ["a", "b"]
    one.close()
    other.close()


def test_a_text_with_a_nul_matches_nothing(connect: DatabaseOpener) -> None:
    database = connect()
    database.run(INSERT, {"name": "a", "value": "1"})
    assert database.all("SELECT name FROM facts WHERE name = :name", {"name": "a\0"}) == []


def test_texts_are_ordered_by_their_bytes(connect: DatabaseOpener) -> None:
    database = connect()
    for name in ("a", "B", "_", "é", "Z", "aa"):
        database.run(INSERT, {"name": name, "value": ""})
    assert names(database) == ["B", "Z", "_", "a", "aa", "é"]


def test_a_database_of_a_newer_version_is_refused(address: str, connect: DatabaseOpener) -> None:
    newest = max(migrations.steps())
    connect().run("INSERT INTO schema_versions (version) VALUES (:version)", {"version": newest + 1})
    with pytest.raises(StoreUnavailable) as raised:
        open_database(address)
    assert str(raised.value) == (
        f"{name_of(address)} has schema version {newest + 1}, and this quo-mock knows {newest} at most:"
        " update quo-mock, or take another database"
    )


def test_a_database_of_an_older_version_is_upgraded_once(
    connect: DatabaseOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect().run(INSERT, {"name": "kept", "value": "1"})
    steps = {**migrations.steps(), NEXT: "-- a step\nCREATE TABLE later (id TEXT);\nDROP TABLE timeline;\n"}
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    upgraded = connect()
    assert names(connect()) == ["kept"]
    assert "later" in upgraded.tables()
    assert "timeline" not in upgraded.tables()


def test_an_upgrade_that_fails_leaves_the_old_version(
    connect: DatabaseOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = connect()
    steps = {**migrations.steps(), NEXT: "CREATE TABLE later (id TEXT);\nDROP TABLE nothing_of_that_name;\n"}
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    with pytest.raises(StoreUnavailable, match="nothing_of_that_name"):
        connect()
    assert "later" not in database.tables()


def test_a_database_from_before_versions_is_version_1(
    connect: DatabaseOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        first = {1: migrations.steps()[1]}
        before.setattr(migrations, "steps", lambda: first)
        for module in (revisions, dialect):  # nor were writes counted then
            before.setattr(module, "COUNT", "SELECT 1")
        database = connect()
        database.define("DROP TABLE schema_versions")
        database.run(INSERT, {"name": "kept", "value": "1"})
    upgraded = connect()
    assert names(upgraded) == ["kept"]
    assert "tasks" in upgraded.tables()


def test_gateways_that_start_together_seed_once(address: str) -> None:
    barrier = threading.Barrier(3)

    def started() -> Bench:
        barrier.wait()
        return Bench(database=address, seed="empty")

    with ThreadPoolExecutor(3) as threads:
        benches = [future.result() for future in [threads.submit(started) for _ in range(3)]]
    secrets = {bench.gateway.page_secret for bench in benches}
    row = benches[0].gateway.database.one("SELECT COUNT(*) FROM accounts")
    assert (len(secrets), row) == (1, (1,))
    for bench in benches:
        bench.gateway.database.close()


def both(replicas: list[Bench], *requests: str, body: Any = None) -> list[int]:
    """The statuses of two requests that are sent to two replicas at the same moment."""
    with ThreadPoolExecutor(2) as threads:
        answers = threads.map(lambda replica, request: replica.ask(request, body), replicas, requests)
        return sorted(answer.status_code for answer in answers)


@pytest.fixture
def replicas(address: str) -> Iterator[list[Bench]]:
    benches = [Bench(database=address, seed="empty") for _ in range(2)]
    yield benches
    for bench in benches:
        bench.gateway.database.close()


def test_two_replicas_take_an_external_id_once(replicas: list[Bench]) -> None:
    for number in range(10):
        body = {"defaultFields": {"firstName": "Ada"}, "externalId": f"crm-{number}"}
        assert both(replicas, *["POST /quo/v1/contacts"] * 2, body=body) == [201, 409]


def test_two_replicas_make_one_conversation(replicas: list[Bench]) -> None:
    for number in range(10):
        text = {"content": "Hi", "from": "PN123abc", "to": [f"+1206555010{number}"]}
        assert both(replicas, *["POST /quo/v1/messages"] * 2, body=text) == [202, 202]
    assert replicas[0].ok("GET /quo/v1/conversations?maxResults=1")["totalItems"] == 10


def test_two_replicas_answer_a_connection_once(replicas: list[Bench]) -> None:
    for _ in range(5):
        id = replicas[0].ok("POST /connections", {"app": "quo"})["connection_id"]
        page = replicas[1].ok(f"GET /connections/{id}")["connection"]["url"].partition("/connect/")[2]
        requests = (f"GET /connect/{page}&auto={answer}" for answer in ("allow", "deny"))
        assert both(replicas, *requests) == [200, 409]


def test_settings_that_are_changed_meanwhile_do_not_give_money_back(replicas: list[Bench]) -> None:
    text = {"content": "Hi", "from": "PN123abc", "to": ["+12065550199"]}
    before = replicas[0].balance

    def change(_: int) -> None:
        replicas[0].patch_settings(rate_limit=0, price_cents=1)

    def send(_: int) -> None:
        replicas[1].ok("POST /quo/v1/messages", text)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(work, n) for n in range(20) for work in (change, send)]:
            done.result()
    assert replicas[0].balance == before - 20
