"""The documents of one workspace; nothing here can reach another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import msgspec

from . import baseline, pages, revisions, tallies
from .conditions import Condition, Parameters, Where
from .database import Database, StoreUnavailable
from .pages import Documents, Position
from .tables import SEALED, Table
from .tallies import Tally

Check = Callable[[str, Any], None]
"""Raises if a document does not keep the schema of that name."""

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace's part of the store."""

    database: Database
    id: str
    judge: Check
    seeding: bool = False
    """Whether what is written belongs to the seed, which a reset returns to."""

    def find(self, table: Table, id: str) -> str | None:
        """The JSON text of one document, or None."""
        sql = f"SELECT document FROM {table.name} WHERE workspace_id = :workspace AND id = :id"  # noqa: S608 - own names
        row = self.database.one(sql, {"workspace": self.id, "id": id})
        return None if row is None else self._opened(table, str(row[0]))

    def read(self, table: Table, id: str) -> dict[str, Any] | None:
        """One document, decoded, or None."""
        text = self.find(table, id)
        return None if text is None else msgspec.json.decode(text, type=dict[str, Any])

    def value(self, table: Table, id: str, column: str) -> Any:
        """A typed column of one document; None if there is no such document."""
        sql = f"SELECT {column} FROM {table.name} WHERE workspace_id = :workspace AND id = :id"  # noqa: S608 - own names
        row = self.database.one(sql, {"workspace": self.id, "id": id})
        return None if row is None else row[0]

    def page(
        self, table: Table, where: Iterable[Condition], *, limit: int, after: Position | None = None
    ) -> Documents:
        """At most `limit` documents that meet every condition, beginning after a position.

        It is a keyset page: it costs the same at any depth, and neither repeats nor misses a document when
        others are inserted or deleted meanwhile.
        """
        parameters = Parameters(self.id)
        found = pages.read(self.database, table, Where.of(where), parameters, limit=limit, after=after)
        if table.sealed:
            return replace(found, joined=self._opened(table, found.joined.decode()).encode())
        return found

    def every(self, table: Table, where: Iterable[Condition] = (), *, opened: bool = True) -> list[str]:
        """The JSON texts of all documents that meet every condition, in the table's order.

        `opened` can be False for who needs no secret of them.
        """
        texts = self._all(table, "document", where, order=f"ORDER BY {table.order}, id")
        return [self._opened(table, text) for text in texts] if table.sealed and opened else texts

    def _opened(self, table: Table, text: str) -> str:
        """The JSON text of documents as they are shown."""
        if not table.sealed:
            return text
        if self.database.keyring is not None:
            return self.database.keyring.plain(text, table.sealed)
        if f'"{table.sealed}":"{SEALED}' in text:  # by a replica that was started with a key later
            raise StoreUnavailable("a secret in the database was sealed with a key that is not here")
        return text

    def ids(self, table: Table, where: Iterable[Condition]) -> list[str]:
        """The ids of all documents that meet every condition."""
        return self._all(table, "id", where)

    def _all(self, table: Table, column: str, where: Iterable[Condition], *, order: str = "") -> list[str]:
        wanted, parameters = Where.of(where), Parameters(self.id)
        if wanted.impossible:
            return []
        sql = f"SELECT {column} FROM {table.name} WHERE {wanted.said(parameters)} {order}"  # noqa: S608 - own names
        return [row[0] for row in self.database.all(sql, parameters)]

    def insert(self, table: Table, document: dict[str, Any], *, id: str, **columns: Any) -> str:
        """Add a document, checked against its schema; returns its JSON text."""
        row = self.row(table, document, id=id, **columns)
        self.insert_rows(table, [row])
        return self._opened(table, str(row["document"]))

    def row(
        self, table: Table, document: dict[str, Any], *, id: str, judged: bool = True, **columns: Any
    ) -> dict[str, Any]:
        """What `insert_rows` takes: the document, checked unless told not to, with its typed columns."""
        if judged:
            self.judge(table.component, document)
        if table.sealed and (keyring := self.database.keyring) is not None:
            document = {**document, table.sealed: keyring.sealed(document[table.sealed])}
        return {"workspace_id": self.id, "id": id, **columns, "document": _encode(document).decode()}

    def insert_rows(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add many rows made by `row`, inside a transaction."""
        self.database.run_many(_insertion(table), rows)
        if not self.seeding:
            baseline.note_new(self.database, self.id, table.name, [row["id"] for row in rows])
        delta: tallies.Delta = Counter()
        for tally in table.tallies:
            for row in rows:
                tally.note(delta, row, 1)
        tallies.add(self.database, self.id, delta, seeding=self.seeding)
        self._revise(table)

    def replace(self, table: Table, document: dict[str, Any], *, id: str, **columns: Any) -> str:
        """Put a changed document, checked again, in place of the old one; returns its JSON text."""
        if not self.seeding:
            baseline.note_changing(self.database, self.id, table.name, id)
        before = self._columns(table, id) if columns else {}
        # An index is written anew for every column that is set, changed or not.
        changed = {name: value for name, value in columns.items() if before.get(name, self) != value}
        row = self.row(table, document, id=id, **changed)
        changes = ", ".join(f"{name} = :{name}" for name in ("document", *changed))
        found = self.database.run(
            f"UPDATE {table.name} SET {changes} WHERE workspace_id = :workspace_id AND id = :id",  # noqa: S608 - own names
            row,
        )
        moved = [tally for tally in table.tallies if not changed.keys().isdisjoint(tally.columns)]
        if found and moved:
            self._count(moved, (before, -1), ({**before, **changed}, 1))
        self._revise(table)
        return self._opened(table, str(row["document"]))

    def delete(self, table: Table, id: str) -> bool:
        """Remove a document; False if there was none."""
        if not self.seeding:
            baseline.note_changing(self.database, self.id, table.name, id)
        before = self._columns(table, id) if table.tallies else {}
        sql = f"DELETE FROM {table.name} WHERE workspace_id = :workspace AND id = :id"  # noqa: S608 - own names
        gone = self.database.run(sql, {"workspace": self.id, "id": id}) > 0
        if before:
            self._count(table.tallies, (before, -1))
        self._revise(table)
        return gone

    def _revise(self, table: Table) -> None:
        """Note that names may have changed; whoever has learnt them asks for that."""
        if table.name == revisions.CONTACTS:
            revisions.count(self.database, self.id, revisions.CONTACTS)

    def _columns(self, table: Table, id: str) -> dict[str, Any]:
        """The typed columns of a document; none if there is no such document."""
        names = ", ".join(table.columns)
        sql = f"SELECT {names} FROM {table.name} WHERE workspace_id = :workspace AND id = :id"  # noqa: S608 - own names
        row = self.database.one(sql, {"workspace": self.id, "id": id})
        return {} if row is None else dict(zip(table.columns, row, strict=True))

    def _count(self, moved: Iterable[Tally], *rows: tuple[dict[str, Any], int]) -> None:
        delta: tallies.Delta = Counter()
        for tally in moved:
            for row, n in rows:
                tally.note(delta, row, n)
        tallies.add(self.database, self.id, delta, seeding=self.seeding)

    def has_member(self, phone_number_id: str, user_id: str) -> bool:
        """Whether a user shares a phone number."""
        return phone_number_id in self.numbers_of(user_id)

    def numbers_of(self, user_id: str) -> list[str]:
        """The ids of the phone numbers that a user has."""
        rows = self.database.all(
            "SELECT phone_number_id FROM memberships WHERE workspace_id = :workspace AND user_id = :user",
            {"workspace": self.id, "user": user_id},
        )
        return [row[0] for row in rows]

    def owner_id(self) -> str:
        """The id of the user who has been here longest: the owner."""
        row = self.database.one(
            "SELECT id FROM users WHERE workspace_id = :workspace ORDER BY created_at, id",
            {"workspace": self.id},
        )
        return "" if row is None else str(row[0])

    def add_member(self, phone_number_id: str, user_id: str) -> None:
        """Let a user share a phone number."""
        self.database.run(
            "INSERT INTO memberships (workspace_id, phone_number_id, user_id)"
            " VALUES (:workspace, :number, :user)",
            {"workspace": self.id, "number": phone_number_id, "user": user_id},
        )

    def pay(self, cents: int) -> bool:
        """Take `cents` from the balance; False, and nothing taken, if it does not cover them."""
        return (
            self.database.run(
                "UPDATE workspaces SET balance_cents = balance_cents - :cents"
                " WHERE id = :workspace AND balance_cents >= :cents",
                {"workspace": self.id, "cents": cents},
            )
            > 0
        )


@cache
def _insertion(table: Table) -> str:
    names = ("workspace_id", "id", *table.columns, "document")
    values = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values})"  # noqa: S608 - own names
