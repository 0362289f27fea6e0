"""What a caller wants of the proxy: the head of its request, read as a plain value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

LARGEST_HEAD = 16 * 1024
"""Bytes up to the blank line; what is longer is refused, as most servers do."""

_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = rf"(?P<name>{_NAME}(?:\.{_NAME})*)\.?|\[(?P<v6>[0-9A-Fa-f:.]{{2,45}})\]"
_CONNECT = re.compile(rf"(?:{_HOST}):(?P<port>[0-9]{{1,5}})")
_ABSOLUTE = re.compile(rf"http://(?:{_HOST})(?::(?P<port>[0-9]{{1,5}}))?(?P<rest>[/?][!-~\x80-\xff]*)?", re.I)
_METHOD = re.compile(r"[A-Z]{1,20}")
_VERSION = re.compile(r"HTTP/1\.[01]")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[^\0\r\n]*")

_BETWEEN_US = frozenset({"connection", "proxy-connection", "keep-alive", "proxy-authorization", "host"})
"""Headers that the proxy does not pass on: they are for itself alone, or follow from the URL."""


class Unreadable(ValueError):
    """A head that no proxy can follow; the text says why, without repeating it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a caller wants to go."""

    host: str
    """In lower case, without a final dot or brackets."""
    port: int
    tunnel: bool
    """Whether it asked for a tunnel (CONNECT); otherwise it is one request of plain HTTP."""
    head: bytes = b""
    """The head that whoever is behind `host` is to be sent, for plain HTTP."""

    @property
    def address(self) -> str:
        """`host:port`."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_head(head: bytes) -> Wanted:
    """What a request's head, with or without its blank line, asks of the proxy.

    A request for plain HTTP is told to end the connection after its answer: the next one on the same
    connection may be for another host.

    Raises:
        Unreadable: it is neither a `CONNECT` nor a request with a whole URL.
    """
    try:
        line, *fields = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
        method, target, version = line.split(" ")
    except ValueError:
        raise Unreadable("the request line is not a method, a target and a version") from None
    if not _METHOD.fullmatch(method) or not _VERSION.fullmatch(version):
        raise Unreadable("the request line is not one of HTTP/1.1")
    if not all(map(_FIELD.fullmatch, fields)):
        raise Unreadable("a header line has no name and colon")
    if len(_lengths(fields)) > 1:
        raise Unreadable("the head says more than once how long its body is")
    return _tunnel(target) if method == "CONNECT" else _plain(method, target, version, fields)


def _lengths(fields: list[str]) -> list[str]:
    """The headers that say where the body ends: with two of them, two servers may see two different ends."""
    names = (field.partition(":")[0].lower() for field in fields)
    return [name for name in names if name in ("content-length", "transfer-encoding")]


def _tunnel(target: str) -> Wanted:
    found = _CONNECT.fullmatch(target)
    if found is None:
        raise Unreadable("CONNECT takes a host and a port, as in gateway.maton.ai:443")
    return Wanted(_host(found), _port(found["port"]), tunnel=True)


def _plain(method: str, target: str, version: str, fields: list[str]) -> Wanted:
    found = _ABSOLUTE.fullmatch(target)
    if found is None:
        raise Unreadable("this is a proxy: it takes CONNECT, or a URL that begins with http:// and a host")
    path = found["rest"] or "/"
    path = path if path.startswith("/") else f"/{path}"
    kept = [field for field in fields if field.partition(":")[0].lower() not in _BETWEEN_US]
    wanted = Wanted(_host(found), _port(found["port"] or "80"), tunnel=False)
    host = f"Host: {wanted.address.removesuffix(':80')}"
    lines = [f"{method} {path} {version}", host, *kept, "Connection: close", "", ""]
    return replace(wanted, head="\r\n".join(lines).encode("latin-1"))


def _host(found: re.Match[str]) -> str:
    return (found["name"] or found["v6"]).lower()


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise Unreadable("the port is not one from 1 to 65535")
    return port
