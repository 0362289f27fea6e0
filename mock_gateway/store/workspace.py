"""The documents of one workspace; nothing here can reach another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from .database import Database
from .tables import Table

Condition = tuple[str, str, Any]
"""A column, one of `=`, `<`, `>`, `in`, and a value; or a column, `is` and None."""

Check = Callable[[str, Any], None]
"""Raises if a document does not keep the schema of that name."""

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the order column and the id of its last document."""

    key: int
    id: str


@dataclass(frozen=True, slots=True)
class Documents:
    """One page of documents as JSON texts, and how many match in all."""

    texts: list[str]
    total: int
    last: Position | None
    """Where the next page begins; None when this is the last."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace's part of the store."""

    database: Database
    id: str
    judge: Check

    def find(self, table: Table, id: str) -> str | None:
        """The JSON text of one document, or None."""
        sql = f"SELECT document FROM {table.name} WHERE workspace_id = :workspace AND id = :id"  # noqa: S608 - own names
        row = self.database.one(sql, {"workspace": self.id, "id": id})
        return None if row is None else str(row[0])

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
        sql, parameters = _filter(self.id, where)
        total = self.database.one(f"SELECT COUNT(*) FROM {table.name} WHERE {sql}", parameters)  # noqa: S608 - own names
        direction, sign = ("DESC", "<") if table.newest_first else ("ASC", ">")
        if after is not None:
            sql += f" AND ({table.order}, id) {sign} (:after_key, :after_id)"
            parameters |= {"after_key": after.key, "after_id": after.id}
        rows = self.database.all(
            f"SELECT document, {table.order}, id FROM {table.name} WHERE {sql}"  # noqa: S608 - own names
            f" ORDER BY {table.order} {direction}, id {direction} LIMIT :limit",
            {**parameters, "limit": limit + 1},
        )
        last = Position(rows[limit - 1][1], rows[limit - 1][2]) if len(rows) > limit else None
        return Documents([row[0] for row in rows[:limit]], total[0] if total else 0, last)

    def every(self, table: Table, where: Iterable[Condition] = ()) -> list[str]:
        """The JSON texts of all documents that meet every condition, in the table's order."""
        sql, parameters = _filter(self.id, where)
        rows = self.database.all(
            f"SELECT document FROM {table.name} WHERE {sql} ORDER BY {table.order}, id",  # noqa: S608 - own names
            parameters,
        )
        return [row[0] for row in rows]

    def ids(self, table: Table, where: Iterable[Condition]) -> list[str]:
        """The ids of all documents that meet every condition."""
        sql, parameters = _filter(self.id, where)
        rows = self.database.all(f"SELECT id FROM {table.name} WHERE {sql}", parameters)  # noqa: S608 - own names
        return [row[0] for row in rows]

    def insert(self, table: Table, document: dict[str, Any], *, id: str, **columns: Any) -> str:
        """Add a document, checked against its schema; returns its JSON text."""
        row = self.row(table, document, id=id, **columns)
        self.insert_rows(table, [row])
        return str(row["document"])

    def row(self, table: Table, document: dict[str, Any], *, id: str, **columns: Any) -> dict[str, Any]:
        """What `insert_rows` takes: the document, checked and encoded, with its typed columns."""
        self.judge(table.component, document)
        return {"workspace_id": self.id, "id": id, **columns, "document": _encode(document).decode()}

    def insert_rows(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add many rows made by `row`."""
        names = ("workspace_id", "id", *table.columns, "document")
        values = ", ".join(f":{name}" for name in names)
        self.database.run_many(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values})", rows)  # noqa: S608 - own names

    def replace(self, table: Table, document: dict[str, Any], *, id: str, **columns: Any) -> str:
        """Put a changed document, checked again, in place of the old one; returns its JSON text."""
        row = self.row(table, document, id=id, **columns)
        changes = ", ".join(f"{name} = :{name}" for name in ("document", *columns))
        self.database.run(
            f"UPDATE {table.name} SET {changes} WHERE workspace_id = :workspace_id AND id = :id",  # noqa: S608 - own names
            row,
        )
        return str(row["document"])

    def delete(self, table: Table, id: str) -> bool:
        """Remove a document; False if there was none."""
        sql = f"DELETE FROM {table.name} WHERE workspace_id = :workspace AND id = :id"  # noqa: S608 - own names
        return self.database.run(sql, {"workspace": self.id, "id": id}) > 0

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


def _filter(workspace_id: str, where: Iterable[Condition]) -> tuple[str, dict[str, Any]]:
    sql, parameters = "workspace_id = :workspace", {"workspace": workspace_id}
    for number, (column, operator, value) in enumerate(where):
        if operator == "in" and not value:
            sql += " AND 1 = 0"  # an empty list is not portable SQL
        elif operator == "in":
            names = {f"p{number}_{index}": item for index, item in enumerate(value)}
            sql += f" AND {column} IN ({', '.join(f':{name}' for name in names)})"
            parameters |= names
        elif value is None:
            sql += f" AND {column} IS NULL"
        else:
            sql += f" AND {column} {operator} :p{number}"
            parameters[f"p{number}"] = value
    return sql, parameters
