"""What the proxy refuses: in one line that people see, at once, and without harm to anybody else."""

from __future__ import annotations

import logging
import socket
import struct

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway.intercept import Intercept

from .conftest import connected, rest_of, said_to

CONNECT = b"CONNECT gateway.maton.ai:443 HTTP/1.1\r\nHost: gateway.maton.ai:443\r\n"


def test_another_host_is_refused_by_name_and_noted(intercept: Intercept) -> None:
    answer = said_to(intercept, b"CONNECT api.example.com:443 HTTP/1.1\r\n\r\n")
    line, _, rest = answer.partition(b"\r\n")
    assert line == (b"HTTP/1.1 403 api.example.com:443 is neither Maton nor Quo, and was not allowed by name")
    assert rest.endswith(b"quo-mock: " + line.removeprefix(b"HTTP/1.1 403 ") + b"\n")
    assert intercept.refused == {"api.example.com:443": 1}


def test_a_program_shows_that_line_to_its_user(intercept: Intercept) -> None:
    with httpx.Client(proxy=intercept.url) as http:
        with pytest.raises(httpx.ProxyError, match=r"403 api\.example\.com:443 is neither"):
            http.get("https://api.example.com/")
        assert http.get("http://api.example.com/").status_code == 403
    assert intercept.refused == {"api.example.com:443": 1, "api.example.com:80": 1}


def test_a_name_that_only_looks_like_ours_is_refused(intercept: Intercept) -> None:
    for name in ("gateway.maton.ai.example.com", "xgateway.maton.ai", "maton.ai", "gateway-maton.ai"):
        assert said_to(intercept, f"CONNECT {name}:443 HTTP/1.1\r\n\r\n".encode())[:12] == b"HTTP/1.1 403"


@settings(max_examples=25)
@given(junk=st.binary(max_size=300))
def test_junk_is_a_400_or_waits_for_more(intercept: Intercept, junk: bytes) -> None:
    answer = said_to(intercept, junk.replace(b"\r\n\r\n", b"") + b"\r\n\r\n")
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 403 "))
    assert answer.partition(b"\r\n")[0].isascii()


@pytest.mark.parametrize("ended", [b"\r\n\r\n", b""])
def test_a_head_without_end_is_refused_before_it_fills_the_memory(intercept: Intercept, ended: bytes) -> None:
    lines = [b"X-%d: %s\r\n" % (number, b"x" * 1000) for number in range(100)]
    assert said_to(intercept, CONNECT, *lines, ended).startswith(b"HTTP/1.1 431 the head is over 16 KiB\r\n")


def test_a_head_of_16_kib_is_read(intercept: Intercept) -> None:
    with connected(intercept) as connection:
        connection.sendall(CONNECT + b"X: " + b"x" * (16 * 1024 - len(CONNECT) - 3) + b"\r\n\r\n")
        assert connection.recv(100) == b"HTTP/1.1 200 Connection established\r\n\r\n"


def test_a_head_may_come_byte_by_byte(intercept: Intercept) -> None:
    with connected(intercept) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in CONNECT + b"\r\n":
            connection.sendall(bytes([byte]))
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("begun", [b"", CONNECT])
def test_who_says_too_little_is_not_waited_for(behind: tuple[str, int], begun: bytes) -> None:
    with Intercept(behind, patience=0.1) as intercept:
        answer = said_to(intercept, begun)
        assert answer.startswith(b"HTTP/1.1 408 no whole head came within 0.1 s\r\n")


def test_who_opens_a_tunnel_and_does_not_shake_hands_is_not_waited_for(behind: tuple[str, int]) -> None:
    with Intercept(behind, patience=0.2) as intercept, connected(intercept) as connection:
        connection.sendall(CONNECT + b"\r\n")
        assert rest_of(connection) == b"HTTP/1.1 200 Connection established\r\n\r\n"


def test_what_comes_before_the_tunnel_is_open_is_refused(intercept: Intercept) -> None:
    answer = said_to(intercept, CONNECT + b"\r\n\x16\x03\x01")
    assert answer.startswith(b"HTTP/1.1 400 nothing may be sent before the tunnel is open\r\n")


def test_no_gateway_is_a_502_before_any_handshake() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with Intercept(("127.0.0.1", port)) as intercept:
        answer = said_to(intercept, CONNECT + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 502 gateway.maton.ai:443 cannot be reached\r\n")


def test_rude_callers_leave_nothing_in_the_log_and_harm_nobody(
    intercept: Intercept, caplog: pytest.LogCaptureFixture
) -> None:
    reset = struct.pack("ii", 1, 0)
    for sent in (b"", b"CONN", CONNECT, CONNECT + b"\r\n", CONNECT + b"\r\n\x16\x03\x01\x02\x00"):
        for hang_up in (False, True):
            with connected(intercept) as connection:
                connection.sendall(sent)
                if hang_up:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
    with connected(intercept) as connection:  # half-open: it has said all that it will, and still listens
        connection.sendall(b"GET http://gateway.maton.ai/here HTTP/1.1\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        assert b'"PATH_INFO": "/here"' in rest_of(connection)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
