"""What the proxy leads on is one request, of one host, with one end; what follows goes nowhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from contract_tests.standin.server import Sent, Server
from mock_gateway.intercept import Intercept

from .conftest import said_to

ASKED: list[tuple[str, str, bytes]] = []
_NOTING = threading.Lock()


def noted(environ: dict[str, Any], body: bytes) -> Sent:
    with _NOTING:
        ASKED.append((environ["PATH_INFO"], environ["HTTP_HOST"], body))
    return Sent(200, body=b"ok")


@pytest.fixture
def intercept() -> Iterator[Intercept]:
    """The proxy before a server that notes what it is asked."""
    ASKED.clear()
    server = Server(noted)
    with Intercept(("127.0.0.1", server.port)) as intercept:
        yield intercept
    server.close()


def post(*headers: bytes, body: bytes = b"") -> bytes:
    lines = [b"POST http://api.quo.com/v1/x HTTP/1.1", b"Host: api.quo.com", *headers, b"", body]
    return b"\r\n".join(lines)


def statuses(intercept: Intercept, raw: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"HTTP/1\.[01] (\d{3}) ", said_to(intercept, raw))]


@pytest.mark.parametrize(
    "headers",
    [
        (b"Content-Length: 5", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding: chunked", b"content-length: 5"),
        (b"Content-Length: 5", b"Content-Length: 6"),
        (b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity"),
        (b"X: a", b" Content-Length: 5"),
        (b"Content-Length : 5",),
        (b"X: a\nContent-Length: 5",),
        (b"X: a\rContent-Length: 5",),
        (b"X: a\0",),
    ],
)
def test_a_head_that_can_be_read_in_two_ways_leads_nowhere(
    intercept: Intercept, headers: tuple[bytes, ...]
) -> None:
    assert statuses(intercept, post(*headers, body=b"12345")) == [400]
    assert ASKED == []


def test_a_second_request_on_the_same_connection_reaches_nobody(intercept: Intercept) -> None:
    second = b"GET http://evil.example/steal HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    relative = b"GET /v1/second HTTP/1.1\r\nHost: api.quo.com\r\n\r\n"
    for behind in (second, relative):
        assert statuses(intercept, post(b"Content-Length: 2", body=b"hi" + behind)) == [200]
    assert ASKED == [("/v1/x", "api.quo.com", b"hi")] * 2


def test_the_host_is_that_of_the_url_whatever_the_header_says(intercept: Intercept) -> None:
    raw = post(b"HOST: evil.example", b"host: other.example").replace(
        b"Host: api.quo.com", b"Host: a\r\nHost: b"
    )
    assert statuses(intercept, raw) == [200]
    assert ASKED == [("/v1/x", "api.quo.com", b"")]
