"""Answers that end before they should: the connection closes, and the body stays behind."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import JSON, Rendering

if TYPE_CHECKING:
    from wsgiref.types import StartResponse


class Dropped(Exception):
    """The caller gets no answer, whatever was done for it."""


@dataclass(frozen=True, slots=True)
class Interrupted(Rendering):
    """An answer of which only the beginning is sent."""

    promised: int = 1
    """Bytes that the headers speak of; `body` has fewer."""
    closes_itself: bool = False
    """Whether the server closes the connection of a body that is too short, as granian does."""

    def send(self, method: str, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a WSGI server."""
        headers = [*self.headers.items(), ("Content-Type", self.content_type)]
        # An empty answer would be complete without a body, so none of those statuses is sent.
        status = 200 if self.status in (204, 304) else self.status
        start_response(f"{status} Interrupted", [*headers, ("Content-Length", str(self.promised))])
        return self._pieces()

    def _pieces(self) -> Iterator[bytes]:
        """No list: granian would join one, believe its headers and wait for the rest with the client."""
        if self.body:
            yield self.body
        if not self.closes_itself:
            raise _lost_connection()()


def interrupted(answer: Rendering, sent: int, *, closes_itself: bool) -> Rendering:
    """An answer of which `sent` bytes arrive, and never all of them."""
    promised = max(len(answer.body), 1)
    return Interrupted(
        answer.status,
        answer.body[: min(sent, promised - 1)],
        answer.content_type or JSON,
        answer.headers,
        promised,
        closes_itself,
    )


def dropped(answer: Rendering, *, closes_itself: bool) -> Rendering:
    """No answer at all, as far as WSGI goes: headers whose body never comes."""
    return Interrupted(answer.status, b"", JSON, {}, 1, closes_itself)


def _lost_connection() -> type[ConnectionResetError]:
    """What to raise where there is no connection to lose, in the process of the caller.

    Is it httpx who calls, through its WSGITransport, then it is httpx's own error as well: so a client that
    is under test meets what it would meet on a socket.
    """
    httpx = sys.modules.get("httpx")
    if httpx is None:
        return ConnectionResetError

    class LostConnection(httpx.RemoteProtocolError, ConnectionResetError):  # type: ignore[name-defined,misc]
        def __init__(self) -> None:
            super().__init__("the connection was closed by a fault")

    return LostConnection
