"""A gateway on a socket of this machine, served by threads of this process that end with it."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from .ticker import Ticker

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from .gateway import Gateway

_TICK_SECONDS = 0.05


class _Quiet(WSGIRequestHandler):
    timeout = 5  # seconds; whoever connects and asks nothing must not hold up the end

    def log(self, type: str, message: str, *args: Any) -> None:
        """The journal has it."""

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        """Close it: after a fault that loses the connection its caller must not wait for more."""
        self.close_connection = True


class _Server(ThreadedWSGIServer):
    daemon_threads = False  # so that closing waits for them


class Loopback:
    """One gateway at a port of its own on 127.0.0.1, until it is closed."""

    def __init__(self, app: WSGIApplication, gateway: Gateway) -> None:
        """Open the port; raises `OSError` if there is none to be had."""
        self._server = _Server("127.0.0.1", 0, app, handler=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), name="quo-mock-loopback")
        self._thread.daemon = True
        self._thread.start()
        self._ticker = Ticker(lambda: (gateway.catch_up(), gateway.deliver()), every=_TICK_SECONDS).start()

    def close(self) -> None:
        """Close the port, and return when nobody is served any more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._ticker.stop()
