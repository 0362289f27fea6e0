"""A receiver of webhooks on a port of its own, that answers as it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Received:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> Any:
        """The envelope."""
        return msgspec.json.decode(self.body)


def status(code: int, **headers: str) -> Answer:
    """Answer a status and nothing else."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()

    return answer


TAKEN = status(200)


@dataclass
class Receiver:
    """What came in, in order, and what is answered: each of `answers` once, then `otherwise`."""

    port: int
    received: list[Received] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    otherwise: Answer = TAKEN
    leave: threading.Event = field(default_factory=threading.Event)
    """Set at the end of the test: whoever hangs lets go."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/quo?from=mock"

    @property
    def events(self) -> list[str]:
        """The ids of the events that came in."""
        return [request.event["id"] for request in self.received]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if len(body) < int(self.headers["Content-Length"]):
                self.close_connection = True  # the sender was killed in the middle: nothing has come
                return
            with lock:
                receiver.received.append(Received(self.path, dict(self.headers.items()), body))
                answer = receiver.answers.pop(0) if receiver.answers else receiver.otherwise
            try:
                answer(self)
            except OSError:
                self.close_connection = True  # the gateway had enough

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    lock = threading.Lock()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        receiver = Receiver(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.leave.set()
            server.shutdown()
            thread.join()
