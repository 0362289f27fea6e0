"""A connection that ends without an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse


class Dropped(ConnectionResetError):
    """The caller gets no answer."""


def drop(start_response: StartResponse) -> Iterator[bytes]:
    """Begin an answer that never comes: the server closes the connection before it has sent a byte.

    Whoever calls the application in this process gets `Dropped` itself. A WSGI server answers an exception
    of the application with a 500, and one of the answer's body by closing the connection.
    """
    start_response("200 OK", [("Content-Length", "1")])
    return _nothing()


def _nothing() -> Iterator[bytes]:
    raise Dropped("the gateway was told to drop this connection")
    yield b""
