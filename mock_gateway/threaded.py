"""A gateway on a socket of this machine, served by threads of this process that end with it."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from .ticker import Ticker

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from .gateway import Gateway

_TICK_SECONDS = 0.05
_GRACE_SECONDS = 0.2
"""How long what is being answered when the port is closed may take; who reads so slowly is left."""


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """The journal has it."""

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        """Close it: after a fault that loses the connection its caller must not wait for more."""
        self.close_connection = True


class _Server(ThreadedWSGIServer):
    daemon_threads = False  # so that closing waits for them

    def __init__(self, app: WSGIApplication) -> None:
        self._open: set[socket.socket] = set()
        self._changed = Condition()
        super().__init__("127.0.0.1", 0, app, handler=_Quiet)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._changed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def server_close(self) -> None:
        """Close the port and every connection, and return when their threads have ended.

        Whoever says nothing is read no further; what is being answered goes out, if it is taken at once.
        """
        self._hang_up(socket.SHUT_RD)
        with self._changed:
            self._changed.wait_for(lambda: not self._open, _GRACE_SECONDS)
        self._hang_up(socket.SHUT_RDWR)
        super().server_close()

    def _hang_up(self, how: int) -> None:
        with self._changed:
            for connection in self._open:
                with suppress(OSError):  # its other end was quicker
                    connection.shutdown(how)


class Loopback:
    """One gateway at a port of its own on 127.0.0.1, until it is closed."""

    def __init__(self, app: WSGIApplication, gateway: Gateway) -> None:
        """Open the port; raises `OSError` if there is none to be had."""
        self._server = _Server(app)
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._gateway = gateway
        self._closing = Event()
        gateway.faults.pause = self._closing.wait
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), name="quo-mock-loopback")
        self._thread.daemon = True
        self._thread.start()
        self._ticker = Ticker(lambda: (gateway.catch_up(), gateway.deliver()), every=_TICK_SECONDS).start()

    def close(self) -> None:
        """Close the port, and return when nobody is served any more; who was made to wait is answered now."""
        self._closing.set()
        self._gateway.dispatcher.stop()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._ticker.stop()
