"""A request as WSGI hands it over, read only as far as it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from . import body
from .errors import Problem
from .gate import Credentials

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

LARGEST_BODY = 1024 * 1024
_ENDLESS = 2**63
_PORT = r"(?::(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
_HOST = re.compile(rf"(?:[A-Za-z0-9_.\-]+|\[(?P<v6>[0-9a-fA-F:.]{{2,45}})\]){_PORT}")


class Asked:
    """What somebody asks of the gateway."""

    __slots__ = ("_environ", "_taken", "method", "path")

    def __init__(self, environ: WSGIEnvironment) -> None:
        self._environ = environ
        self._taken: bytes | None = None
        self.method: str = environ["REQUEST_METHOD"]
        self.path = _text(environ.get("PATH_INFO", ""))

    @property
    def host(self) -> str:
        """The name, and perhaps the port, that the caller used; our own if there is none that can be one."""
        named: str = self._environ.get("HTTP_HOST", "")
        return named if _is_host(named) else f"{self._environ['SERVER_NAME']}:{self._environ['SERVER_PORT']}"

    @property
    def came_by_a_name(self) -> bool:
        """Whether `host` is what the caller used, or nothing was said of it, as no browser does.

        Where it is not, it may be anybody's: browsers take names such as `a!b.example.com`.
        """
        named: str = self._environ.get("HTTP_HOST", "")
        return not named or _is_host(named)

    @property
    def remote_address(self) -> str:
        """Who is at the other end of the connection, in numbers."""
        address: str = self._environ.get("REMOTE_ADDR") or ""
        return address

    @property
    def origin(self) -> str:
        """Scheme and host."""
        return f"{self._environ['wsgi.url_scheme']}://{self.host}"

    @property
    def credentials(self) -> Credentials:
        """Who is asking, as the headers say."""
        get = self._environ.get
        return Credentials(get("HTTP_AUTHORIZATION"), get("HTTP_USER_AGENT"), get("HTTP_MATON_CONNECTION"))

    def header(self, name: str) -> str | None:
        """A header by its name, or None."""
        value: str | None = self._environ.get("HTTP_" + name.upper().replace("-", "_"))
        return value

    @property
    def by_granian(self) -> bool:
        """Whether granian serves it, which closes a connection itself when a body falls short."""
        return self._environ.get("SERVER_SOFTWARE") == "Granian"

    def said(self) -> tuple[str, str, str, str | None, str | None]:
        """The query, scheme, host, key and connection as they came, for the journal."""
        get = self._environ.get
        scheme: str = self._environ["wsgi.url_scheme"]
        query, host = get("QUERY_STRING", ""), get("HTTP_HOST", "")
        return query, scheme, host, get("HTTP_AUTHORIZATION"), get("HTTP_MATON_CONNECTION")

    def taken(self, most: int) -> bytes:
        """The body as far as it was read; one of `most` bytes at most is read now if nobody has."""
        if self._taken is None:
            length = _length(self._environ.get("CONTENT_LENGTH") or "")
            if not 0 < length <= most:
                return b""
            self._taken = bytes(self._environ["wsgi.input"].read(length))
        return self._taken

    def query(self) -> Iterable[tuple[str, str]]:
        """The decoded pairs of the query, in order; raises `Problem` 400 if they are not UTF-8."""
        text: str = self._environ.get("QUERY_STRING", "")
        if not text:
            return ()
        try:
            decoded = text if text.isascii() else text.encode("latin-1").decode()
            return parse_qsl(decoded, keep_blank_values=True, errors="strict")
        except UnicodeError:
            raise Problem(400, "The query is not valid UTF-8") from None

    def for_pages(self) -> WSGIEnvironment:
        """The environment as Flask can read it, which fails over a query with bytes that are not UTF-8."""
        text: str = self._environ.get("QUERY_STRING", "")
        if text.isascii():
            return self._environ
        escaped = "".join(each if each.isascii() else f"%{ord(each):02X}" for each in text)
        return {**self._environ, "QUERY_STRING": escaped}

    def json(self) -> Any:
        """The JSON body; what Express's parser would not read is refused rather than ignored.

        Raises:
            Problem: 413 over 1 MiB, 415 not JSON by its content type, 400 not JSON.
        """
        raw = self.raw()
        if raw and not self._is_json():
            said = self._environ.get("CONTENT_TYPE", "").partition(";")[0] or "untyped"
            raise Problem(415, f"The body must be application/json, not {said}")
        try:
            return body.read(raw)
        except body.Unreadable as error:
            raise Problem(400, str(error)) from None

    def _is_json(self) -> bool:
        said: str = self._environ.get("CONTENT_TYPE", "")
        mimetype = said.partition(";")[0].strip().lower()
        return mimetype == "application/json" or (
            mimetype.startswith("application/") and mimetype.endswith("+json")
        )

    def raw(self, *, largest: int = LARGEST_BODY) -> bytes:
        """The body as it came; raises `Problem` 413 over `largest` bytes, 400 if it ends early."""
        length = self._environ.get("CONTENT_LENGTH") or ""
        if length.isascii() and length.isdigit():
            wanted = _length(length)
        else:  # nothing, or in chunks
            wanted = largest if "HTTP_TRANSFER_ENCODING" in self._environ else 0
        if wanted > largest:
            raise too_large(largest)
        raw = self._taken = bytes(self._environ["wsgi.input"].read(wanted)) if wanted else b""
        if length and len(raw) < wanted:  # whoever sent it has hung up: what came may mean something else
            raise Problem(400, f"The body ended after {len(raw)} of {wanted} bytes")
        if not length and len(raw) == largest:
            raise too_large(largest)  # one byte early, but without asking for more
        return raw


def too_large(largest: int = LARGEST_BODY) -> Problem:
    """The 413 of a body over the limit, in bytes."""
    return Problem(413, f"The body is over {largest // 1024} KiB")


def _is_host(named: str) -> bool:
    """Whether a text can be a host's name or address, perhaps with a port."""
    found = _HOST.fullmatch(named)
    if found is None or found["v6"] is None:
        return found is not None
    try:
        IPv6Address(found["v6"])
    except ValueError:
        return False
    return True


def _length(said: str) -> int:
    """Bytes of a body; what is no number says that there is none, and a long one more than there can be."""
    if not (said.isascii() and said.isdigit()):
        return 0
    digits = said.lstrip("0") or "0"
    return int(digits) if len(digits) < 18 else _ENDLESS  # Python refuses to read thousands of digits


def _text(latin: str) -> str:
    """Text from the bytes that WSGI carries in a string of Latin-1; httpx hands it over as it is."""
    try:
        return latin if latin.isascii() else latin.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return latin
