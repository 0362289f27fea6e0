"""The engine by default: one SQLite database, in memory or in a file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from . import migrations, revisions
from .database import PATIENCE_SECONDS, Database, Parameters, Row, StoreUnavailable
from .file import MEMORY, DatabaseFile
from .private import make_private

_SPOILT = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR))
"""After these the connection's picture of the file is worthless, even if the file is put right."""


_FAILURES = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The second is what Python makes of SQLite's own words about a schema that holds anything."""

APPLICATION_ID = int.from_bytes(b"QuoM")
"""By this mark in a file we know it as one of ours."""


class SqliteDatabase(Database):
    """A connection that runs one transaction at a time, whatever its scope."""

    concurrency = 1

    def __init__(self, address: str) -> None:
        """Open a file by its path, `path?durability=normal`, or `:memory:`; raises `StoreUnavailable`."""
        self._begin(address)
        try:
            migrations.upgrade(self)
        except BaseException:
            self._connection.close()
            raise
        self._file.note()
        self._opened = True

    def _begin(self, address: str) -> None:
        self._file = DatabaseFile(address)
        self.name = self._file.path
        make_private(self.name)
        self._lock = threading.RLock()
        self._depth = 0
        self._opened = self._spoilt = False
        self._connection: sqlite3.Connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = None
        try:
            connection = sqlite3.connect(
                self.name,
                timeout=PATIENCE_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=512,
            )
            if not self._file.in_memory:
                self._refuse_foreign(connection)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(f"PRAGMA synchronous = {self._file.synchronous}")
                # What macOS calls fsync leaves the disk's own cache alone.
                connection.execute(f"PRAGMA fullfsync = {int(self._file.synchronous == 'FULL')}")
        except _FAILURES as error:
            if connection is not None:
                connection.close()
            self._refuse(error)
        return connection

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        """Leave a file alone that somebody else's program made."""
        # In this order: another of us may be making the file just now, and it marks it first.
        filled = connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        [made_by] = connection.execute("PRAGMA application_id").fetchone()
        if made_by == APPLICATION_ID:
            return
        if made_by or filled:
            connection.close()
            raise StoreUnavailable(f"{self.name} is not a gateway's database, and was left alone")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def transaction(self, *, write: bool, scope: str | None = None) -> Iterator[None]:
        """All or nothing of what is done inside; a nested one is part of the outer one."""
        with self._lock:
            if self._depth:
                yield
                return
            self._prepare()
            try:
                self._connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                self._depth = 1
                yield
                if write:
                    self._connection.execute(revisions.COUNT, {"workspace": scope or "", "kind": ""})
                    self._file.refuse_other()
                self._connection.execute("COMMIT")
            except _FAILURES as error:
                self._abandon()
                self._refuse(error)
            except BaseException:
                self._abandon()
                raise
            finally:
                self._depth = 0

    def _abandon(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _prepare(self) -> None:
        """See to it that what is about to be read or written is the database as it lies there."""
        self._file.refuse_other()
        if self._spoilt:
            self._reconnect()

    def _reconnect(self) -> None:
        connection = self._connect()
        self._connection.close()
        self._connection, self._spoilt = connection, False

    def _refuse(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> NoReturn:
        """Raise what `error` means to callers; a mistake of our own stays as it is."""
        if isinstance(error, UnicodeDecodeError):
            error = sqlite3.DatabaseError("its schema is malformed")
        if not (isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError):
            raise error
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        self._spoilt = self._spoilt or (code in _SPOILT and not self._file.in_memory)
        what = (
            "the database cannot be used now" if self._opened else f"{self.name} cannot be used as a database"
        )
        raise StoreUnavailable(f"{what}: {error}") from error

    def _execute(self, sql: str, parameters: Parameters) -> sqlite3.Cursor:
        if not self._depth:
            self._prepare()
        return self._connection.execute(sql, parameters or {})

    def all(self, sql: str, parameters: Parameters = None) -> list[Row]:
        """All rows of a query."""
        with self._lock:
            try:
                return self._execute(sql, parameters).fetchall()
            except _FAILURES as error:
                self._refuse(error)

    def one(self, sql: str, parameters: Parameters = None) -> Row | None:
        """The first row of a query, or None."""
        with self._lock:
            try:
                row: Row | None = self._execute(sql, parameters).fetchone()
                return row
            except _FAILURES as error:
                self._refuse(error)

    def run(self, sql: str, parameters: Parameters = None) -> int:
        """Run a statement; returns how many rows it changed."""
        with self._lock:
            try:
                return self._execute(sql, parameters).rowcount
            except _FAILURES as error:
                self._refuse(error)

    def run_many(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement once for each of `rows`, inside a transaction."""
        with self._lock:
            try:
                self._connection.executemany(sql, rows)
            except _FAILURES as error:
                self._refuse(error)

    def tables(self) -> set[str]:
        """The names of the tables that there are."""
        return {row[0] for row in self.all("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema."""
        self.run(statement)

    def joined(self, text: str, separator: str, source: str) -> str:
        """The SQL of the texts of an ordered query in one; it comes as bytes, which saves decoding it."""
        return f"(SELECT CAST(group_concat({text}, '{separator}') AS BLOB) FROM ({source}))"  # noqa: S608 - own words

    def copy(self) -> SqliteDatabase:
        """Another database in memory that holds what this one does now."""
        copied = SqliteDatabase.__new__(SqliteDatabase)  # what is copied has its schema
        copied._begin(MEMORY)
        with self._lock:
            self._connection.backup(copied._connection)
        copied._opened = True
        copied.keyring = self.keyring
        return copied

    def close(self) -> None:
        """Close the database; an in-memory one is gone then."""
        with self._lock:
            self._connection.close()

    def __del__(self) -> None:
        """Close what nobody has any more: a gateway that could not begin, or that a test has dropped."""
        connection = getattr(self, "_connection", None)
        if connection is not None:
            connection.close()
