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
from pathlib import Path

import httpx
import pytest

from contract_tests.gateway.hooks.receiver import Receiver
from contract_tests.gateway.serving import PATIENCE, Served, serve

WORKERS = pytest.mark.parametrize("workers", ["1", "2"])
KEY = "Authorization: Bearer maton_mock_key\r\nUser-Agent: tests/1.0\r\n"
SLOW = f"GET /quo/v1/users?maxResults=1 HTTP/1.1\r\nHost: x\r\nMock-Fault: slow=1\r\n{KEY}\r\n".encode()


@contextmanager
def running(folder: Path, workers: str) -> Iterator[Served]:
    served = serve(folder, "--db", "quo.db", "--workers", workers, "--set", "rate_limit=0")
    try:
        yield served
    finally:
        served.kill()


def connected(served: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)


def until_refused(served: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            connected(served).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.01)
    raise AssertionError("it still takes connections")


def accepted(served: Served) -> None:
    """Return when a slow request is in the gateway's hands: it is answered by what is not slow."""
    time.sleep(0.2)


@WORKERS
def test_what_was_accepted_is_answered_and_nothing_more_is(tmp_path: Path, workers: str) -> None:
    with running(tmp_path, workers) as served, connected(served) as asking:
        asking.sendall(SLOW)
        accepted(served)
        served.process.send_signal(signal.SIGTERM)
        until_refused(served)
        assert served.process.poll() is None
        assert asking.recv(64).startswith(b"HTTP/1.1 200 OK")
        assert served.process.wait(PATIENCE) == 0
        assert not served.has_processes()
        assert served.complained.read_text() == ""
        assert not (tmp_path / "quo.db-wal").exists(), "it was not closed"


@WORKERS
def test_a_second_signal_ends_it_at_once(tmp_path: Path, workers: str) -> None:
    with running(tmp_path, workers) as served, connected(served) as asking:
        asking.sendall(b"GET /quo/v1/us")  # which is never finished
        accepted(served)
        served.process.send_signal(signal.SIGTERM)
        until_refused(served)
        assert served.process.poll() is None
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(PATIENCE) == 128 + signal.SIGINT
        assert not served.has_processes()


@WORKERS
def test_a_client_that_never_finishes_is_cut_off(tmp_path: Path, workers: str) -> None:
    program = "from mock_gateway import granians, cli; granians.REQUEST_SECONDS = 0.2; cli.main()"
    with running(tmp_path, workers) as first:
        port = first.port
        first.stop()
    command = [sys.executable, "-c", program, "serve", "--db", "quo.db", "--workers", workers, "--port", str(port)]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert any("Ctrl-C" in line for line in process.stdout)
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as asking:
                asking.sendall(b"GET /quo/v1/us")
                time.sleep(0.2)
                process.send_signal(signal.SIGTERM)
                assert process.wait(PATIENCE) == 0
        finally:
            process.kill()


@WORKERS
def test_a_webhook_s_attempt_under_way_is_finished_and_noted(tmp_path: Path, workers: str) -> None:
    go_on, came = threading.Event(), threading.Event()
    with Receiver(lambda: (came.set(), go_on.wait(PATIENCE))) as receiver, running(tmp_path, workers) as served:
        with httpx.Client(base_url=f"{served.url}/quo/v1", headers=HEADERS) as client:
            hook = {"url": receiver.url, "events": ["message.delivered", "message.received"]}
            client.post("/webhooks/messages", json=hook).raise_for_status()
            text = {"content": "Hello", "from": "PN123abc", "to": ["+15005550000"]}
            client.post("/messages", json=text).raise_for_status()
        assert came.wait(PATIENCE)
        served.process.send_signal(signal.SIGTERM)
        until_refused(served)
        go_on.set()
        assert served.process.wait(PATIENCE) == 0
    with closing(sqlite3.connect(tmp_path / "quo.db")) as database:
        assert database.execute("SELECT count(*) FROM deliveries WHERE state = 'delivered'").fetchone() == (1,)
