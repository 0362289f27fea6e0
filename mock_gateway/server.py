"""Serving the gateway on granian: what is wrong is said before the port is opened."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from .profile import Profile
from .settings import Settings

if TYPE_CHECKING:
    import flask

    from .gateway import Gateway
    from .store import Database


class CannotServe(Exception):
    """The gateway cannot be started; the text says why in one sentence."""


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
    webhook_hosts: tuple[str, ...] = ()


WAITING = 3
"""How many threads may wait for receivers of webhooks, which may ask us something before they answer."""


_built: flask.Flask | None = None
"""The application that the parent made, which a forked worker finds here and serves."""


def serve(options: Options, announce: Callable[[], None]) -> None:
    """Serve until interrupted; `announce` is called when the port is open.

    Raises:
        CannotServe: the address is taken or wrong, the database cannot be used, or the spec has no handler.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    threads = _prepare(options)
    server = Granian(
        "mock_gateway",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        blocking_threads=threads + WAITING,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=partial(application, options, announce), wrap_loader=False)


def application(options: Options, announce: Callable[[], None]) -> flask.Flask:
    """The application that a worker serves; it is the worker who opens the port, a little later."""
    Thread(target=_announce_when_open, args=(options, announce), daemon=True).start()
    app = _built or _build(options)
    gateway: Gateway = app.extensions["mock_gateway"]
    gateway.dispatcher.serve(gateway.clock.now)
    return app


def _announce_when_open(options: Options, announce: Callable[[], None]) -> None:
    while True:
        try:
            socket.create_connection((options.host, options.port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return announce()


def _build(options: Options) -> flask.Flask:
    from .app import create_app

    return create_app(
        options.database,
        profile=options.profile,
        settings=options.settings,
        seed=options.seed,
        admin_token=options.admin_token,
        rate_limits=options.rate_limits,
        webhook_hosts=options.webhook_hosts,
    )


def _prepare(options: Options) -> int:
    """Make the application once, where its complaints can be told; a file is not kept open across a fork.

    Returns how many threads are worth having: more than the store's transactions would only wait.
    """
    global _built
    from .resources import Incomplete
    from .store import StoreUnavailable

    _claim(options.port)
    refuse_taken(options.host, options.port)
    try:
        _built = _build(options)
    except (Incomplete, StoreUnavailable, ValueError) as error:
        raise CannotServe(str(error)) from None
    database: Database = _built.extensions["mock_gateway"].database
    if options.database != ":memory:":
        database.close()
        _built = None
    return database.concurrency


def free_port(host: str) -> int:
    """A port that is free now; raises `CannotServe` for an address that is not this machine's."""
    try:
        with socket.create_server((host, 0), family=_family(host)) as listener:
            return int(listener.getsockname()[1])
    except OSError as error:
        raise CannotServe(f"cannot listen at {host}: {_reason(error)}") from None


def refuse_taken(host: str, port: int) -> None:
    """Raise `CannotServe` if somebody listens there already, or nobody can."""
    try:
        socket.create_server((host, port), family=_family(host)).close()
    except OSError as error:
        advice = ". Choose another with --port" if error.errno in (errno.EADDRINUSE, errno.EACCES) else ""
        raise CannotServe(f"cannot listen at {host} port {port}: {_reason(error)}{advice}") from None


def _claim(port: int) -> int | None:
    """Keep others of us off this port while it is not open yet: granian would share it with them.

    Returns the lock, which the operating system gives back when we end; None where there is no place for one.
    """
    try:
        lock = os.open(Path(tempfile.gettempdir()) / f"quo-mock-{port}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise CannotServe(f"another quo-mock has port {port}. Choose another with --port") from None
    return lock


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).partition(" (while")[0].lower()
