"""A proxy before a server that tells what it was asked."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from contract_tests.standin.server import Sent, Server
from mock_gateway.intercept import Intercept

PATIENCE = 20.0
"""Seconds after which a socket that does not say what it should is given up."""


def told(environ: dict[str, Any], body: bytes) -> Sent:
    """What was asked, as JSON; `/lost` is reset."""
    if environ["PATH_INFO"] == "/lost":
        return Sent(200, ending="nothing")
    names = ("REQUEST_METHOD", "PATH_INFO", "HTTP_HOST", "HTTP_X_OWN", "HTTP_PROXY_AUTHORIZATION")
    asked = {name: environ[name] for name in names if name in environ}
    return Sent(
        200, (("Content-Type", "application/json"),), json.dumps(asked | {"size": len(body)}).encode()
    )


@pytest.fixture
def behind() -> Iterator[tuple[str, int]]:
    """Where that server listens."""
    server = Server(told)
    yield ("127.0.0.1", server.port)
    server.close()


@pytest.fixture
def intercept(behind: tuple[str, int]) -> Iterator[Intercept]:
    """The proxy before it; `localhost` is let through."""
    with Intercept(behind, allowed=["localhost"]) as intercept:
        yield intercept


def port_of(intercept: Intercept) -> int:
    """The port that it listens at."""
    return int(intercept.url.rpartition(":")[2])


def connected(intercept: Intercept) -> socket.socket:
    """A bare connection to it."""
    return socket.create_connection(("127.0.0.1", port_of(intercept)), timeout=PATIENCE)


def said_to(intercept: Intercept, *pieces: bytes) -> bytes:
    """Everything that it answers to some bytes until it hangs up."""
    with connected(intercept) as connection:
        for piece in pieces:
            with suppress(ConnectionError):  # it may have refused already
                connection.sendall(piece)
        return rest_of(connection)


def rest_of(connection: socket.socket) -> bytes:
    """What still comes over a connection until its end."""
    pieces = []
    while piece := connection.recv(65536):
        pieces.append(piece)
    return b"".join(pieces)
