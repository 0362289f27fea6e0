"""The engine for teams and replicas: PostgreSQL, by URL."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from . import dialect, migrations
from .address import name_of
from .database import PATIENCE_SECONDS, Database, Parameters, Row, StoreUnavailable

Connection = psycopg.Connection[TupleRow]

_OUTAGES = (
    psycopg.OperationalError,
    psycopg.InternalError,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.UndefinedTable,
)
"""What a server raises that is away, full, read-only, in recovery, or for whose locks we waited too long; and
one where somebody took our rights or our tables away, as our own SQL asks for neither in vain."""

_SESSION = f"""
    SET lock_timeout = '{PATIENCE_SECONDS}s';
    SET idle_in_transaction_session_timeout = '{2 * PATIENCE_SECONDS}s'
"""
"""A replica that hangs loses its locks, and whoever waits for them gives up rather than hang too."""

_NETWORK: dict[str, Any] = {
    "connect_timeout": PATIENCE_SECONDS,
    "tcp_user_timeout": PATIENCE_SECONDS * 1000,
    "application_name": "quo-mock",
    "client_encoding": "utf8",
}
_WAIT_SECONDS = 2.0
"""How long a request waits for a connection before it is told that the database is away."""

# Whoever asks is told of an outage; a line of the pool's for each attempt would bury everything else.
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


class PostgresDatabase(Database):
    """A pool of connections, of which each thread uses one for as long as its transaction lasts.

    What is committed is on the server's disk: `synchronous_commit` is the server's own, and never turned off.
    """

    concurrency = 4

    def __init__(self, url: str) -> None:
        """Connect to the database at `url`; raises `StoreUnavailable`."""
        self.name = name_of(url)
        self._opened = False
        self._local = threading.local()
        try:
            _refuse_encoding(self.name, url)
            self._pool = _pool(url, size=2 * self.concurrency)
            try:
                migrations.upgrade(self)
            except BaseException:
                self._pool.close()
                raise
        except psycopg.Error as error:
            why = dialect.sentence(error).replace(url, self.name)  # libpq quotes a URL that it cannot read
            raise StoreUnavailable(f"{self.name} cannot be used as a database: {why}") from None
        self._opened = True

    @contextmanager
    def transaction(self, *, write: bool, scope: str | None = None) -> Iterator[None]:
        """All or nothing of what is done inside; a nested one is part of the outer one."""
        if self._present() is not None:
            yield
            return
        connection, _ = self._first(dialect.begin_write(scope) if write else dialect.BEGIN_READ)
        self._local.connection = connection
        try:
            yield
            connection.execute(dialect.end_write(scope) if write else "COMMIT", prepare=False)
        except BaseException as error:
            with suppress(psycopg.Error):
                connection.rollback()
            if isinstance(error, _OUTAGES):
                self._refuse(error)
            raise
        finally:
            self._local.connection = None
            self._pool.putconn(connection)

    def _present(self) -> Connection | None:
        """The connection of this thread's transaction, if it is in one."""
        return getattr(self._local, "connection", None)

    def _first(self, sql: str, parameters: Parameters = None) -> tuple[Connection, psycopg.Cursor[TupleRow]]:
        """Run what may be run twice on a connection of the pool, and on another if that one was lost idle.

        So a server that was restarted between two requests is noticed by nobody.
        """
        try:
            for last in (False, True):
                connection = self._pool.getconn()
                try:
                    # what has no parameters may be several statements, which cannot be prepared
                    prepare = None if parameters is not None else False
                    return connection, connection.execute(sql, parameters, prepare=prepare)
                except BaseException as error:
                    lost = isinstance(error, psycopg.OperationalError) and connection.closed
                    self._pool.putconn(connection)
                    if last or not lost:
                        raise
                self._pool.check()  # the others were lost with it
        except _OUTAGES as error:
            self._refuse(error)
        raise AssertionError("the second attempt returns or raises")

    def _execute(self, sql: str, parameters: Parameters) -> psycopg.Cursor[TupleRow]:
        translated, values = dialect.translated(sql), dialect.kept(parameters or {})
        connection = self._present()
        if connection is None:
            connection, cursor = self._first(translated, values)
            self._pool.putconn(connection)
            return cursor
        try:
            return connection.execute(translated, values)
        except _OUTAGES as error:
            self._refuse(error)

    def _refuse(self, error: psycopg.Error) -> NoReturn:
        """Raise what `error` means to callers."""
        what = (
            "the database cannot be used now" if self._opened else f"{self.name} cannot be used as a database"
        )
        raise StoreUnavailable(f"{what}: {dialect.sentence(error)}") from error

    def all(self, sql: str, parameters: Parameters = None) -> list[Row]:
        """All rows of a query."""
        return self._execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Parameters = None) -> Row | None:
        """The first row of a query, or None."""
        return self._execute(sql, parameters).fetchone()

    def run(self, sql: str, parameters: Parameters = None) -> int:
        """Run a statement; returns how many rows it changed."""
        with self.transaction(write=True):
            return self._execute(sql, parameters).rowcount

    def run_many(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement once for each of `rows`, inside a transaction."""
        connection = self._present()
        if connection is None:
            raise RuntimeError("many rows are written in one transaction or not at all")
        try:
            connection.cursor().executemany(dialect.translated(sql), rows)
        except _OUTAGES as error:
            self._refuse(error)

    def tables(self) -> set[str]:
        """The names of the tables that there are."""
        return {
            row[0] for row in self.all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        }

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema, or what is in it."""
        self.run(dialect.defined(statement))

    def joined(self, text: str, separator: str, source: str) -> str:
        """The SQL of the texts of an ordered query in one; it comes as a text."""
        return f"(SELECT string_agg({text}, '{separator}') FROM ({source}) AS ordered)"  # noqa: S608 - own words

    def close(self) -> None:
        """Give all connections back."""
        self._pool.close()


def _refuse_encoding(name: str, url: str) -> None:
    """Look at the database by a connection of its own: a pool would only say that it has waited."""
    with psycopg.connect(url, autocommit=True, **_NETWORK) as connection:
        encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreUnavailable(f"{name} has the encoding {encoding}; create it with ENCODING 'UTF8'")


def _pool(url: str, *, size: int) -> ConnectionPool[Connection]:
    return ConnectionPool(
        url,
        kwargs={"autocommit": True, **_NETWORK},
        configure=_configure,
        min_size=1,
        max_size=size,
        timeout=_WAIT_SECONDS,
        reconnect_timeout=0,  # else it would try ever less often; so each request makes it try again
        open=True,
    )


def _configure(connection: Connection) -> None:
    connection.execute(_SESSION)
