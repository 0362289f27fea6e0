"""Granian as this gateway uses it: threads of one process or several processes, and what a signal does."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from .tls import Certificate

if TYPE_CHECKING:
    from granian.server import MPServer, MTServer

REQUEST_SECONDS = 10
"""How long a request that was accepted may still take once the gateway is told to end."""
WORKER_SECONDS = 20
"""How long a worker process may take to end: its requests, and then the webhook attempts under way."""

_LOOK_UP_SECONDS = 0.5
"""How often a server that waits for a signal looks whether it has missed one."""

Begin = Callable[[], None]
"""Is called once, in the main thread of a process, when it is told to end."""


def settings(host: str, port: int, threads: int, certificate: Certificate | None) -> dict[str, Any]:
    """What granian is told in either form."""
    from granian.constants import HTTPModes, Interfaces, SSLProtocols
    from granian.log import LogLevels

    return {
        "target": "mock_gateway",
        "address": host,
        "port": port,
        "interface": Interfaces.WSGI,
        "http": HTTPModes.http1,
        "blocking_threads": threads,
        "blocking_threads_idle_timeout": 10,
        "log_level": LogLevels.error,
        "ssl_cert": certificate and certificate.file,
        "ssl_key": certificate and certificate.key,
        "ssl_protocol_min": SSLProtocols.tls12,  # what programs in the field still speak
    }


def one_process(settings: dict[str, Any], begin: Begin) -> MTServer:
    """A server in threads of this process."""
    from granian.server import MTServer

    class InThisProcess(MTServer):
        """Granian's server of threads: with one worker it is as good with the interpreter's lock as without.

        It spares the process that would only watch the worker, and half of the memory.
        """

        def _check_gil(self) -> None:
            pass

        def signal_handler_interrupt(self, number: int, *_: Any) -> None:
            if self.interrupt_signal:
                os._exit(128 + number)  # whoever says it twice does not want to wait
            begin()
            super().signal_handler_interrupt(number)  # type: ignore[no-untyped-call]

    return _heedful(InThisProcess(**settings, workers_kill_timeout=REQUEST_SECONDS))


def gave_up() -> bool:
    """Whether threads of `one_process` are still serving although their time is over."""
    return any(thread.name == "granian-worker" and thread.is_alive() for thread in threading.enumerate())


def several_processes(settings: dict[str, Any], workers: int) -> MPServer:
    """A server that starts so many processes, which serve, and starts another for each that is lost."""
    import multiprocessing

    from granian.server import MPServer

    class Processes(MPServer):
        """Granian's server of processes, which can be told twice."""

        def signal_handler_interrupt(self, number: int, *_: Any) -> None:
            if os.getpid() != self.pid:
                os._exit(0)  # a worker that does not listen to signals of its own yet, and serves nobody
            if self.interrupt_signal:
                for worker in self.wrks:
                    worker.inner.kill()
                    worker.inner.join(1)  # so that nothing of us is left when we are gone
                os._exit(128 + number)
            super().signal_handler_interrupt(number)  # type: ignore[no-untyped-call]

    multiprocessing.set_start_method("fork", force=True)  # the workers share memory, and a pipe
    return _heedful(
        Processes(
            **settings,
            workers=workers,
            respawn_failed_workers=True,
            respawn_interval=0.1,
            workers_kill_timeout=WORKER_SECONDS,
        )
    )


_Server = TypeVar("_Server", bound="MTServer | MPServer")


def _heedful(server: _Server) -> _Server:
    """Let it look up now and then from where it waits without end for a signal.

    Python acts on a signal when its main thread runs next, and a thread that waits for a lock is not always
    woken by one: a gateway in a long run of tests was seen to sleep through its SIGTERM.
    """

    class Woken(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            while not super().wait(_LOOK_UP_SECONDS):
                if server.interrupt_signal:
                    break
            return True

    server.main_loop_interrupt = Woken()
    return server


def on_end_of_worker(begin: Begin, finish: Callable[[], None]) -> None:
    """Let a worker process end as the gateway does: `finish` is called after its last request.

    Granian would wait for ever for a client that never finishes its request. A second signal changes nothing:
    Ctrl-C reaches the workers, too, and then their parent tells them once more.
    """
    from multiprocessing.util import Finalize

    from granian import _signals
    from granian._granian import WorkerSignal

    def late() -> None:
        finish()
        sys.stderr.flush()
        os._exit(0)

    def listening() -> Any:
        told, timer = WorkerSignal(), threading.Timer(REQUEST_SECONDS, late)
        timer.daemon = True

        def handle(*_: Any) -> None:
            if not timer.is_alive() and not timer.finished.is_set():
                begin()
                timer.start()
                told.set()

        _signals.set_main_signals(handle)  # type: ignore[no-untyped-call]
        return told

    _signals.set_sync_signals = listening  # the door by which granian 2.8 asks for its signals
    Finalize(None, finish, exitpriority=1)


@contextmanager
def signals_kept() -> Iterator[None]:
    """Put back what was done about the signals that granian takes for itself when it starts."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
