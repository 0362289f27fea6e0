"""A backup is one whole moment of a file that is being written, and comes back as it was, or not at all."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from contract_tests.gateway.conftest import Bench
from mock_gateway.cli import main
from mock_gateway.store.migrations import steps

Say = Callable[..., tuple[int, str]]
TEXT = {"content": "Hello", "from": "PN123abc", "to": ["+12065550119"]}


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.chdir(tmp_path)

    def said(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, arguments)
        return done.exit_code, done.output

    return said


def on(file: str) -> Bench:
    return Bench(database=file, seed="empty")


def names(bench: Bench) -> list[Any]:
    found = bench.ok("GET /quo/v1/contacts?maxResults=50")
    return [contact["defaultFields"]["firstName"] for contact in found["data"]]


def add(bench: Bench, name: str) -> None:
    bench.ok("POST /quo/v1/contacts", {"defaultFields": {"firstName": name}})


def test_what_was_there_comes_back_and_what_came_later_does_not(say: Say, tmp_path: Path) -> None:
    bench = on("quo.db")
    add(bench, "Ada")
    assert say("backup", "--db", "quo.db", "copy.db")[0] == 0
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db"]
    add(bench, "Bob")
    assert say("restore", "--db", "quo.db", "--replace", "copy.db") == (
        2,
        "quo-mock: quo.db is in use: stop the gateway first\n",
    )
    assert sorted(names(bench)) == ["Ada", "Bob"]
    bench.gateway.database.close()
    assert say("restore", "--db", "quo.db", "copy.db") == (
        2,
        "quo-mock: quo.db exists: --replace gives up what it holds\n",
    )
    assert say("restore", "--db", "quo.db", "--replace", "copy.db")[0] == 0
    assert say("restore", "--db", "other.db", "copy.db")[0] == 0
    for file in ("quo.db", "other.db", "copy.db"):
        again = on(file)
        assert names(again) == ["Ada"]
        again.gateway.database.close()


def test_while_it_is_written_a_copy_is_one_moment(say: Say) -> None:
    bench, ended = on("quo.db"), threading.Event()
    bench.patch_settings(balance_cents=100_000)
    before = bench.balance

    def send() -> None:
        while not ended.is_set():
            bench.ask("POST /quo/v1/messages", TEXT)

    sending = threading.Thread(target=send)
    sending.start()
    try:
        for number in range(4):
            assert say("backup", "--db", "quo.db", f"{number}.db")[0] == 0
    finally:
        ended.set()
        sending.join()
        bench.gateway.database.close()
    for number in range(4):
        with closing(sqlite3.connect(f"{number}.db")) as copy:
            [(sent,)] = copy.execute("SELECT count(*) FROM messages").fetchall()
            [(cents,)] = copy.execute(
                "SELECT balance_cents FROM workspaces WHERE account_id != ''"
            ).fetchall()
        assert before - cents == sent, "a text and its price are in it together or not at all"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("backup", "--db", "none.db", "copy.db"), "there is no file none.db"),
        (("backup", "--db", ":memory:", "copy.db"), "what is kept in memory cannot be backed up"),
        (("backup", "--db", "postgresql://u:secret@h/quo", "copy.db"), "this is for files: a PostgreSQL is"),
        (("backup", "--db", "quo.db", "foreign.db"), "foreign.db exists, and was left alone"),
        (("backup", "--db", "foreign.db", "copy.db"), "foreign.db is not a gateway's database"),
        (("backup", "--db", "text.db", "copy.db"), "copy.db: file is not a database"),
        (("backup", "--db", "quo.db", "none/copy.db"), "none/copy.db cannot be written: no such file or"),
        (("restore", "--db", "new.db", "none.db"), "there is no file none.db"),
        (("restore", "--db", "new.db", "foreign.db"), "foreign.db is not a gateway's database"),
        (("restore", "--db", "new.db", "newer.db"), "newer.db is of a newer quo-mock: update this one first"),
        (("restore", "--db", "foreign.db", "--replace", "quo.db"), "foreign.db is not a gateway's database"),
        (("restore", "--db", "new.db", "damaged.db"), "damaged.db is damaged"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_changed(
    say: Say, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    on("quo.db").gateway.database.close()
    for name in ("newer.db", "damaged.db"):
        assert say("backup", "--db", "quo.db", name)[0] == 0
    with closing(sqlite3.connect("foreign.db")) as foreign:
        foreign.execute("CREATE TABLE theirs (id)")
    with closing(sqlite3.connect("newer.db")) as newer, newer:
        newer.execute("INSERT INTO schema_versions VALUES (?)", (max(steps()) + 1,))
    whole = bytearray((tmp_path / "damaged.db").read_bytes())
    whole[8192:] = b"\xff" * (len(whole) - 8192)
    (tmp_path / "damaged.db").write_bytes(whole)
    (tmp_path / "text.db").write_text("no database at all " * 100)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    code, told = say(*arguments)
    assert (code, told.count("\n")) == (2, 1)
    assert told.startswith(f"quo-mock: {sentence}")
    assert "secret" not in told
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_stands_beside_a_backup_is_left_alone(say: Say, tmp_path: Path) -> None:
    on("quo.db").gateway.database.close()
    (tmp_path / "copy.db.part").write_text("mine")
    (tmp_path / "copy.db.part").chmod(0o644)
    assert say("backup", "--db", "quo.db", "copy.db")[0] == 0
    assert (tmp_path / "copy.db.part").read_text() == "mine"
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
