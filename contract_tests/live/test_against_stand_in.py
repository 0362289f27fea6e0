"""`pytest --target live`, as a user starts it, against the stand-in at live's own names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contract_tests.contract.calls import walked
from contract_tests.live.conftest import NUMBER
from contract_tests.standin.answers import Answer
from contract_tests.standin.stand_in import StandIn

HERE = Path(__file__).parent
LIVE_ABLE = ["test_reading.py", "test_writing.py", "test_texting.py"]


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Somebody's account at live's own names."""
    with StandIn() as started:
        yield started


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run leaves behind: its exit code, what it printed, and every file that it wrote."""

    code: int
    printed: str
    files: str


def run(stand_in: StandIn, folder: Path, *arguments: str, files: tuple[str, ...] = ()) -> Ended:
    """Run the tests that can run on live, in an empty folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = {**own, **stand_in.environment(), "XDG_STATE_HOME": str(folder / "state")}
    command = [sys.executable, "-m", "pytest", "--target", "live", "-p", "no:cacheprovider", "-l"]
    command += ["--log-file", "run.log", "--log-file-level", "DEBUG"]
    command += ["--junit-xml", "junit.xml", *arguments, *(files or (str(HERE / name) for name in LIVE_ABLE))]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    written = "".join(path.read_text() for path in folder.rglob("*") if path.suffix in (".xml", ".log"))
    return Ended(done.returncode, done.stdout + done.stderr, written)


def personal(stand_in: StandIn) -> set[str]:
    """Keys, numbers, addresses, names and texts of the account."""
    headers = {"Authorization": f"Bearer {stand_in.api_key}", "User-Agent": "test"}
    with stand_in.backstage() as http:
        http.headers.update(headers)
        settings = f"/_mock/api/settings?workspace_id={stand_in.workspace_id}"
        assert http.patch(settings, json={"rate_limit": 0}).status_code == 200
        lists = [walked(http, f"/quo/v1/{name}", {}, 50) for name in ("contacts", "users", "conversations")]
        threads = lists[-1]
        for thread in threads[:10]:
            query = {"phoneNumberId": thread["phoneNumberId"], "participants": thread["participants"]}
            lists.append(walked(http, "/quo/v1/messages", query, 100))
    telling = {"firstName", "lastName", "company", "email", "value", "text", "to", "from", "participants"}
    return {stand_in.api_key, *(found for items in lists for found in _strings(items, telling))}


def _strings(value: Any, telling: set[str], name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _strings(each, telling, key)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, telling, name)
    elif isinstance(value, str) and name in telling and len(value) > 2:
        yield value


def leaked(secrets: set[str], ended: Ended) -> set[str]:
    """Which of them can be read in what was printed or written."""
    everything = ended.printed + ended.files
    return {each for each in secrets if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", everything)}


def methods(stand_in: StandIn) -> set[str]:
    """Of all requests that arrived."""
    return {seen.method for seen in stand_in.seen}


def test_without_a_word_it_only_reads(stand_in: StandIn, tmp_path: Path) -> None:
    ended = run(stand_in, tmp_path)
    assert ended.code == 0, ended.printed
    assert re.search(r"\b31 passed, 5 skipped", ended.printed)
    assert "target: live, at https://gateway.maton.ai and https://ctrl.maton.ai\n" in ended.printed
    assert "permissions: reads\nbudget: 2000 requests, 8 a second\n" in ended.printed
    assert "\n     4  it writes, and --allow-writes was not given\n" in ended.printed
    assert f"{len(stand_in.seen)} requests, 0 segments of text." in ended.printed
    assert (methods(stand_in), stand_in.refused) == ({"GET"}, [])
    assert (tmp_path / "run.log").read_text() == ""  # httpx logs addresses, and they hold numbers
    assert not leaked(personal(stand_in), ended)


def test_with_permission_it_writes_and_leaves_nothing(stand_in: StandIn, tmp_path: Path) -> None:
    files = tuple(str(HERE / name) for name in LIVE_ABLE[1:])
    before = {each for each in personal(stand_in) if "maton-quo" in each}
    allowed = ["--allow-writes", "--allow-sms", NUMBER, "--sms-budget", "1"]
    ended = run(stand_in, tmp_path, *allowed, files=files)
    assert ended.code == 0, ended.printed
    assert "5 passed" in ended.printed
    assert "writes marked contacts and tasks, and removes them; texts one number, 1 segments" in ended.printed
    assert "1 segments of text." in ended.printed
    assert [seen.operation for seen in stand_in.seen].count("messages_send") == 1
    assert {each for each in personal(stand_in) if "maton-quo" in each} == before
    assert not leaked({stand_in.api_key, NUMBER}, ended)
    assert not list((tmp_path / "state").rglob("maton-quo-contract-*"))


def renamed(answer: Answer) -> Answer:
    """A drift: what a person is called is called otherwise, and a text stands where none did."""
    if answer.status >= 400:
        return answer
    return Answer(
        answer.operation,
        answer.method,
        answer.path,
        answer.status,
        answer.headers,
        answer.body.replace(b'"firstName"', b'"givenName"').replace(b'"status"', b'"state"'),
    )


def test_its_failures_say_where_and_hold_nothing_personal(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.alter(renamed)
    ended = run(stand_in, tmp_path, "--full-trace", "-rA", files=(str(HERE / "test_reading.py"),))
    assert ended.code == 1
    assert "OutsideTheSpec: users_list answered 200, otherwise than the spec at /data/0/" in ended.printed
    assert "test_reading.py:" in ended.files
    stand_in.alter(None)
    secrets = personal(stand_in)
    assert len(secrets) > 200
    assert not leaked(secrets, ended)


def test_a_talkative_test_is_not_heard(stand_in: StandIn, tmp_path: Path) -> None:
    (tmp_path / "test_talkative.py").write_text(TALKATIVE)
    ended = run(stand_in, tmp_path, "-p", "contract_tests.conftest", "-rA", files=("test_talkative.py",))
    assert "4 failed" in ended.printed, ended.printed
    assert not leaked(personal(stand_in), ended)


TALKATIVE = """
import logging, sys, warnings

def everything(reader):
    with reader.http() as http:
        return http.get("/quo/v1/contacts", params={"maxResults": 50}).text + reader.api_key

def test_that_compares(reader):
    assert everything(reader) == ""

def test_that_raises(reader):
    try:
        raise ValueError(everything(reader))
    except ValueError as error:
        raise RuntimeError(everything(reader)) from error

def test_that_prints_and_logs(reader):
    said = everything(reader)
    print(said)
    sys.stderr.write(said)
    logging.getLogger("test").error(said)
    raise LookupError

def test_that_warns(reader):
    warnings.warn(everything(reader), UserWarning, stacklevel=1)
    raise LookupError
"""
