"""What both engines can do: transactions, and portable SQL with `:named` parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import msgspec

Row = tuple[Any, ...]
Parameters = Mapping[str, Any] | None

PATIENCE_SECONDS = 5
"""How long to wait for another process that is writing to the same database."""


class StoreUnavailable(Exception):
    """The database cannot be opened or used; the text says why in one sentence."""


def outage(error: Exception) -> StoreUnavailable | None:
    """What an error says about the database, if it is the database's.

    A document was JSON when it was kept. Where it is none any more somebody has written into the file, and
    neither engine has noticed: SQLite has no checksums.
    """
    if type(error) is msgspec.DecodeError:  # its subclasses are about values, and would be mistakes of ours
        return StoreUnavailable("the database cannot be used now: a document in it is broken")
    return error if isinstance(error, StoreUnavailable) else None


class Database(ABC):
    """One database, shared by the threads of this process, and by other processes.

    Everything but `close` raises `StoreUnavailable` while the database is locked, lost, full, read-only or
    broken, and works again by itself once it is not.
    """

    name: str
    """What people know it by: its path, or its URL without the password."""

    concurrency: int
    """How many transactions of one process are worth having at the same time."""

    @abstractmethod
    def transaction(self, *, write: bool, scope: str | None = None) -> AbstractContextManager[None]:
        """All or nothing of what is done inside; a nested one is part of the outer one.

        Whoever writes is alone: no other writer of the same `scope`, such as a workspace's id, comes in
        between, and for a writer without a scope no other writer at all. So what is read inside is still so
        when the answer to it is written, and no transaction has to be repeated. Readers wait for nobody and
        see one moment of the database.
        """

    @abstractmethod
    def all(self, sql: str, parameters: Parameters = None) -> list[Row]:
        """All rows of a query."""

    @abstractmethod
    def one(self, sql: str, parameters: Parameters = None) -> Row | None:
        """The first row of a query, or None."""

    @abstractmethod
    def run(self, sql: str, parameters: Parameters = None) -> int:
        """Run a statement; returns how many rows it changed."""

    @abstractmethod
    def run_many(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement once for each of `rows`, inside a transaction."""

    @abstractmethod
    def tables(self) -> set[str]:
        """The names of the tables that there are."""

    @abstractmethod
    def define(self, statement: str) -> None:
        """Run a statement that changes the schema."""

    @abstractmethod
    def joined(self, text: str, separator: str, source: str) -> str:
        """The SQL of one value: the text of every row of the ordered query `source`, joined.

        It comes as bytes or as a text, and as NULL where there are no rows.
        """

    @abstractmethod
    def close(self) -> None:
        """Close the database; an in-memory one is gone then."""

    def check(self) -> None:
        """Make sure that the database answers."""
        self.one("SELECT 1")
