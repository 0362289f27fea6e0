"""A gateway in this process, asked without a server: what WSGI would hand over, from any bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contract_tests.fuzzing.door import promised

if TYPE_CHECKING:
    import flask


@dataclass(frozen=True, slots=True)
class Said:
    """An answer."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def environ_of(
    method: str, path: bytes, query: bytes, headers: Mapping[str, bytes], body: bytes
) -> dict[str, Any]:
    """The environment of a request, its bytes in strings of Latin-1 as PEP 3333 has them."""
    named = {
        ("" if name.startswith("Content-") else "HTTP_") + name.upper().replace("-", "_"): value
        for name, value in headers.items()
    }
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8787",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "HTTP_HOST": "127.0.0.1:8787",
        "HTTP_USER_AGENT": "fuzzing",
        **{name: value.decode("latin-1") for name, value in named.items()},
    }


def gateway(**options: Any) -> flask.Flask:
    """An application over a database in memory that judges its answers and raises what is its own fault."""
    from mock_gateway import create_app

    return create_app(check_responses=True, **options)


def ask(app: flask.Flask, environ: dict[str, Any]) -> Said:
    """The answer to a request; raises AssertionError if it is one that no server could send."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _failed: object = None) -> Any:
        told.append((status, headers))

    answer = app.wsgi_app(environ, start_response)
    body = b"".join(answer)
    if callable(close := getattr(answer, "close", None)):
        close()
    promised(len(told) == 1, "there is one answer")
    status, headers = told[0]
    for name, value in headers:
        promised(not any(each in name + value for each in "\r\n\0"), f"the header {name} is one line")
        (name + value).encode("latin-1")
    return Said(int(status[:3]), headers, body)
