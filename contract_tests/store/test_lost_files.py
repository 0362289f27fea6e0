"""A file that goes away, is full, may not be written or holds anything: said clearly, nothing half done."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests import depths
from contract_tests.gateway.conftest import Bench
from contract_tests.gateway.serving import run
from contract_tests.store.refusing import READ, SEND, SENDING, kept, refusal
from mock_gateway.store import StoreUnavailable, open_database

BALANCE, SEGMENTS = 2500, 10
"""What an empty workspace begins with, and what `LONG` costs, in cents."""
LONG = {**SEND, "content": "x" * 1500}
ASKED = (
    READ,
    "GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=50",
    "GET /quo/v1/contacts?maxResults=50",
    "GET /quo/v1/contacts/CT123abc",
    "GET /quo/v1/conversations?maxResults=50",
    "GET /connections",
    "GET /_mock/api/settings",
    "GET /_mock/api/export",
    "GET /_mock/",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "quo.db"


@pytest.fixture
def bench(file: Path) -> Iterator[Bench]:
    bench = Bench(database=str(file), seed="empty")
    yield bench
    bench.gateway.database.close()


# ── The file is another ──


@pytest.mark.parametrize("part", ["", "-wal", "-shm"])
def test_a_file_that_is_moved_away_takes_nothing_until_it_is_back(
    file: Path, bench: Bench, part: str
) -> None:
    bench.ok(SENDING, SEND)
    place = Path(f"{file}{part}")
    place.rename(file.with_name("elsewhere"))
    whose = f"its {part} file" if part else "its file"
    for request, body in ((READ, None), (SENDING, SEND), ("GET /_mock/api/health", None)):
        assert refusal(bench, request, body).endswith(f": {whose} is gone; put it back, or restart quo-mock")
    file.with_name("elsewhere").rename(place)
    bench.ok(SENDING, SEND)
    assert (kept(bench), bench.balance) == (2, BALANCE - 2)


def test_nothing_is_begun_in_a_file_that_took_the_place_of_another(file: Path, bench: Bench) -> None:
    bench.ok(SENDING, SEND)
    copy, old = file.with_name("copy"), file.with_name("old")
    shutil.copy(file, copy)
    before = copy.read_bytes()
    file.rename(old)
    copy.rename(file)
    assert "its file was replaced by another" in refusal(bench, SENDING, SEND)
    assert "its file was replaced by another" in refusal(bench)
    assert file.read_bytes() == before
    old.rename(file)
    bench.ok(SENDING, SEND)
    assert kept(bench) == 2


def test_a_text_whose_file_goes_while_it_is_written_is_not_acknowledged(file: Path, bench: Bench) -> None:
    database = bench.gateway.database
    transaction = database.transaction(write=True)
    transaction.__enter__()
    database.run("INSERT INTO facts (name, value) VALUES ('a', 'b')")
    file.rename(file.with_name("elsewhere"))
    with pytest.raises(StoreUnavailable, match="its file is gone"):
        transaction.__exit__(None, None, None)
    file.with_name("elsewhere").rename(file)
    assert database.all("SELECT value FROM facts WHERE name = 'a'") == []


def test_a_file_that_is_gone_is_not_made_anew_behind_everybodys_back(file: Path, bench: Bench) -> None:
    file.unlink()
    refusal(bench)
    bench.gateway.database._spoilt = True  # type: ignore[attr-defined]  # it would connect anew
    refusal(bench)
    assert not file.exists()


# ── The disk is full, or may not be written ──


def system(command: str, *arguments: str) -> None:
    """Run a command of the system's; where it may not be, the test is skipped."""
    program = shutil.which(command)
    if program is None:
        pytest.skip(f"there is no {command}")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{command} may not be used here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one's own, of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    system("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place))
    yield place
    system("umount", "-l", str(place))


def fill(disk: Path, *, but: int) -> Path:
    """Fill a disk up to so many bytes with a file, whose name is returned."""
    found = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(found.f_bavail * found.f_frsize - but))
    return ballast


def test_a_disk_that_fills_up_refuses_writers_serves_readers_and_goes_on_once_there_is_room(
    disk: Path,
) -> None:
    bench = Bench(database=str(disk / "quo.db"), seed="empty")
    ballast, sent = fill(disk, but=200_000), 0
    while bench.ask(SENDING, LONG).status_code < 300:
        sent += 1
    assert sent
    assert "full" in refusal(bench, SENDING, LONG)
    assert (kept(bench), bench.balance) == (sent, BALANCE - sent * SEGMENTS)
    ballast.unlink()
    bench.ok(SENDING, LONG)
    bench.gateway.database.close()
    again = Bench(database=str(disk / "quo.db"))
    assert (kept(again), again.balance) == (sent + 1, BALANCE - (sent + 1) * SEGMENTS)
    assert again.gateway.database.one("PRAGMA integrity_check") == ("ok",)
    again.gateway.database.close()


def test_a_full_disk_at_the_start_is_a_sentence(disk: Path) -> None:
    fill(disk, but=100_000)
    result = run("serve", "--port", "0", "--db", str(disk / "quo.db"))
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr
    assert result.stderr.endswith("cannot be used as a database: database or disk is full\n")


@pytest.mark.parametrize("new", [True, False])
def test_a_disk_that_may_only_be_read_is_a_sentence(disk: Path, new: bool) -> None:
    if not new:
        open_database(str(disk / "quo.db")).close()
    system("mount", "-o", "remount,ro", str(disk))
    with pytest.raises(StoreUnavailable) as raised:
        open_database(str(disk / "quo.db"))
    assert str(raised.value) == f"{disk}/quo.db cannot be used as a database: unable to open database file"


# ── The file holds anything ──


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with the demo data."""
    file = tmp_path_factory.mktemp("good") / "quo.db"
    Bench(database=str(file)).gateway.database.close()
    return file.read_bytes()


def test_a_schema_that_is_no_text_any_more_is_a_sentence(file: Path, good: bytes) -> None:
    words = b"CREATE INDEX contacts_in_order ON contacts"
    assert words in good
    file.write_bytes(good.replace(words, words.replace(b"CREATE", b"CR\xff\xfeTE")))
    with pytest.raises(StoreUnavailable) as raised:
        open_database(str(file))
    assert str(raised.value) == f"{file} cannot be used as a database: its schema is malformed"


@depths.part(3)
@given(data=st.data())
def test_a_file_that_anything_was_written_into_is_served_or_refused_with_a_sentence(
    good: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("spoilt") / "quo.db"
    content = bytearray(good[: data.draw(st.just(len(good)) | st.integers(1, len(good)), label="length")])
    for _ in range(data.draw(st.integers(0, 8), label="wounds")):
        at = data.draw(st.integers(0, len(content) - 1))
        wound = data.draw(st.binary(min_size=1, max_size=9) | st.just(bytes(4096)) | st.just(b"\xff" * 4096))
        content[at : at + len(wound)] = wound
    file.write_bytes(content)
    try:
        bench = Bench(database=str(file), check_responses=False)
    except StoreUnavailable:
        return
    for request in ASKED:
        assert bench.ask(request).status_code != 500, request
    assert bench.ask(SENDING, SEND).status_code != 500
    bench.gateway.database.close()


def test_a_document_that_is_broken_is_a_503_and_the_others_are_served(bench: Bench) -> None:
    sql = "UPDATE users SET document = '{broken' WHERE id = 'US123abc'"
    bench.gateway.database.run(sql)
    assert "a document in it is broken" in refusal(bench, "GET /_mock/api/export")
    assert bench.ask("GET /quo/v1/phone-numbers").status_code == 200
