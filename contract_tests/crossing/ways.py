"""Ways to ask a gateway many thousand times: as a WSGI application, or over a socket."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import httpx

from contract_tests.crossing.attempt import Attempt

BY_SERVER = frozenset({"connection", "date", "server"})
"""Headers that are the server's, and differ from one answer to the next."""
ELSEWHERE = "203.0.113.9"
"""Where the attacker sits: not on the gateway's machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def whole(self) -> bytes:
        """Headers and body, in which nothing of the victims' may stand."""
        return "\n".join(value for _, value in self.headers).encode("utf-8", "replace") + b"\n" + self.body


Ask = Callable[[Attempt], Answer]


def in_process(app: Callable[..., Any]) -> Ask:
    """Asks a WSGI application; httpx takes longer to build a request than the gateway to answer it."""

    def ask(attempt: Attempt) -> Answer:
        told: list[Any] = []
        path, _, query = attempt.url.partition("?")
        content = attempt.content
        environ = {
            "REQUEST_METHOD": attempt.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": "/" + "/".join(attempt.path).encode().decode("latin-1"),
            "RAW_URI": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8787",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": ELSEWHERE,
            "HTTP_HOST": "127.0.0.1:8787",
            "CONTENT_LENGTH": str(len(content)),
            "CONTENT_TYPE": attempt.content_type,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(content),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in attempt.headers.items()},
        }

        def start_response(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
            told[:] = status, headers

        parts = app(environ, start_response)
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        return Answer(int(told[0][:3]), tuple(told[1]), body)

    return ask


def over_http(base_url: str, client: httpx.Client) -> Ask:
    """Asks whatever listens at a URL."""

    def ask(attempt: Attempt) -> Answer:
        headers = {"Content-Type": attempt.content_type, **attempt.headers}
        found = client.request(
            attempt.method, f"{base_url}{attempt.url}", headers=headers, content=attempt.content
        )
        kept = tuple((name, value) for name, value in found.headers.items() if name not in BY_SERVER)
        return Answer(found.status_code, kept, found.content)

    return ask
