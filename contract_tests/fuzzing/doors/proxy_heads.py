"""The head of a request to the proxy: whoever is led to the gateway asked for one of its hosts, once."""

from __future__ import annotations

from contract_tests.fuzzing.door import Attack, Door, promised
from mock_gateway.intercept.head import Unreadable, read_head
from mock_gateway.intercept.hosts import HOSTS, Hosts

_ALLOWED = "example.com"


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """A head without its blank line, as the entrance hands it over."""
    head = data.partition(b"\r\n\r\n")[0]
    try:
        wanted = read_head(head)
    except Unreadable as error:
        promised(str(error).isascii() and "\n" not in str(error), "the reason fits into a status line")
        return
    way = Hosts([_ALLOWED]).way_to(wanted)
    promised(wanted.host.isascii() and wanted.host == wanted.host.lower(), "hosts are compared in one form")
    promised(wanted.address.isascii() and wanted.address.isprintable(), "an address fits into a status line")
    promised(way != "gateway" or wanted.host in HOSTS, "only its own hosts lead to the gateway")
    promised(way != "through" or wanted.host == _ALLOWED, "only what is allowed is let through")
    if not wanted.tunnel:
        _forwarded(wanted.head, wanted.address.removesuffix(":80"))


def _forwarded(head: bytes, host: str) -> None:
    lines = head.split(b"\r\n")
    names = [line.partition(b":")[0].lower() for line in lines[1:-2]]
    promised(lines[-2:] == [b"", b""] and b"" not in lines[:-2], "what is passed on is one head")
    promised(not any(b"\n" in line or b"\r" in line or b"\0" in line for line in lines), "of whole lines")
    promised([n for n in names if n == b"host"] == [b"host"], "with one host")
    promised(lines[1] == b"Host: " + host.encode(), "which is the one that was asked for")
    promised(names[-1] == b"connection", "and it is told to end the connection")
    promised(not any(name != name.strip() for name in names), "no name hides behind a space")
    lengths = {b"content-length", b"transfer-encoding"} & set(names)
    promised(len(lengths) < 2, "a body has one length")
    promised(names.count(b"content-length") < 2, "that is said once")


DOOR = Door(
    _ready,
    seeds=[
        b"CONNECT gateway.maton.ai:443 HTTP/1.1\r\nHost: gateway.maton.ai:443",
        b"GET http://API.quo.com./v1/users?x=1 HTTP/1.1\r\nHost: other\r\nproxy-authorization: x\r\nX: y",
        b"POST http://[::1]:8787/ HTTP/1.0\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
        b"CONNECT [::ffff:127.0.0.1]:0443 HTTP/1.1",
        b"GET http://user@example.com:80/ HTTP/1.1\r\nX: a\r\n b",
        b"GET http://example.com HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        b"POST http://api.quo.com/ HTTP/1.1\r\nContent-Length: 5, 6\r\nTransfer-Encoding: chunked, identity",
    ],
    words=[
        b"CONNECT ",
        b" HTTP/1.1",
        b"http://",
        b"\r\n",
        b"Host:",
        b"gateway.maton.ai",
        b":443",
        b":80",
        b"[::1]",
        b"@",
        b"Content-Length: ",
        b"Transfer-Encoding: chunked",
        b"Connection: ",
    ],
)
