"""One SQLite database, in memory or in a file, shared by the threads of this process."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]
BUSY_SECONDS = 5.0
"""How long to wait for another process that is writing to the same file."""


class StoreUnavailable(Exception):
    """The database cannot be opened or used; the text says why in one sentence."""


class Database:
    """A connection that runs one transaction at a time."""

    def __init__(self, path: str) -> None:
        """Open the file at `path`, or `:memory:`; raises `StoreUnavailable`."""
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        try:
            self._connection = sqlite3.connect(
                path,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=512,
            )
            self._prepare()
        except sqlite3.Error as error:
            raise StoreUnavailable(f"{path} cannot be used as a database: {error}") from None

    def _prepare(self) -> None:
        if self.path != ":memory:":
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")  # acknowledged means on disk
        with self.transaction(write=True):
            if not self.all("SELECT 1 FROM sqlite_master WHERE name = 'facts'"):
                for statement in _statements():
                    self._connection.execute(statement)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """All or nothing of what is done inside; a nested one is part of the outer one.

        Raises:
            StoreUnavailable: the database is locked by another process, full, read-only or broken.
        """
        with self._lock:
            if self._depth:
                yield
                return
            try:
                self._connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                self._depth = 1
                yield
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._abandon()
                raise StoreUnavailable(f"the database cannot be used now: {error}") from error
            except BaseException:
                self._abandon()
                raise
            finally:
                self._depth = 0

    def _abandon(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def all(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of a query."""
        with self._lock:
            return self._connection.execute(sql, parameters or {}).fetchall()

    def one(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Row | None:
        """The first row of a query, or None."""
        with self._lock:
            row: Row | None = self._connection.execute(sql, parameters or {}).fetchone()
            return row

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> int:
        """Run a statement; returns how many rows it changed."""
        with self._lock:
            return self._connection.execute(sql, parameters or {}).rowcount

    def run_many(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement once for each of `rows`."""
        with self._lock:
            self._connection.executemany(sql, rows)

    def close(self) -> None:
        """Close the database; an in-memory one is gone then."""
        with self._lock:
            self._connection.close()


def _statements() -> list[str]:
    lines = (Path(__file__).parent / "schema.sql").read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("--")).split(";")[:-1]
