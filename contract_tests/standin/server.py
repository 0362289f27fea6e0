"""A small HTTP server of threads, which can also end a connection as no good server does."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from threading import Lock, Thread
from typing import Any, Literal
from urllib.parse import unquote_to_bytes

_AT_ONCE = struct.pack("ii", 1, 0)
_WITHOUT_BODY = {204, 304}


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent, and how it ends."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    ending: Literal["whole", "cut", "reset", "nothing"] = "whole"
    """`cut` closes after half of the body, `reset` resets there, and `nothing` resets before any byte."""


Respond = Callable[[dict[str, Any], bytes], Sent]
"""From the WSGI environment and the body to what is sent."""


class Server(ThreadingMixIn, TCPServer):
    """Serves `respond` on a free port of the loopback interface until it is closed."""

    allow_reuse_address = True
    daemon_threads = False  # so that closing waits for each
    request_queue_size = 256

    def __init__(self, respond: Respond) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.respond = respond
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._thread = Thread(target=self.serve_forever, args=(0.05,), name="stand-in", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End every connection, and wait for all threads."""
        self.shutdown()
        self._thread.join()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):  # it has gone by itself
                    connection.shutdown(socket.SHUT_RD)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close without the FIN that would come before a reset."""
        with self._lock:
            self._open.discard(request)
            self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no news."""


class _Conversation(BaseHTTPRequestHandler):
    """One connection, and the requests that come over it."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def _answer(self) -> None:
        self._send(self.server.respond(*self._asked()))

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = _answer

    def _asked(self) -> tuple[dict[str, Any], bytes]:
        path, _, query = self.path.partition("?")
        body = self._body()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path.encode("latin-1")).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self.server.server_address[1]),
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0],
            "CONTENT_TYPE": self.headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(body)) if body else "",
        }
        for name, value in self.headers.items():
            key = name.upper().replace("-", "_")
            if key not in ("CONTENT_TYPE", "CONTENT_LENGTH", "TRANSFER_ENCODING"):
                environ[f"HTTP_{key}"] = value
        return environ, body

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("transfer-encoding", ""):
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(pieces)

    def _send(self, sent: Sent) -> None:
        if sent.ending == "nothing":
            return self._reset()
        self.send_response_only(sent.status)
        for name, value in sent.headers:
            self.send_header(name, value)
        bodiless = sent.status in _WITHOUT_BODY
        if not bodiless or sent.ending != "whole":
            self.send_header("Content-Length", str(max(len(sent.body), sent.ending != "whole")))
        self.end_headers()
        if sent.ending != "whole":
            self.wfile.write(sent.body[: len(sent.body) // 2])
            self.wfile.flush()
            self.close_connection = True
            return self._reset() if sent.ending == "reset" else None
        if self.command != "HEAD" and not bodiless:
            self.wfile.write(sent.body)
        return None

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: the stand-in notes what matters."""
