"""Smuggling: where one request ends and the next begins is never in doubt; half a request does nothing."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from contract_tests.gateway.serving import Served, serve
from mock_gateway.demo import API_KEY

PATIENCE = 20.0
"""Seconds after which a socket that does not say what it should is given up."""
KEY = f"Host: localhost\r\nUser-Agent: x\r\nAuthorization: Bearer {API_KEY}\r\n".encode()
TYPED = KEY + b"Content-Type: application/json\r\n"
POST = b"POST /quo/v1/contacts HTTP/1.1\r\n" + TYPED
PATCH = b"PATCH /quo/v1/contacts/CT123abc HTTP/1.1\r\n" + TYPED
END = b"Connection: close\r\n\r\n"
LAST = b"GET /quo/v1/contacts/CT123abc HTTP/1.1\r\nConnection: close\r\n" + KEY + b"\r\n"
"""A request that is answered 200, after which the server hangs up."""
BODY = b'{"defaultFields":{"firstName":"Ada"}}'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = serve(tmp_path_factory.mktemp("framing"), "--set", "rate_limit=0")
    yield served
    served.kill()


def said(served: Served, raw: bytes) -> bytes:
    """Everything that is answered to some bytes until the server hangs up."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        with suppress(ConnectionError):  # it may have hung up already
            connection.sendall(raw)
        pieces = []
        with suppress(ConnectionError):
            while piece := connection.recv(65536):
                pieces.append(piece)
    return b"".join(pieces)


def statuses(served: Served, raw: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"HTTP/1\.1 (\d{3}) ", said(served, raw))]


def noted(served: Served) -> list[int]:
    """The statuses that the operations have answered with, by the journal."""
    answer = said(served, b"GET /_mock/api/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return [each["status"] for each in json.loads(answer.partition(b"\r\n\r\n")[2])["data"]]


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 2\r\nContent-Length: 15\r\n",
        b"Content-Length: 15, 15\r\n",
        b"Content-Length: +15\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 0x10\r\n",
        b"Content-Length: 1 5\r\n",
        b"Content-Length: 99999999999999999999999\r\n",
        b"Content-Length : 15\r\n",
        b"Transfer-Encoding: identity\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b" Transfer-Encoding: chunked\r\n",
        b"X: a\r\n Transfer-Encoding: chunked\r\n",
        b"X: a\rTransfer-Encoding: chunked\r\n",
        b"X: \0\r\n",
        b"X y: z\r\n",
        b"nothing\r\n",
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused_with_all_that_follows(
    served: Served, lengths: bytes
) -> None:
    assert statuses(served, POST + lengths + b"\r\n" + BODY + LAST) == [400]


@pytest.mark.parametrize("length", [b"Content-Length: 4\r\n", b"Content-Length: 0\r\n"])
def test_chunks_win_over_a_length_and_end_the_connection(served: Served, length: bytes) -> None:
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    for head in (length + b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: chunked\r\n" + length):
        assert statuses(served, POST + head + b"\r\n" + chunks + LAST) == [201]


def test_requests_in_a_row_are_answered_in_their_order_and_bodies_are_never_requests(served: Served) -> None:
    with_body = POST + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
    assert statuses(served, with_body + with_body + LAST) == [201, 201, 200]
    inside = b"DELETE /quo/v1/contacts/CT123abc HTTP/1.1\r\n" + KEY + b"\r\n"
    refused = (
        POST.replace(API_KEY.encode(), b"no-key-at-all")
        + b"Content-Length: %d\r\n\r\n" % len(inside)
        + inside
    )
    ignored = (
        b"GET /quo/v1/contacts/CT123abc HTTP/1.1\r\n"
        + KEY
        + b"Content-Length: %d\r\n\r\n" % len(inside)
        + inside
    )
    assert statuses(served, refused + ignored + LAST) == [401, 200, 200]


def test_what_follows_the_last_request_is_a_400_of_its_own(served: Served) -> None:
    get = LAST.replace(b"Connection: close\r\n", b"")
    assert statuses(served, get + b"\x00\xff garbage\r\n\r\n") == [200, 400]
    assert statuses(served, LAST + get) == [200]


@pytest.mark.parametrize("head", [POST, PATCH])
@pytest.mark.parametrize("sent", [b"", b"{}", BODY])
def test_a_body_that_is_shorter_than_it_says_does_nothing(served: Served, head: bytes, sent: bytes) -> None:
    before = noted(served)
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(head + b"Content-Length: 100\r\n\r\n" + sent)
    deadline = time.monotonic() + PATIENCE
    while (after := noted(served)) == before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert after == [*before, 400]


def test_a_name_said_twice_does_not_steer_the_gateway(served: Served) -> None:
    get = b"GET /_mock/api/journal HTTP/1.1\r\n"
    for hosts in (b"Host: localhost\r\nHost: evil.example\r\n", b"Host: evil.example\r\nHost: localhost\r\n"):
        assert statuses(served, get + hosts + END) == [403]
    assert statuses(served, get + b"Host: a!b.evil.example\r\n" + END) == [403]


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET http://other.example/quo/v1/contacts/CT123abc HTTP/1.1", 200),
        (b"CONNECT localhost:443 HTTP/1.1", 404),
        (b"GET /quo/v1/contacts/..%2f..%2fusers HTTP/1.1", 404),
        (b"GET /quo/v1/contacts/%2e%2e HTTP/1.1", 400),
        (b"GET /x/%2e%2e/quo/v1/contacts/CT123abc HTTP/1.1", 400),
        (b"GET /quo/v1/contacts/CT%00 HTTP/1.1", 400),
        (b"GET /quo/v1/contacts/CT\x00 HTTP/1.1", 400),
        (b"GET /quo/v1/contacts/CT\xff HTTP/1.1", 400),
        (b"get /quo/v1/contacts/CT123abc HTTP/1.1", 405),
        (b"GET  /quo/v1/contacts/CT123abc HTTP/1.1", 400),
        (b"GET /quo/v1/contacts/CT123abc HTTP/1.2", 400),
        (b"GET /quo/v1/contacts/CT123abc", 400),
        (b"GET /quo/v1/contacts/" + b"a" * 200_000 + b" HTTP/1.1", 414),
        (b"GET /quo/v1/contacts/CT123abc HTTP/1.1\r\nX: " + b"a" * 600_000, 431),
    ],
)
def test_a_target_means_what_it_says_once(served: Served, request_line: bytes, status: int) -> None:
    assert statuses(served, request_line + b"\r\n" + KEY + END) == [status]


def test_nothing_of_all_this_is_a_fault_of_the_gateway(served: Served) -> None:
    assert statuses(served, LAST) == [200]
    assert Path(served.complained).read_text() == ""
