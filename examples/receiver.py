"""A small receiver of webhooks: it keeps what comes in, and refuses as often as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue


@dataclass(frozen=True)
class Delivery:
    """One request as it came in: its signature counts for these bytes, so nothing may parse them first."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What came in, in order."""

    url: str
    received: Queue[Delivery] = field(default_factory=Queue)
    refuse: int = 0
    """How many of the next requests are answered 500."""

    def next(self) -> Delivery:
        """The oldest request that was not looked at yet; raises `queue.Empty` if none comes."""
        return self.received.get(timeout=10)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver that listens on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.received.put(Delivery(dict(self.headers.items()), body))
            made.refuse -= (refused := made.refuse > 0)
            self.send_response(500 if refused else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Receiver(f"http://127.0.0.1:{server.server_address[1]}/quo")
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield made
        finally:
            server.shutdown()
