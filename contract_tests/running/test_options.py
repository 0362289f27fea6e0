"""What is wrong with `quo-mock run` is one sentence, before the program is started."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.launch.expecting import expected

from .conftest import Desk


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--expect", "messages.send"], "--expect takes an operation and a number, such as messages.send=1"),
        (["--expect", "messages.send=-1"], "--expect takes an operation and a number, such as"),
        (["--expect", "messages.send=ten"], "--expect takes an operation and a number, such as"),
        (["--expect", ""], "--expect takes an operation and a number, such as"),
        (
            ["--expect", "mesages.send=1"],
            "--expect: there is no operation 'mesages.send'; there is messages.",
        ),
        (["--expect", "x=1"], "--expect: there is no operation 'x'; there is connections.list, "),
        (["--allow-net", "https://example.com"], "--allow-net takes the name of a host, such as example.com"),
        (["--allow-net", "example.com:443"], "--allow-net takes the name of a host, such as example.com"),
        (["--allow-net", ""], "--allow-net takes the name of a host, such as example.com, not ''"),
        (["--record", "missing/journal"], "--record: missing/journal cannot be written: no such file or"),
        (["--record", "."], "--record: . cannot be written: is a directory"),
        (["--seed", "nope"], "there is no seed 'nope'; there are demo, empty, large"),
        (["--set", "rate_limit"], "--set takes NAME=VALUE, not 'rate_limit'"),
        (["--db", ""], "--db takes a file's path, or a postgresql:// URL"),
        (["--db", "missing/quo.db"], "missing/quo.db cannot be used as a database: "),
        (["--profile", "live"], "Invalid value for '--profile': 'live' is not one of"),
        (["--port", "70000"], "Invalid value for '--port'"),
        (["--nope"], "No such option"),
        (["--join", "127.0.0.1:8787"], "--join takes the address of a running gateway, such as http://127"),
        (["--join", "https://127.0.0.1:8787"], "--join takes the address of a running gateway"),
        (["--join", "http://127.0.0.1:x"], "--join takes the address of a running gateway"),
        (["--join", "http://127.0.0.1:1"], "no quo-mock answers at http://127.0.0.1:1: "),
        (["--join", "http://127.0.0.1:1", "--seed", "empty"], "--seed is for a gateway of its own, not for"),
        (["--join", "http://127.0.0.1:1", "--set", "a2p=pending"], "--set is for a gateway of its own, not"),
    ],
)
def test_a_bad_option_is_one_sentence(desk: Desk, options: list[str], sentence: str) -> None:
    ran = desk.run(*options, "--", "sh", "-c", "touch started")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"quo-mock: {sentence}")
    assert ran.stderr.count("\n") == 1
    assert not (desk.folder / "started").exists()


def test_no_command_at_all_is_told(desk: Desk) -> None:
    ran = desk.run("--quiet")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "quo-mock: Missing argument 'COMMAND...'.\n"


def test_a_port_that_is_taken_is_told(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = desk.run("--port", str(port), "--", "sh", "-c", "touch started")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        f"quo-mock: cannot listen at 127.0.0.1 port {port}: address already in use. "
        "Choose another with --port\n"
    )
    assert not (desk.folder / "started").exists()


def test_the_options_of_the_program_are_its_own(desk: Desk) -> None:
    ran = desk.run("--quiet", "echo", "--seed", "x", "--", "-q")
    assert (ran.returncode, ran.stdout) == (0, "--seed x -- -q\n")


def test_help_has_an_example(desk: Desk) -> None:
    ran = desk.run("--help")
    assert ran.returncode == 0
    assert "Example: quo-mock run" in ran.stdout


def test_the_program_finds_no_way_past_the_gateway(desk: Desk) -> None:
    past = {"ALL_PROXY": "socks5://x", "no_proxy": "*", "NO_PROXY": "*", "MATON_GATEWAY_URL": "http://x"}
    past["QUO_MOCK_WORKSPACE"] = "ORanother"
    ran = desk.run("--port", "0", "--", "env", env={**past, "NODE_OPTIONS": "--max-old-space-size=64"})
    said = dict(line.partition("=")[::2] for line in ran.stdout.splitlines())
    assert not {"ALL_PROXY", "MATON_CONNECTION", "MATON_GATEWAY_URL", "QUO_MOCK_WORKSPACE"} & said.keys()
    assert said["no_proxy"] == said["NO_PROXY"] == "127.0.0.1,localhost,::1"
    assert said["https_proxy"] == said["HTTPS_PROXY"] == said["http_proxy"]
    assert (said["MATON_API_KEY"], said["QUO_API_KEY"]) == ("maton_mock_key", "quo_mock_key")
    assert said["NODE_OPTIONS"].startswith("--max-old-space-size=64 --use-openssl-ca --require ")
    assert said["QUO_MOCK_URL"].startswith("http://127.0.0.1:")


@given(st.text(max_size=30) | st.from_regex(r"[a-z_.]{1,20}(<|>)?=?-?[0-9]{0,10}", fullmatch=True))
def test_any_text_is_an_expectation_or_a_sentence(text: str) -> None:
    try:
        wanted = expected(text)
    except ValueError as error:
        said = str(error)
        wanted = None
    if wanted is None:
        assert "messages.send=1" in said
    else:
        assert wanted.name + wanted.sign == text.strip().rstrip("0123456789")
        assert wanted.count >= 0
