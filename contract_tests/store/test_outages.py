"""A database that is wrong is one sentence at the start; one that goes away is a 503 until it is back."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from contract_tests import services
from contract_tests.gateway.conftest import Bench
from contract_tests.services import Postgres
from contract_tests.store.refusing import READ, SEND, refusal
from mock_gateway.store import StoreUnavailable, open_database, sqlite

# ── PostgreSQL, while it runs ──


@pytest.fixture
def on_postgres(own_server: Postgres) -> Iterator[Bench]:
    with own_server.database() as url:
        bench = Bench(database=url, seed="empty")
        yield bench
        bench.gateway.database.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_a_server_that_goes_away_is_a_503_until_it_is_back(
    own_server: Postgres, on_postgres: Bench, how: int
) -> None:
    sent = on_postgres.ok("POST /quo/v1/messages", SEND)
    own_server.stop(how)
    try:
        refusal(on_postgres)
        refusal(on_postgres, "POST /quo/v1/messages", SEND)
        refusal(on_postgres, "GET /connections")
        refusal(on_postgres, "GET /_mock/api/health")
    finally:
        own_server.launch()
    assert on_postgres.ok(f"GET /quo/v1/messages/{sent['id']}")["data"]["text"] == "Hi"
    assert on_postgres.ok("GET /_mock/api/health")["data"]["status"] == "ok"


def test_a_restart_between_two_requests_is_noticed_by_nobody(
    own_server: Postgres, on_postgres: Bench
) -> None:
    own_server.stop()
    own_server.launch()
    assert on_postgres.ask(READ).status_code == 200


def test_a_connection_that_is_cut_is_replaced(own_server: Postgres, on_postgres: Bench) -> None:
    on_postgres.ok(READ)
    own_server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'quo-mock'"
    )
    on_postgres.ok("POST /quo/v1/messages", SEND)


def test_a_server_that_only_reads_is_a_503_for_writers(own_server: Postgres, on_postgres: Bench) -> None:
    name = on_postgres.gateway.database.name.rpartition("/")[2]
    for setting in ("on", "off"):
        own_server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = {setting}")
        own_server.stop()
        own_server.launch()
        assert on_postgres.ask(READ).status_code == 200
        if setting == "on":
            assert "read-only" in refusal(on_postgres, "POST /quo/v1/messages", SEND)
    on_postgres.ok("POST /quo/v1/messages", SEND)


def test_a_replica_that_hangs_does_not_stop_the_others(own_server: Postgres, on_postgres: Bench) -> None:
    facts = on_postgres.gateway.accounts.workspace_of("quo_mock_key")
    assert facts is not None
    hanging = open_database(own_server.url(on_postgres.gateway.database.name.rpartition("/")[2]))
    with hanging.transaction(write=True, scope=facts.id):
        assert "lock timeout" in refusal(on_postgres, "POST /quo/v1/messages", SEND)
        assert on_postgres.ask(READ).status_code == 200
    on_postgres.ok("POST /quo/v1/messages", SEND)
    hanging.close()


# ── A file ──


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sqlite, "PATIENCE_SECONDS", 0.05)
    return str(tmp_path / "quo.db")


@pytest.fixture
def on_file(file: str) -> Iterator[Bench]:
    bench = Bench(database=file, seed="empty")
    yield bench
    bench.gateway.database.close()


def test_a_locked_file_is_a_503_for_writers(file: str, on_file: Bench) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in refusal(on_file, "POST /quo/v1/messages", SEND)
        assert on_file.ask(READ).status_code == 200
        with pytest.raises(
            StoreUnavailable, match=f"^{file} cannot be used as a database: database is locked$"
        ):
            open_database(file)
        other.execute("ROLLBACK")
    on_file.ok("POST /quo/v1/messages", SEND)


def test_a_file_that_was_spoilt_is_a_503_until_it_is_put_right(file: str, on_file: Bench) -> None:
    on_file.ok("POST /quo/v1/messages", SEND)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    good = Path(file).read_bytes()
    overwrite(file, good[:100] + b"\xff" * (len(good) - 100))
    on_file.gateway.database.run("PRAGMA shrink_memory")
    refusal(on_file)
    refusal(on_file)
    overwrite(file, good)
    assert on_file.ask(READ).status_code == 200
    on_file.ok("POST /quo/v1/messages", SEND)


def overwrite(file: str, content: bytes) -> None:
    with open(file, "r+b") as opened:
        opened.write(content)


def test_a_full_disk_is_a_503_for_writers_and_loses_nothing(on_file: Bench) -> None:
    database = on_file.gateway.database
    row = database.one("PRAGMA page_count")
    assert row is not None
    sent = 0
    database.run(f"PRAGMA max_page_count = {row[0] + 8}")
    while on_file.ask("POST /quo/v1/messages", {**SEND, "content": "x" * 500}).status_code < 300:
        sent += 1
    assert "full" in refusal(on_file, "POST /quo/v1/messages", {**SEND, "content": "x" * 500})
    balance = on_file.balance
    kept = "GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B12065550199&maxResults=1"
    assert on_file.ok(kept)["totalItems"] == sent
    database.run("PRAGMA max_page_count = 1000000")
    on_file.ok("POST /quo/v1/messages", SEND)
    assert on_file.balance == balance - 1


def script(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a program of its own says, which may limit itself."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_disk_that_is_full_at_the_start_is_a_sentence(tmp_path: Path) -> None:
    code = """
import resource, signal
from mock_gateway.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
main(["serve", "--port", "0", "--db", "quo.db"])
"""
    result = script(code, tmp_path)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr
    assert "disk" in result.stderr


def test_a_file_that_may_only_be_read_is_a_sentence() -> None:
    code = """
import os
from mock_gateway.store import StoreUnavailable, open_database, sqlite
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    open_database("quo.db")
except StoreUnavailable as error:
    print(error)
"""
    with services.folder() as folder:
        open_database(str(folder / "quo.db")).close()
        (folder / "quo.db").chmod(0o444)
        said = script(code, folder).stdout
    assert said == "quo.db cannot be used as a database: attempt to write a readonly database\n"
