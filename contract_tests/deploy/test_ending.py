"""A gateway that is told to end finishes what it accepted, a webhook's attempt too, and then is gone."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest

from contract_tests.gateway.hooks.receiver import TAKEN, receiving
from contract_tests.gateway.serving import PATIENCE, Served, serve
from mock_gateway.ports import free_port

WORKERS = pytest.mark.parametrize("workers", ["1", "2"])
HEADERS = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
BODY = b'{"defaultFields": {"firstName": "Ada"}}'
HEAD = (
    "POST /quo/v1/contacts HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(BODY)}\r\nAuthorization: Bearer maton_mock_key\r\nUser-Agent: tests/1.0\r\n\r\n"
).encode()
QUICK = "from mock_gateway import granians, cli; granians.REQUEST_SECONDS = 0.2; cli.main()"


@contextmanager
def running(folder: Path, workers: str) -> Iterator[Served]:
    served = serve(folder, "--db", "quo.db", "--workers", workers, "--set", "rate_limit=0")
    try:
        yield served
    finally:
        served.kill()


@contextmanager
def asking(port: int) -> Iterator[socket.socket]:
    """A request that is in the gateway's hands, which waits for its body."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(HEAD)
        assert connection.recv(1024).startswith(b"HTTP/1.1 100 ")
        yield connection


def until_refused(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.01)
    raise AssertionError("it still takes connections")


@WORKERS
def test_what_was_accepted_is_answered_and_nothing_more_is(tmp_path: Path, workers: str) -> None:
    with running(tmp_path, workers) as served, asking(served.port) as connection:
        served.process.send_signal(signal.SIGTERM)
        until_refused(served.port)
        assert served.process.poll() is None
        connection.sendall(BODY)
        assert connection.recv(1024).startswith(b"HTTP/1.1 201 Created")
        assert served.process.wait(PATIENCE) == 0
        assert not served.has_processes()
        assert served.complained.read_text() == ""
    assert not (tmp_path / "quo.db-wal").exists(), "the database was not closed"


@WORKERS
def test_a_second_signal_ends_it_at_once(tmp_path: Path, workers: str) -> None:
    with running(tmp_path, workers) as served, asking(served.port):
        served.process.send_signal(signal.SIGTERM)
        until_refused(served.port)
        assert served.process.poll() is None
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(PATIENCE) == 128 + signal.SIGINT
        assert not served.has_processes()


@WORKERS
def test_a_client_that_never_finishes_is_cut_off(tmp_path: Path, workers: str) -> None:
    port = free_port("127.0.0.1")
    options = ("--db", "quo.db", "--seed", "empty", "--workers", workers, "--port", str(port))
    with subprocess.Popen(
        [sys.executable, "-c", QUICK, "serve", *options], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert any("Ctrl-C" in line for line in process.stdout)
            with asking(port):
                process.send_signal(signal.SIGTERM)
                assert process.wait(PATIENCE) == 0
        finally:
            process.kill()


@WORKERS
def test_a_webhook_s_attempt_under_way_is_finished_and_noted(tmp_path: Path, workers: str) -> None:
    came, go_on = threading.Event(), threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        came.set()
        go_on.wait(PATIENCE)
        TAKEN(handler)

    with receiving() as receiver, running(tmp_path, workers) as served:
        receiver.otherwise = hang
        with httpx.Client(base_url=served.url, headers=HEADERS) as client:
            hook = {"url": receiver.url, "events": ["message.received"]}
            client.post("/quo/v1/webhooks/messages", json=hook).raise_for_status()
            text = {"from": "+12065550119", "text": "Is it still free?"}
            client.post("/_mock/api/inbound/messages", json=text).raise_for_status()
        assert came.wait(PATIENCE)
        served.process.send_signal(signal.SIGTERM)
        until_refused(served.port)
        assert served.process.poll() is None
        go_on.set()
        assert served.process.wait(PATIENCE) == 0
    with closing(sqlite3.connect(tmp_path / "quo.db")) as database:
        assert database.execute("SELECT status, tries, claim FROM deliveries").fetchall() == [
            ("delivered", 1, None)
        ]
