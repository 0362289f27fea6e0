"""Serving the gateway on granian: what is wrong is said before the port is opened."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any

from .ports import CannotServe, claim, refuse_taken
from .profile import Profile
from .settings import Settings
from .ticker import Ticker
from .turns import THREADS, Turns

if TYPE_CHECKING:
    import flask
    from granian.server import MPServer, MTServer

    from .gateway import Gateway

_GRANIANS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that granian takes for itself when it starts."""

_KILL_SECONDS = 3
"""How long a worker process that is told to end may take."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a gateway is started with."""

    host: str
    port: int
    database: str
    profile: Profile
    settings: Settings
    seed: str
    admin_token: str | None
    rate_limits: str | None = None
    workers: int = 1
    """How many processes serve; one is this process itself."""
    webhook_hosts: tuple[str, ...] = ()
    """Where webhooks may be sent beside this machine."""


def serve(options: Options, announce: Callable[[], None]) -> None:
    """Serve until interrupted; `announce` is called when the port is open.

    Raises:
        CannotServe: the address is taken or wrong, the database cannot be used or shared, or the spec has no
            handler.
    """
    if options.workers > 1 and options.database == ":memory:":
        raise CannotServe(
            f"{options.workers} workers need a database that they can share: name a file or a postgresql://"
            " URL with --db, or serve with one worker"
        )
    claim(options.port)
    refuse_taken(options.host, options.port)
    gc.disable()
    app = _build(options)
    gateway: Gateway = app.extensions["mock_gateway"]
    if options.workers == 1:
        _settle()
        ticker = Ticker(gateway.catch_up).start()
        gateway.dispatcher.serve(gateway.now)
        try:
            _one_process(options, THREADS).serve(
                target_loader=partial(_announced, app, options, announce), wrap_loader=False
            )
        finally:
            ticker.stop()
            gateway.dispatcher.stop()
            gateway.database.close()
        return
    gateway.database.close()  # a file is not kept open across a fork
    del app, gateway
    _settle()
    reading, writing = os.pipe()
    os.write(writing, b"1")  # whoever takes it announces: one worker, once
    os.set_blocking(reading, False)
    _several_processes(options, THREADS).serve(
        target_loader=partial(_worker, options, announce, reading), wrap_loader=False
    )


def serve_while(options: Options, during: Callable[[Gateway], int]) -> int:
    """What `during` returns, called in this thread while others serve; signals are its own to handle.

    Raises:
        CannotServe: as for `serve`.
    """
    claim(options.port)
    refuse_taken(options.host, options.port)
    app = _build(options)
    gateway: Gateway = app.extensions["mock_gateway"]
    ticker = Ticker(gateway.catch_up).start()
    gateway.dispatcher.serve(gateway.now)
    try:
        return _around(options, THREADS, app, lambda: during(gateway))
    finally:
        ticker.stop()
        gateway.dispatcher.stop()
        gateway.database.close()


def _around(options: Options, threads: int, app: flask.Flask, during: Callable[[], int]) -> int:
    server, outcome, failure = _one_process(options, threads), [0], []

    def serve_loop(*_: object) -> None:
        try:
            _await_open(options)
            outcome[0] = during()
        except BaseException as error:  # which must not keep the server from closing
            failure.append(error)

    server._serve_loop = serve_loop  # type: ignore[method-assign]  # where it would wait for a signal
    before = {number: signal.getsignal(number) for number in _GRANIANS}
    try:
        server.serve(target_loader=lambda: app, wrap_loader=False)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if failure:
        raise failure[0]
    return outcome[0]


def _build(options: Options) -> flask.Flask:
    from .app import create_app
    from .resources import Incomplete
    from .store import StoreUnavailable

    try:
        app = create_app(
            options.database,
            profile=options.profile,
            settings=options.settings,
            seed=options.seed,
            admin_token=options.admin_token,
            rate_limits=options.rate_limits,
            webhook_hosts=options.webhook_hosts,
        )
    except (Incomplete, StoreUnavailable, ValueError) as error:
        raise CannotServe(str(error)) from None
    gateway: Gateway = app.extensions["mock_gateway"]
    # More at once than the store's transactions would only wait.
    turns = Turns(app.wsgi_app, gateway.database.concurrency)
    gateway.faults.pause = turns.pause
    app.wsgi_app = turns  # type: ignore[method-assign]  # the way of WSGI middleware
    return app


def _settle() -> None:
    """What was made by now stays: the garbage collector need not look at it, nor a fork copy it for that."""
    gc.freeze()
    gc.enable()


def _granian(options: Options, threads: int) -> dict[str, Any]:
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    return {
        "target": "mock_gateway",
        "address": options.host,
        "port": options.port,
        "interface": Interfaces.WSGI,
        "http": HTTPModes.http1,
        "blocking_threads": threads,
        "blocking_threads_idle_timeout": 10,
        "log_level": LogLevels.error,
    }


def _one_process(options: Options, threads: int) -> MTServer:
    from granian.server import MTServer

    class InThisProcess(MTServer):
        """Granian's server of threads: with one worker it is as good with the interpreter's lock as without.

        It spares the process that would only watch the worker, and half of the memory.
        """

        def _check_gil(self) -> None:
            pass

    return InThisProcess(**_granian(options, threads))


def _several_processes(options: Options, threads: int) -> MPServer:
    from granian.server import MPServer

    return MPServer(
        **_granian(options, threads),
        workers=options.workers,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=_KILL_SECONDS,
    )


def _worker(options: Options, announce: Callable[[], None], token: int) -> flask.Flask:
    """The application of one of several processes; one that cannot have it ends with a sentence."""
    try:
        app = _build(options)
    except CannotServe as error:
        print(f"quo-mock: a worker cannot start: {error}", file=sys.stderr, flush=True)
        sys.exit(1)
    try:
        first = bool(os.read(token, 1))
    except BlockingIOError:
        first = False
    gateway: Gateway = app.extensions["mock_gateway"]
    Ticker(gateway.catch_up).start()
    gateway.dispatcher.serve(gateway.now)
    return _announced(app, options, announce) if first else app


def _announced(app: flask.Flask, options: Options, announce: Callable[[], None]) -> flask.Flask:
    """The application; granian opens the port a little later, and then it is told."""
    Thread(target=_announce_when_open, args=(options, announce), daemon=True).start()
    return app


def _announce_when_open(options: Options, announce: Callable[[], None]) -> None:
    _await_open(options)
    announce()


def _await_open(options: Options) -> None:
    while True:
        try:
            return socket.create_connection((options.host, options.port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
