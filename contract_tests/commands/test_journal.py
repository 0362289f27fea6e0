"""The journal on the command line: what came, and what comes."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.gateway import serving
from contract_tests.gateway.serving import COMMAND, PATIENCE, Served, interruptible
from mock_gateway import create_app
from mock_gateway.commands import journal
from mock_gateway.control.client import Control, ControlError
from mock_gateway.journal.entry import Entry
from mock_gateway.settings import Settings

from .conftest import Say

KEY = "Bearer maton_mock_key"


def ask(url: str, path: str) -> int:
    """The status of a request as the demo account makes it."""
    headers = {"Authorization": KEY, "User-Agent": "tests/1.0"}
    return httpx.get(f"{url}{path}", headers=headers).status_code


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = serving.serve(tmp_path, "--set", "rate_limit=0")
    yield served
    served.kill()


def test_it_shows_what_came_and_what_was_wrong(say: Say, served: Served) -> None:
    ask(served.url, "/quo/v1/phone-numbers")
    ask(served.url, "/quo/v1/messages?name=%1b%5b31m")
    lines = say(f"journal --url {served.url}").stdout.splitlines()
    assert [line.split()[2] for line in lines] == ["200", "400"]
    assert "GET /quo/v1/messages?name=\\x1b[31m  /maxResults: Expected required property" in lines[1]
    only = say(f"journal --url {served.url} --status 4xx --json").stdout.splitlines()
    assert [json.loads(line)["status"] for line in only] == [400]
    [curl] = say(f"journal --url {served.url} --operation phone_numbers_list --curl").stdout.splitlines()
    assert shlex.split(curl)[:3] == ["curl", "-g", f"{served.url}/quo/v1/phone-numbers"]
    assert "maton_mock_key" not in curl
    none = say(f"journal --url {served.url} --operation tasks_list")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr == "quo-mock: no such request came yet; --follow waits for one\n"


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("how", ["", "--curl", "--json"])
def test_it_follows_what_comes_and_ends_quietly(served: Served, tmp_path: Path, how: str) -> None:
    ask(served.url, "/quo/v1/users?maxResults=1")
    said = tmp_path / "followed"
    with said.open("wb") as out:
        following = subprocess.Popen(
            [*COMMAND, "journal", "--follow", *how.split(), "--url", served.url],
            stdout=out,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            preexec_fn=interruptible,
        )
    try:
        wait_for(lambda: said.read_text().count("\n") == 1)
        for number in range(1, 4):
            ask(served.url, f"/quo/v1/users?maxResults={number + 1}")
            wait_for(lambda number=number: said.read_text().count("\n") == number + 1)  # type: ignore[misc]
        following.send_signal(signal.SIGINT)
        _, complained = following.communicate(timeout=PATIENCE)
    finally:
        following.kill()
    assert (following.returncode, complained) == (0, b"")
    values = [line.partition("maxResults")[2][:6] for line in said.read_text().splitlines()]
    assert len(set(values)) == len(values) == 4


def test_a_gateway_that_goes_away_is_waited_for(tmp_path: Path) -> None:
    served = serving.serve(tmp_path, "--seed", "empty")
    port = str(served.port)
    with (tmp_path / "followed").open("wb") as out, (tmp_path / "complained").open("wb") as err:
        following = subprocess.Popen(
            [*COMMAND, "journal", "--follow", "--url", served.url], stdout=out, stderr=err
        )
    try:
        ask(served.url, "/quo/v1/phone-numbers")
        wait_for(lambda: "phone-numbers" in (tmp_path / "followed").read_text())
        served.stop()
        wait_for(lambda: "waiting for it" in (tmp_path / "complained").read_text())
        served = serving.serve(tmp_path, "--seed", "empty", "--port", port)
        ask(served.url, "/quo/v1/contact-custom-fields")
        wait_for(lambda: "custom-fields" in (tmp_path / "followed").read_text())
        assert (tmp_path / "complained").read_text().count("waiting for it") == 1
    finally:
        following.kill()
        following.wait(PATIENCE)
        served.kill()


def test_a_journal_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings=Settings(rate_limit=0))
    monkeypatch.setattr(journal, "_PAUSE", 0)
    answers: list[Any] = [ControlError(503, "Redis is away"), ControlError(503, "Redis is away")]

    class Flaky(Control):
        """Reads a journal that is not always there."""

        def journal(self, **wanted: Any) -> list[Entry]:
            if answers:
                raise answers.pop()
            return super().journal(**wanted)

    transport = httpx.WSGITransport(app=app)
    with Flaky("http://mock", transport=transport) as control:
        lines = journal._following(control, None, {}, [])
        with httpx.Client(transport=transport, base_url="http://mock") as client:
            client.get("/quo/v1/phone-numbers", headers={"Authorization": KEY, "User-Agent": "tests/1.0"})
        assert "GET /quo/v1/phone-numbers" in next(lines)
        answers.append(ControlError(403, "not for you"))
        with pytest.raises(ControlError):
            next(lines)
