"""Callers who send slowly, or not at all, or never read: the others are served meanwhile."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from mock_gateway.control.client import Control
from mock_gateway.errors import Problem
from mock_gateway.faults.rule import Slow
from mock_gateway.listener import UNREAD_SECONDS, limit
from mock_gateway.turns import BODY_SECONDS, Turns, Watch

from .serving import Served, serve
from .test_server import KEY, ask

JSON = "Content-Type: application/json\r\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    file = tmp_path_factory.mktemp("slow") / "quo.db"
    running = serve(file.parent, "--set", "rate_limit=0", "--seed", "empty", "--db", str(file))
    yield running
    assert running.stop() == 0
    assert running.complained.read_text() == ""


def unfinished(served: Served, headers: str = KEY, length: int = 100) -> socket.socket:
    """A connection that has sent the head of a request, and one byte of its body."""
    connection = socket.create_connection(("127.0.0.1", served.port), timeout=60)
    head = f"POST /quo/v1/contacts HTTP/1.1\r\nHost: x\r\n{headers}{JSON}Content-Length: {length}\r\n\r\n"
    connection.sendall(head.encode() + b"{")
    return connection


def rest(connection: socket.socket) -> bytes:
    """Everything that still comes, until the other side closes."""
    received = b""
    while data := connection.recv(65536):
        received += data
    return received


def test_whoever_does_not_send_its_body_keeps_no_other_from_working_and_is_cut(served: Served) -> None:
    with ExitStack() as stack:
        keys = [KEY, ""] * 12  # strangers, too
        waiting = [stack.enter_context(unfinished(served, key)) for key in keys]
        for _ in range(3):
            assert ask(served, "GET /quo/v1/phone-numbers")[0] == 200
        assert trickle(served).startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        for connection in waiting:
            assert rest(connection)[:12] in (b"", b"HTTP/1.1 408", b"HTTP/1.1 401", b"HTTP/1.1 503")
        status, page = ask(served, "GET /quo/v1/contacts?maxResults=1")
        assert (status, json.loads(page)["totalItems"]) == (200, 0)


def trickle(served: Served) -> bytes:
    """What comes back to whoever sends a byte a second of its body."""
    with unfinished(served) as trickling:
        trickling.settimeout(1)
        for _ in range(60):
            with suppress(TimeoutError):
                return trickling.recv(65536)
            trickling.sendall(b" ")
    return b"nothing"


def test_silent_connections_keep_nobody_out(served: Served) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=5))
        assert ask(served, "GET /quo/v1/phone-numbers")[0] == 200


def test_whoever_never_reads_keeps_nobody_from_working(served: Served) -> None:
    one = f"GET /_mock/api/openapi.json HTTP/1.1\r\nHost: x\r\n{KEY}\r\n".encode()
    with ExitStack() as stack:
        for _ in range(20):
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(5)
            connection.connect(("127.0.0.1", served.port))
            connection.sendall(one * 100)
        assert ask(served, "GET /quo/v1/phone-numbers")[0] == 200


def test_an_answer_that_is_delayed_delays_no_other(served: Served) -> None:
    with Control(served.url) as control, socket.create_connection(("127.0.0.1", served.port), 60) as delayed:
        control.fault(Slow(20.0), times=1)
        delayed.sendall(f"GET /quo/v1/users/US1 HTTP/1.1\r\nHost: x\r\n{KEY}\r\n".encode())
        while not control.faults()[0].struck:
            pass
        assert ask(served, "GET /quo/v1/phone-numbers")[0] == 200
        delayed.setblocking(False)
        with pytest.raises(BlockingIOError):
            delayed.recv(1)  # it still waits
        control.clear_faults()


def test_what_the_kernel_is_told_holds_for_whoever_connects_from_then_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        limit(listening.getsockname()[1])
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            told = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
            assert told == UNREAD_SECONDS * 1000
            assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


def test_a_text_in_a_file_is_not_taken_for_a_socket(tmp_path: Path) -> None:
    with (tmp_path / "open").open("w") as file:
        limit(1)
        file.write("still open")
    assert (tmp_path / "open").read_text() == "still open"


class Body:
    """A body that comes when it is told to."""

    def __init__(self) -> None:
        self.asked, self.come = threading.Event(), threading.Event()

    def read(self, size: int) -> bytes:
        self.asked.set()
        assert self.come.wait(60)
        return b""


def test_only_so_many_wait_for_bodies_and_the_next_is_told_so() -> None:
    turns = Turns(lambda environ, start_response: [], 1, most_waiting=1, on_first=lambda port: None)
    body = Body()
    waiting = threading.Thread(target=turns.read, args=(body, 10, 60.0))
    waiting.start()
    assert body.asked.wait(60)
    with pytest.raises(Problem) as refused:
        turns.read(Body(), 10, 60.0)
    assert refused.value.status == 503
    body.come.set()
    waiting.join(60)
    body.come.set()
    assert turns.read(body, 10, 60.0) == b""  # there is a place again


def test_a_text_whose_answer_is_slow_delays_no_other(served: Served) -> None:
    body = b'{"content": "Hi", "from": "PN123abc", "to": ["+15005550010"]}'
    head = f"POST /quo/v1/messages HTTP/1.1\r\nHost: x\r\n{KEY}{JSON}Content-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), 60) as delayed:
        delayed.sendall(head.encode() + body)
        for _ in range(20):
            assert ask(served, "GET /quo/v1/phone-numbers")[0] == 200
        delayed.setblocking(False)
        with pytest.raises(BlockingIOError):
            delayed.recv(1)  # it still waits


def test_whether_it_lives_is_told_while_everybody_waits() -> None:
    working, done = threading.Event(), threading.Event()

    def application(environ: Any, start_response: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/slow":
            working.set()
            assert done.wait(60)
        return [b"alive"]

    turns = Turns(application, 1, on_first=lambda port: None)
    asked = {"SERVER_PORT": "1", "CONTENT_LENGTH": "0"}
    keeping = threading.Thread(target=turns, args=({**asked, "PATH_INFO": "/slow"}, print))
    keeping.start()
    assert working.wait(60)
    nothing: Any = None
    assert turns({**asked, "PATH_INFO": "/_mock/api/health/live"}, nothing) == [b"alive"]
    done.set()
    keeping.join(60)


def test_a_body_that_is_late_cuts_nobody_who_waits_for_an_answer() -> None:
    at_work: dict[int, float] = {}
    watch = Watch(at_work)
    watch.begin(100.0)
    assert watch.longest_idle(99.0) is None
    assert watch.longest_idle(101.0) == BODY_SECONDS - 1
    assert watch.longest_idle(140.0) == 2, "the later it is, the sooner"
    at_work[1] = 115.0
    assert watch.longest_idle(140.0) == 26, "who has waited for 25 seconds is spared"
    watch.end(100.0)
    assert watch.longest_idle(140.0) is None


class Flood:
    """A body that comes in pieces as large as they are asked for."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int) -> bytes:
        self.largest = max(size, self.largest)
        self.left -= (taken := min(size, self.left))
        return b"x" * taken


def test_no_flood_is_followed_by_a_piece_that_may_trickle_for_ever() -> None:
    body = Flood(1 << 20)
    turns = Turns(lambda environ, start_response: [], 1, on_first=lambda port: None)
    assert len(turns.read(body, 1 << 20, 60.0)) == 1 << 20
    assert body.largest <= 256
