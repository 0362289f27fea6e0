"""What only a real server and a raw socket can show: requests that no HTTP library would send."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from .serving import Served, serve

KEY = "Authorization: Bearer maton_mock_key\r\nUser-Agent: tests/1.0\r\n"
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = serve(tmp_path_factory.mktemp("served"), "--set", "rate_limit=0", "--seed", "empty")
    yield running
    assert "Traceback" not in running.complained.read_text()
    running.kill()


def exchange(served: Served, *pieces: bytes) -> bytes:
    """Everything that comes back for what is sent, until the other side has nothing more to say."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
        except OSError:
            pass  # it was refused before all was sent
        received = b""
        try:
            while data := connection.recv(65536):
                received += data
        except OSError:
            pass
        return received


def ask(served: Served, request_line: str, headers: str = "", body: bytes = b"") -> tuple[int, bytes]:
    """The status and the body of an answer."""
    head = f"{request_line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{KEY}{headers}\r\n"
    answer = exchange(served, head.encode("latin-1"), body)
    first, _, rest = answer.partition(b"\r\n")
    return int(first.split()[1]), rest.partition(b"\r\n\r\n")[2]


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (*parts, b""))


CHUNKED = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"


@pytest.fixture(autouse=True)
def nothing_written(served: Served) -> Iterator[None]:
    yield
    status, body = ask(served, "GET /quo/v1/contacts?maxResults=1")
    assert (status, json.loads(body)["totalItems"]) == (200, 0)


def test_a_chunked_body_is_read_whole(served: Served) -> None:
    status, body = ask(served, "POST /quo/v1/contacts", CHUNKED, chunks(b'{"default', b'Fields": 1}'))
    assert (status, json.loads(body)["errors"][0]["path"]) == (400, "/defaultFields")


@pytest.mark.parametrize("extra", [1, MIB])
def test_a_chunked_body_over_one_mebibyte_is_refused(served: Served, extra: int) -> None:
    # all of it would be valid: what is cut off must not be taken for the whole
    whole = b'{"defaultFields": {"firstName": "Ann"}}'
    parts = [whole + b" " * (MIB - len(whole)), b" " * extra]
    status, _ = ask(served, "POST /quo/v1/contacts", CHUNKED, chunks(*parts))
    assert status == 413


def test_a_length_over_one_mebibyte_is_refused_before_it_is_sent(served: Served) -> None:
    headers = f"Content-Type: application/json\r\nContent-Length: {MIB * 1024}\r\n"
    status, body = ask(served, "POST /quo/v1/contacts", headers, b"{")
    assert (status, json.loads(body)["message"]) == (413, "The body is over 1024 KiB")


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /quo/v1/users/US\xff",
        "GET /quo/v1/users/US%00",
        "GET /quo/v1/users?maxResults=%",
        "GET /quo/v1/users?maxResults=1&pageToken=\xff",
        "GET /quo/../../etc/passwd",
        "GET http://gateway.maton.ai/quo/v1/nope",
        "PURGE /quo/v1/users",
        "GET /quo/v1/users?" + "a" * 50_000,
        "GET /" + "a/" * 20_000,
        "GET quo/v1/users",
        "OPTIONS *",
    ],
    ids=lambda line: line[:40],
)
def test_an_odd_request_line_is_a_clear_refusal(served: Served, request_line: str) -> None:
    status, body = ask(served, request_line)
    assert 400 <= status < 500
    assert b"Traceback" not in body


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /quo/v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        b"GET /quo/v1/users HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n",
        b"POST /quo/v1/contacts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /quo/v1/contacts HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nContent-Length: 5\r\n\r\n{}",
    ],
    ids=lambda raw: raw[:24].decode("latin-1"),
)
def test_what_is_no_http_is_not_answered_with_a_fault_of_our_own(served: Served, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        received = connection.recv(65536)
    assert b" 500 " not in received.partition(b"\r\n")[0]


def test_a_caller_who_hangs_up_disturbs_nobody(served: Served) -> None:
    head = f"POST /quo/v1/contacts HTTP/1.1\r\nHost: x\r\n{KEY}Content-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(f"{head}Content-Length: 1000\r\n\r\n{{".encode())
    assert ask(served, "GET /quo/v1/phone-numbers")[0] == 200


def test_one_connection_carries_several_requests(served: Served) -> None:
    one = f"GET /quo/v1/users/US123abc HTTP/1.1\r\nHost: x\r\n{KEY}\r\n".encode()
    last = one.replace(b"Host: x", b"Host: x\r\nConnection: close")
    assert exchange(served, one + one + last).count(b"HTTP/1.1 200 OK") == 3


def test_from_this_machine_the_control_door_is_open(served: Served) -> None:
    status, body = ask(served, "GET /_mock/api/health")
    assert (status, json.loads(body)["data"]["status"]) == (200, "ok")
