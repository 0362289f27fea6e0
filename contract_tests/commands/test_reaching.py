"""What a command says of a gateway that is away, is none, or does not want to be steered."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from contract_tests.gateway import serving

from .conftest import Say, refusal


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_gateway_that_is_away_is_one_sentence_that_says_how_to_start_it(say: Say, free_port: int) -> None:
    url = f"http://127.0.0.1:{free_port}"
    start = f"start one with quo-mock serve --port {free_port}"
    assert refusal(say(f"clock show --url {url}")) == (
        f"no gateway runs at {url}; {start}, or name another with --url"
    )


def test_another_machine_is_not_told_to_start_one(say: Say) -> None:
    told = refusal(say("clock show --url http://gateway.invalid:8787"))
    assert told == "no gateway runs at http://gateway.invalid:8787; name another with --url"


def test_what_opens_an_address_is_not_repeated(say: Say, free_port: int) -> None:
    told = refusal(say(f"snapshot list --url http://user:sesame@127.0.0.1:{free_port}/"))
    assert "sesame" not in told
    assert f"http://127.0.0.1:{free_port};" in told


@pytest.mark.parametrize("url", ["", "nowhere", "ftp://127.0.0.1", "http://", "http://[::1"])
def test_what_is_no_address_is_told(say: Say, url: str) -> None:
    assert refusal(say(f"clock show --url '{url}'")) == "--url takes an address such as http://127.0.0.1:8787"


class Somebody(BaseHTTPRequestHandler):
    """A server that is no gateway."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<h1>It works!</h1>")

    def log_message(self, *_: object) -> None:
        """Nobody wants to know."""


@pytest.fixture
def somebody() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Somebody) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("line", ["clock show", "fault list", "snapshot list", "journal"])
def test_a_server_that_is_no_gateway_is_told(say: Say, somebody: str, line: str) -> None:
    assert refusal(say(f"{line} --url {somebody}")) == (
        f"what answers at {somebody} is no quo-mock, or one of another version"
    )


def test_this_machine_is_not_asked_through_a_proxy(
    say: Say, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port}")
    assert say("clock show").exit_code == 0


def test_an_admin_token_is_sent_and_never_shown(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serving.serve(tmp_path, "--seed", "empty", "--admin-token", "sesame")
    try:
        assert "Bearer" in refusal(say(f"clock show --url {served.url}"))
        wrong = refusal(say(f"clock show --url {served.url} --admin-token opensesame"))
        assert "opensesame" not in wrong
        assert say(f"clock show --url {served.url} --admin-token sesame").exit_code == 0
        monkeypatch.setenv("QUO_MOCK_ADMIN_TOKEN", "sesame")
        assert say(f"clock show --url {served.url}").exit_code == 0
    finally:
        served.kill()
