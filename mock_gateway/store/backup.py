"""A file's database copied while it is in use, and put back while it is not."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from .database import StoreUnavailable
from .migrations import steps
from .sqlite import APPLICATION_ID

_OURS_ALONE = 0o600
"""What a copy may be read by: it holds all that its original does."""


def back_up(address: str, target: str) -> int:
    """Copy a database as it is at one moment, whoever writes to it meanwhile; returns the bytes it took.

    The copy appears under its name when it is whole, checked and on disk, and never in place of another file.

    Raises:
        StoreUnavailable: the database is none of a gateway's files, or the copy cannot be written.
    """
    if Path(target).exists():
        raise StoreUnavailable(f"{target} exists, and was left alone: name another file")
    with (
        _told(target),
        closing(_opened(_path(address))) as source,
        _made(Path(target)) as part,
        closing(_opened(str(part), new=True)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
        _refuse_broken(copy, target)
        copy.close()
        _on_disk(part)
        os.link(part, target)  # which fails if somebody was quicker
        _on_disk(Path(target).parent)
    return Path(target).stat().st_size


def restore(address: str, source: str, *, replace: bool) -> None:
    """Make a database what a copy holds, all of it or nothing.

    Args:
        replace: whether one that is there is given up for it.

    Raises:
        StoreUnavailable: the copy is none, or of a newer quo-mock; or the database is there, or is in use.
    """
    path = _path(address)
    with _told(path), closing(_opened(source)) as copy:
        _refuse_broken(copy, source)
        if Path(path).exists():
            if not replace:
                raise StoreUnavailable(f"{path} exists: --replace gives up what it holds")
            _opened(path).close()  # is it one of ours?
        else:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE))
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
            _keep_others_out(database, path)
            copy.backup(database)


def _path(address: str) -> str:
    if "://" in address:
        raise StoreUnavailable(
            "this is for files: a PostgreSQL is backed up by pg_dump -Fc, which needs no pause"
        )
    path = address.partition("?durability=")[0]
    if path == ":memory:":
        raise StoreUnavailable("what is kept in memory cannot be backed up: serve with --db FILE")
    return path


def _opened(path: str, *, new: bool = False) -> sqlite3.Connection:
    """A connection to a file of ours; raises `StoreUnavailable` for any other file."""
    if not Path(path).is_file():
        raise StoreUnavailable(f"there is no file {path}")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if not new and connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise StoreUnavailable(f"{path} is not a gateway's database, and was left alone")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Say in a sentence what goes wrong with files."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{path}: {error}") from None
    except OSError as error:
        raise StoreUnavailable(
            f"{path} cannot be written: {(error.strerror or str(error)).lower()}"
        ) from None


@contextmanager
def _made(target: Path) -> Iterator[Path]:
    """A new file beside the target, which only its owner may read, and which is gone at the end."""
    handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


def _refuse_broken(database: sqlite3.Connection, name: str) -> None:
    try:
        found = database.execute("PRAGMA quick_check(1)").fetchall()
        [(version,)] = database.execute("SELECT max(version) FROM schema_versions").fetchall()
    except sqlite3.DatabaseError:
        found, version = [], 0
    if found != [("ok",)]:
        raise StoreUnavailable(f"{name} is damaged")
    if version > max(steps()):
        raise StoreUnavailable(f"{name} is of a newer quo-mock: update this one first")


def _keep_others_out(database: sqlite3.Connection, path: str) -> None:
    """Have the file for this connection alone until it is closed."""
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        database.execute("PRAGMA journal_mode = DELETE")  # which only whoever is alone may do
        database.execute("BEGIN EXCLUSIVE")
        database.execute("COMMIT")
    except sqlite3.OperationalError:
        raise StoreUnavailable(f"{path} is in use: stop the gateway first") from None


def _on_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
