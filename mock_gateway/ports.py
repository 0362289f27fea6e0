"""Ports: a free one, one that is taken, and one that several of us want."""

from __future__ import annotations

import atexit
import errno
import fcntl
import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path


class CannotServe(Exception):
    """The gateway cannot be started; the text says why in one sentence."""


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


def claim(port: int) -> Callable[[], None]:
    """Keep others of us off this port while it is not open yet: granian would share it with them.

    Returns what gives it back, which happens by itself when this process ends. Where there is no place for a
    lock, nobody is kept off.

    Raises:
        CannotServe: another of us has it.
    """
    file = Path(tempfile.gettempdir()) / f"quo-mock-{port}.lock"
    try:
        lock = _locked(file)
    except BlockingIOError:
        raise CannotServe(f"another quo-mock has port {port}. Choose another with --port") from None
    except OSError:
        return lambda: None
    owner = os.getpid()

    def give_back() -> None:
        if os.getpid() == owner:  # a fork has the lock, too, but it is not its own
            atexit.unregister(give_back)
            file.unlink(missing_ok=True)  # while it is held: see `_locked`
            os.close(lock)

    atexit.register(give_back)
    return give_back


def _locked(file: Path) -> int:
    """A lock on the file of that name; raises `BlockingIOError` where somebody has it.

    Whoever had it may have removed the file after we opened it: then another can have made and locked a new
    one by now, and a lock on the old one keeps nobody off.
    """
    while True:
        lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(file, lock):
                return lock
        except OSError:
            os.close(lock)
            raise
        os.close(lock)


def _is_at(file: Path, lock: int) -> bool:
    try:
        return os.path.samestat(os.stat(file), os.fstat(lock))
    except FileNotFoundError:
        return False


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).partition(" (while")[0].lower()
