"""The command `quo-mock serve`: what it prints can be pasted, and what is wrong it says in a sentence."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mock_gateway.cli import main
from mock_gateway.numbers import NUMBERS

from .serving import Served, run, serve


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = serve(tmp_path_factory.mktemp("served"), "--set", "rate_limit=0")
    yield running
    running.kill()


def fetch(served: Served, path: str, key: str = "Bearer maton_mock_key") -> Any:
    request = urllib.request.Request(  # noqa: S310 - the address is our own
        served.url + path, headers={"Authorization": key, "User-Agent": "tests/1.0"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.load(answer)


def paste(served: Served, start: str) -> str:
    """The output of the one printed line that begins so, run by a shell as it stands."""
    [line] = [line.strip() for line in served.banner.splitlines() if line.strip().startswith(start)]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "PATH": path},
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_it_prints_where_it_listens_and_which_keys_open_it(served: Served) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", served.url)
    assert "(in memory)" in served.banner
    [maton] = re.findall(r"Maton key +(\S+)", served.banner)
    [quo] = re.findall(r"Quo key +(\S+)", served.banner)
    assert fetch(served, "/quo/v1/phone-numbers", f"Bearer {maton}") == fetch(
        served, "/v1/phone-numbers", quo
    )
    assert fetch(served, "/connections", f"Bearer {maton}")["connections"]
    assert "\x1b[" not in served.banner  # no colours into a file
    assert served.complained.read_text() == ""


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_curl_line_works_as_it_stands(served: Served) -> None:
    assert [number["id"] for number in json.loads(paste(served, "curl"))["data"]] == [
        "PN123abc",
        "PN124abc",
        "PN125abc",
    ]


def test_the_python_line_works_as_it_stands(served: Served) -> None:
    assert "PN123abc" in paste(served, sys.executable)


def test_a_port_that_is_taken_is_told(served: Served) -> None:
    result = run("serve", "--port", str(served.port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"quo-mock: another quo-mock has port {served.port}. Choose another with --port\n"
    )


def test_a_port_that_somebody_else_has_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"quo-mock: cannot listen at 127.0.0.1 port {port}: address already in use. "
        "Choose another with --port\n"
    )


def test_a_wrong_option_is_one_sentence() -> None:
    result = run("serve", "--port", "abc")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("quo-mock: Invalid value for '--port'")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_and_leaves_nothing_behind(tmp_path: Path, signal_number: int) -> None:
    running = serve(tmp_path, "--seed", "empty", "--db", "quo.db")
    try:
        port = running.port
        fetch(running, "/quo/v1/phone-numbers")
        running.stop(signal_number)
        assert not running.has_processes()
        with socket.create_server(("127.0.0.1", port)):
            pass
        assert "Traceback" not in running.complained.read_text()
    finally:
        running.kill()
    again = serve(tmp_path, "--seed", "empty", "--db", "quo.db")
    try:
        assert "(quo.db)" in again.banner
        assert fetch(again, "/quo/v1/phone-numbers")["data"]
    finally:
        again.kill()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", "rate_limit"], "--set takes NAME=VALUE, not 'rate_limit'"),
        (["--set", "rate_limit=-1"], "rate_limit takes a whole number from 0 on, not '-1'"),
        (["--set", "rate_limit=ten"], "rate_limit takes a whole number from 0 on, not 'ten'"),
        (["--set", "rate_limit="], "rate_limit takes a whole number from 0 on, not ''"),
        (["--set", "rate_limit=٣"], "rate_limit takes a whole number from 0 on, not '٣'"),
        (
            ["--set", "send_envelope=naked"],
            "There is no value of send_envelope 'naked'; allowed are bare, data.",
        ),
        (
            ["--set", "=1"],
            "there is nothing to set by the name ''; there are a2p, auth_error_shape, id_style, ",
        ),
        (
            ["--set", "speed=1"],
            "there is nothing to set by the name 'speed'; there are a2p, auth_error_shape, ",
        ),
        (["--seed", "nope"], "there is no seed 'nope'; there are demo, empty, large"),
        (["--seed", "../demo"], "there is no seed '../demo'; there are demo, empty, large"),
        (["--db", "."], ". cannot be used as a database: unable to open database file"),
        (["--db", "missing/quo.db"], "missing/quo.db cannot be used as a database: unable to open"),
        (["--host", "192.0.2.1"], "cannot listen at 192.0.2.1: cannot assign requested address"),
        (["--host", "no such host"], "cannot listen at no such host: "),
    ],
)
def test_a_bad_option_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["serve", "--port", "0", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quo-mock: {sentence}")
    assert result.stderr.count("\n") == 1


def test_a_gateway_that_cannot_start_leaves_the_garbage_collector_on() -> None:
    assert CliRunner().invoke(main, ["serve", "--port", "0", "--seed", "nope"]).exit_code == 2
    assert gc.isenabled()  # else a run of tests that did this once grows by a megabyte with every gateway


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "x"], "'x' is not a valid integer range"),
        (["--port", "65536"], "65536 is not in the range"),
        (["--port", "-1"], "-1 is not in the range"),
        (["--profile", "live"], "'live' is not one of 'documented', 'observed'"),
        (["--nope"], "No such option"),
        (["extra"], "unexpected extra argument"),
    ],
)
def test_an_option_that_is_none_shows_how_it_is_used(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(main, ["serve", *arguments])
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert result.stderr.startswith("Usage: ")


def test_a_file_that_is_no_database_ends_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("this is no database, but a text of some length")
    result = run("serve", "--port", "0", "--db", "notes.txt", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "quo-mock: notes.txt cannot be used as a database: file is not a database\n"


def test_a_file_of_the_other_id_style_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from .conftest import Bench

    monkeypatch.chdir(tmp_path)
    Bench(database="quo.db", seed="empty").gateway.database.close()
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--db", "quo.db", "--profile", "observed"])
    assert (result.exit_code, result.stderr) == (
        2,
        "quo-mock: quo.db was made with id_style=guide, recording_type=kind, max_recipients=1: "
        "set that again, or take another database\n",
    )


def test_every_option_is_explained() -> None:
    result = CliRunner().invoke(main, ["serve", "--help"])
    assert result.exit_code == 0
    for option in ("--host", "--port", "--db", "--profile", "--seed", "--set", "--admin-token"):
        assert option in result.stdout


def test_a_bare_install_says_what_the_gateway_comes_with() -> None:
    code = "import sys; sys.modules['click'] = None; from mock_gateway.__main__ import run; run()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "quo-mock: click is missing; the gateway comes with pip install 'maton-quo[mock]'\n"
    )


def test_it_lists_the_scripted_numbers() -> None:
    lines = CliRunner().invoke(main, ["numbers"]).stdout.splitlines()
    assert lines[2].startswith("+15005550002  undelivered")
    assert lines[2].endswith("  202  The carrier gives it back.")
    assert len(lines) == len(NUMBERS)
    rows = json.loads(CliRunner().invoke(main, ["numbers", "--json"]).stdout)["data"]
    assert [row["number"] for row in rows] == [number.number for number in NUMBERS]
