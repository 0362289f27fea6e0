"""The rules of faults as a database keeps them, one set for all processes on it."""

from __future__ import annotations

from dataclasses import dataclass

from .admission import FAULTS
from .database import Database

_COLUMNS = "id, rule, key_hash, created_at, matched, struck"


@dataclass(frozen=True, slots=True)
class KeptRule:
    """One rule and its counts."""

    id: str
    rule: str
    """The rule as JSON, without the key that it may be about."""
    key_hash: str | None
    created_at: int
    matched: int
    struck: int


def every(database: Database) -> list[KeptRule]:
    """All rules, oldest first."""
    return [KeptRule(*row) for row in database.all(f"SELECT {_COLUMNS} FROM faults ORDER BY id")]  # noqa: S608 - own names


def add(database: Database, rule: KeptRule, *, most: int) -> bool:
    """Keep a rule under a new id; False if there are `most` of them already."""
    with database.transaction(write=True):
        row = database.one("SELECT COUNT(*) FROM faults")
        if row is None or row[0] >= most:
            return False
        database.run(
            f"INSERT INTO faults ({_COLUMNS})"  # noqa: S608 - own names
            " VALUES (:id, :rule, :key_hash, :created_at, :matched, :struck)",
            {name: getattr(rule, name) for name in rule.__slots__},
        )
        database.run(
            "INSERT INTO facts (name, value) VALUES (:name, :value)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            {"name": FAULTS, "value": rule.id},
        )
    return True


def remove(database: Database, id: str) -> bool:
    """Forget a rule; False if there is none of that id."""
    with database.transaction(write=True):
        gone = database.run("DELETE FROM faults WHERE id = :id", {"id": id}) > 0
        if database.one("SELECT 1 FROM faults") is None:
            database.run("DELETE FROM facts WHERE name = :name", {"name": FAULTS})
        elif gone:
            database.run(
                "UPDATE facts SET value = :value WHERE name = :name",
                {"name": FAULTS, "value": f"without {id}"},
            )
    return gone


def clear(database: Database) -> None:
    """Forget all rules."""
    with database.transaction(write=True):
        database.run("DELETE FROM faults")
        database.run("DELETE FROM facts WHERE name = :name", {"name": FAULTS})


def find(database: Database, id: str) -> KeptRule | None:
    """The rule of that id."""
    row = database.one(f"SELECT {_COLUMNS} FROM faults WHERE id = :id", {"id": id})  # noqa: S608 - own names
    return None if row is None else KeptRule(*row)


def keep_counts(database: Database, id: str, *, matched: int, struck: int) -> None:
    """Keep how often a rule has matched and struck, inside the transaction that has read it."""
    database.run(
        "UPDATE faults SET matched = :matched, struck = :struck WHERE id = :id",
        {"id": id, "matched": matched, "struck": struck},
    )
