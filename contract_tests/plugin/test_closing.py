"""Closing a `quo_mock` waits for nobody: not for who says nothing, reads nothing, or was made to wait."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

import mock_gateway
from mock_gateway.testing.quo_mock import QuoMock

PATIENCE = 10.0
"""Seconds after which a close that does not come to its end is given up; an eternity."""


@pytest.fixture
def open_mock() -> Iterator[QuoMock]:
    """One that the test closes itself."""
    with mock_gateway.running() as quo_mock:
        yield quo_mock


def connected(quo_mock: QuoMock, said: bytes) -> socket.socket:
    """A connection to it on which something was said."""
    url = httpx.URL(quo_mock.url)
    connection = socket.create_connection((url.host, url.port or 0))
    connection.sendall(said)
    return connection


def request(quo_mock: QuoMock, *headers: str) -> bytes:
    """A request that is allowed."""
    head = ("GET /quo/v1/users/US123abc HTTP/1.1", "Host: mock", f"Authorization: Bearer {quo_mock.api_key}")
    return "\r\n".join((*head, "User-Agent: test", *headers, "", "")).encode()


def idle(quo_mock: QuoMock) -> socket.socket:
    return connected(quo_mock, b"")


def half(quo_mock: QuoMock) -> socket.socket:
    return connected(quo_mock, b"POST /quo/v1/messages HTTP/1.1\r\nHost: mock\r\nContent-Length: 9\r\n\r\n{")


def answered(quo_mock: QuoMock) -> socket.socket:
    connection = connected(quo_mock, request(quo_mock))
    assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
    return connection


def unread(quo_mock: QuoMock) -> socket.socket:
    """Its answer, longer than any buffer, is never read: the server waits to send."""

    def endless(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [bytes(1_000_000)] * 50

    quo_mock._app = endless
    connection = connected(quo_mock, request(quo_mock))
    assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
    return connection


def slow(quo_mock: QuoMock) -> socket.socket:
    """It asked for an answer in half a minute, and the gateway waits."""
    waits = threading.Event()
    assert quo_mock.url  # the port is open
    faults = quo_mock._gateway.faults
    wait = faults.pause

    def pause(seconds: float) -> None:
        waits.set()
        wait(seconds)

    faults.pause = pause
    connection = connected(quo_mock, request(quo_mock, "Mock-Fault: slow=30"))
    assert waits.wait(PATIENCE)
    return connection


def close(quo_mock: QuoMock) -> None:
    """Close it, and fail if that has no end."""
    closing = threading.Thread(target=quo_mock.close)
    closing.start()
    closing.join(PATIENCE)
    assert not closing.is_alive()


@pytest.mark.parametrize("how", [idle, half, answered, unread, slow])
def test_nobody_who_is_connected_keeps_it_open(open_mock: QuoMock, how: Any) -> None:
    before = set(threading.enumerate())
    with ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(how(open_mock))
        close(open_mock)
        assert set(threading.enumerate()) <= before


def test_what_is_being_answered_is_still_answered(open_mock: QuoMock) -> None:
    with slow(open_mock) as connection:
        close(open_mock)
        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_receiver_that_hangs_does_not_keep_it_open(open_mock: QuoMock) -> None:
    open_mock._gateway.dispatcher.timeout = 600
    with socket.create_server(("127.0.0.1", 0)) as receiver:
        open_mock.webhooks.subscribe(url=f"http://127.0.0.1:{receiver.getsockname()[1]}/hook")
        body = {"from": "+12065550119", "text": "Hello", "workspace_id": open_mock.workspace_id}
        assert httpx.post(f"{open_mock.url}/_mock/api/inbound/messages", json=body).status_code == 201
        delivery, _ = receiver.accept()
        with delivery:
            close(open_mock)
