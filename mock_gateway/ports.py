"""Ports: a free one, one that is taken, and one that several of us want."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import tempfile
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


def claim(port: int) -> int | None:
    """Keep others of us off this port while it is not open yet: granian would share it with them.

    Returns the lock, which the operating system gives back when we end; None where there is no place for one.

    Raises:
        CannotServe: another of us has it.
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
