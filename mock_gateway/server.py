"""Serving the gateway on granian: what is wrong is said before the port is opened."""

from __future__ import annotations

import gc
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any

from . import granians
from .ports import CannotServe, claim, refuse_taken
from .profile import Profile
from .request_log import Form, RequestLog, log_in
from .settings import Settings
from .tls import Certificate
from .turns import THREADS, Turns
from .work import Work

if TYPE_CHECKING:
    import flask

    from .gateway import Gateway
    from .together.memory import Memory


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
    redis: str | None = None
    """Where replicas share rate limits and journal."""
    workers: int = 1
    """How many processes serve; one is this process itself."""
    webhook_hosts: tuple[str, ...] = ()
    """Where webhooks may be sent beside this machine."""
    encryption_keys: tuple[str, ...] = field(default=(), repr=False)
    """What secrets in the database are sealed with, by the first of them."""
    certificate: Certificate | None = None
    """What it shows to whoever speaks TLS, which everybody must if there is one."""
    public_url: str | None = None
    """Where others find it, behind a proxy."""
    log: Form = "off"
    """How each request is told of on stderr."""

    @property
    def url(self) -> str:
        """Where it listens."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'http' if self.certificate is None else 'https'}://{host}:{self.port}"


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
    with _uncollected():
        app = _build(options)
    gateway: Gateway = app.extensions["mock_gateway"]
    if options.workers == 1:
        _serve_here(app, options, announce)
        return
    gateway.database.close()  # a file is not kept open across a fork
    del app, gateway
    _settle()
    from .together.memory import Memory

    memory = Memory(options.workers)
    reading, writing = os.pipe()
    os.write(writing, b"1")  # whoever takes it announces: one worker, once
    os.set_blocking(reading, False)
    granians.several_processes(_granian(options), options.workers).serve(
        target_loader=partial(_worker, options, announce, reading, memory), wrap_loader=False
    )


def _serve_here(app: flask.Flask, options: Options, announce: Callable[[], None]) -> None:
    _settle()
    work = Work(app.extensions["mock_gateway"])
    server = granians.one_process(_granian(options), work.begin_end)
    try:
        server.serve(target_loader=partial(_announced, app, options, announce), wrap_loader=False)
    finally:
        work.finish()
        if granians.gave_up():
            sentence = f"a connection was cut that was not done within {granians.REQUEST_SECONDS} s"
            print(f"quo-mock: {sentence}", file=sys.stderr, flush=True)
            os._exit(0)  # the interpreter would wait for it
        work.gateway.database.close()


def serve_while(options: Options, during: Callable[[Gateway], int]) -> int:
    """What `during` returns, called in this thread while others serve; signals are its own to handle.

    Raises:
        CannotServe: as for `serve`.
    """
    claim(options.port)
    refuse_taken(options.host, options.port)
    app = _build(options)
    gateway: Gateway = app.extensions["mock_gateway"]
    work = Work(gateway)
    try:
        return _around(options, app, lambda: during(gateway))
    finally:
        work.finish()
        gateway.database.close()


def _around(options: Options, app: flask.Flask, during: Callable[[], int]) -> int:
    server = granians.one_process(_granian(options), lambda: None)
    outcome, failure = [0], []

    def serve_loop(*_: object) -> None:
        try:
            _await_open(options)
            outcome[0] = during()
        except BaseException as error:  # which must not keep the server from closing
            failure.append(error)

    server._serve_loop = serve_loop  # type: ignore[method-assign]  # where it would wait for a signal
    with granians.signals_kept():
        server.serve(target_loader=lambda: app, wrap_loader=False)
    if failure:
        raise failure[0]
    return outcome[0]


def _build(options: Options, memory: Memory | None = None) -> flask.Flask:
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
            redis=options.redis,
            memory=memory,
            webhook_hosts=options.webhook_hosts,
            encryption_keys=options.encryption_keys,
            public_url=options.public_url,
        )
    except (Incomplete, StoreUnavailable, ValueError) as error:
        raise CannotServe(str(error)) from None
    gateway: Gateway = app.extensions["mock_gateway"]
    # More at once than the store's transactions would only wait.
    turns = Turns(app.wsgi_app, gateway.database.concurrency)
    gateway.faults.pause, gateway.dispatcher.aside = turns.pause, turns.aside
    app.wsgi_app = turns  # type: ignore[method-assign]  # the way of WSGI middleware
    if options.log != "off":
        log_in(options.log)
        app.wsgi_app = RequestLog(app.wsgi_app, options.log)  # type: ignore[method-assign]
    return app


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make much that stays; the garbage collector would look through it again and again, for nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()  # also where it cannot be made: this process may go on, as one that runs tests does


def _granian(options: Options) -> dict[str, Any]:
    return granians.settings(options.host, options.port, THREADS, options.certificate)


def _settle() -> None:
    """What was made by now stays: the garbage collector need not look at it, nor a fork copy it for that."""
    gc.freeze()


def _worker(options: Options, announce: Callable[[], None], token: int, memory: Memory) -> flask.Flask:
    """The application of one of several processes; one that cannot have it ends with a sentence."""
    try:
        app = _build(options, memory)
    except CannotServe as error:
        print(f"quo-mock: a worker cannot start: {error}", file=sys.stderr, flush=True)
        sys.exit(1)
    try:
        first = bool(os.read(token, 1))
    except BlockingIOError:
        first = False
    work = Work(app.extensions["mock_gateway"])
    granians.on_end_of_worker(work.begin_end, partial(_finish_worker, work))
    return _announced(app, options, announce) if first else app


def _finish_worker(work: Work) -> None:
    work.finish()
    work.gateway.database.close()


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
