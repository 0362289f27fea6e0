"""Acknowledged means on disk, unless somebody chose otherwise in as many words."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.gateway.serving import run
from mock_gateway.store import Database, StoreUnavailable, open_database

SENDING = """
import os, sys
from mock_gateway import create_app
client = create_app(sys.argv[1], seed="empty").test_client()
client.environ_base = {"REMOTE_ADDR": "127.0.0.1"}
headers = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
for _ in range(5):
    text = {"content": "Hi", "from": "PN123abc", "to": ["+12065550199"]}
    assert client.post("/quo/v1/messages", json=text, headers=headers).status_code == 202
    os.write(1, b"acknowledged\\n")
"""
FULL, NORMAL = 2, 1
"""What SQLite answers to `PRAGMA synchronous`."""


def level(database: Database) -> int:
    row = database.one("PRAGMA synchronous")
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    ("option", "expected"), [("", FULL), ("?durability=full", FULL), ("?durability=normal", NORMAL)]
)
def test_a_file_is_written_as_its_address_says(tmp_path: Path, option: str, expected: int) -> None:
    path = str(tmp_path / "quo.db")
    database = open_database(path + option)
    assert (database.name, level(database)) == (path, expected)
    assert database.one("PRAGMA journal_mode") == ("wal",)
    assert [each.name for each in tmp_path.glob("*.db*") if "?" in each.name] == []
    database.close()


def test_it_is_still_so_after_a_broken_connection_was_replaced(tmp_path: Path) -> None:
    database = open_database(f"{tmp_path / 'quo.db'}?durability=normal")
    database._spoilt = True  # type: ignore[attr-defined]  # as after an error of the disk
    assert level(database) == NORMAL
    database.close()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("quo.db?durability=off", "quo.db: durability is full or normal, not 'off'"),
        ("quo.db?durability=", "quo.db: durability is full or normal, not ''"),
        (":memory:?durability=full", "durability is for files: a database in memory is forgotten"),
        ("postgresql://127.0.0.1/quo?durability=normal", "durability is for files: PostgreSQL commits as "),
    ],
)
def test_a_durability_that_there_is_not_is_a_sentence(tmp_path: Path, address: str, sentence: str) -> None:
    with pytest.raises(StoreUnavailable) as raised:
        open_database(address)
    assert str(raised.value).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_so_too_and_makes_no_file(tmp_path: Path) -> None:
    result = run("serve", "--port", "0", "--db", "quo.db?durability=fast", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (
        2,
        "quo-mock: quo.db: durability is full or normal, not 'fast'\n",
    )
    assert list(tmp_path.iterdir()) == []


def calls(folder: Path, address: str) -> list[str]:
    """What a gateway that takes five texts asks of the system, from its first answer to its last, in order.

    Each is `written` or `synced`, both of the WAL, or `acknowledged`.
    """
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("there is no strace: apt-get install strace")
    trace = folder / "trace"
    command = [strace, "-f", "-y", "-e", "trace=pwrite64,fsync,fdatasync,write", "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, "-c", SENDING, address],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody trace a process")
    assert done.stdout == "acknowledged\n" * 5, done.stderr
    names = [_name(line) for line in trace.read_text().splitlines()]
    found = [name for name in names if name]
    answers = [place for place, name in enumerate(found) if name == "acknowledged"]
    assert len(answers) == 5
    return found[answers[0] : answers[-1] + 1]


def _name(line: str) -> str:
    if '"acknowledged' in line:
        return "acknowledged"
    if "quo.db-wal>" not in line:
        return ""
    return "synced" if "sync(" in line else "written"


def test_by_default_the_disk_is_waited_for_before_every_answer(tmp_path: Path) -> None:
    asked = calls(tmp_path, "quo.db")
    answers = [place for place, name in enumerate(asked) if name == "acknowledged"]
    for before, answer in itertools.pairwise(answers):
        between = asked[before + 1 : answer]
        assert "written" in between
        assert between[-1] == "synced", "what was written last was not waited for"


def test_with_less_durability_it_is_not(tmp_path: Path) -> None:
    asked = calls(tmp_path, "quo.db?durability=normal")
    assert "written" in asked
    assert "synced" not in asked


def test_postgresql_commits_as_its_server_says(url: str) -> None:
    import psycopg

    database = open_database(url)
    for wanted in ("on", "remote_write"):
        with psycopg.connect(url, autocommit=True) as connection:
            name = connection.info.dbname
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = {wanted}".encode())
        database.close()
        database = open_database(url)
        with database.transaction(write=True, scope="WS1"):
            assert database.one("SHOW synchronous_commit") == (wanted,)
    database.close()
