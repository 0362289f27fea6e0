"""Deliveries of events to webhooks: the queue they wait in, and the log they stay in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from .database import Database, Row
from .tables import DELIVERY_COLUMNS

_COLUMNS = ", ".join(DELIVERY_COLUMNS)
KEPT = 10_000
"""How many places of a workspace's log are kept; what waits is kept in any case."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook, or there."""

    id: str
    place: int
    """Its place in the order of its workspace."""
    webhook_id: str
    resource_id: str
    """The message, call or conversation that it is about."""
    line: str
    """Of one webhook and line, one is delivered after the other; mostly the resource's id."""
    event_id: str
    event_type: str
    url: str
    body: str = field(repr=False)
    created_at: int
    status: str
    """`pending`, `delivered`, `failed` after the last attempt, or `dropped` by a fault."""
    due_at: int | None
    """When it is attempted next; None once it is finished."""
    tries: int
    """How many of the schedule's attempts were made."""
    faults: list[str]
    attempts: list[dict[str, Any]] = field(repr=False)


def _delivery(row: Row) -> Delivery:
    *plain, faults, attempts = row
    values = dict(zip(DELIVERY_COLUMNS, plain, strict=False))
    return Delivery(**values, faults=msgspec.json.decode(faults), attempts=msgspec.json.decode(attempts))


def _row(delivery: Delivery) -> dict[str, Any]:
    row = {name: getattr(delivery, name) for name in DELIVERY_COLUMNS}
    return row | {name: msgspec.json.encode(row[name]).decode() for name in ("faults", "attempts")}


class Deliveries:
    """The deliveries of one workspace; whoever changes them is in a write transaction of its scope."""

    def __init__(self, database: Database, workspace_id: str) -> None:
        self._database = database
        self._workspace_id = workspace_id

    def next_place(self) -> int:
        """The place after the last one."""
        row = self._database.one(
            "SELECT MAX(place) FROM deliveries WHERE workspace_id = :workspace",
            {"workspace": self._workspace_id},
        )
        return 1 + ((row and row[0]) or 0)

    def add(self, delivery: Delivery) -> None:
        """Append a delivery; the oldest that are finished go, beyond those that are kept."""
        values = ", ".join(f":{name}" for name in DELIVERY_COLUMNS)
        self._run(
            f"INSERT INTO deliveries (workspace_id, {_COLUMNS}, claimed_until)"  # noqa: S608 - own names
            f" VALUES (:workspace, {values}, 0)",
            **_row(delivery),
        )
        self._run(
            "DELETE FROM deliveries WHERE workspace_id = :workspace AND place <= :gone AND due_at IS NULL",
            gone=delivery.place - KEPT,
        )

    def get(self, id: str) -> Delivery | None:
        """One delivery, or None."""
        found = self.page([("id", "=", id)], limit=1)
        return found[0] if found else None

    def page(self, where: Iterable[tuple[str, str, Any]], *, limit: int) -> list[Delivery]:
        """At most `limit` deliveries for which every (column, operator, value) holds, newest first."""
        conditions = {f"p{index}": condition for index, condition in enumerate(where)}
        sql = "".join(
            f" AND {column} {operator} :{name}" for name, (column, operator, _) in conditions.items()
        )
        rows = self._database.all(
            f"SELECT {_COLUMNS} FROM deliveries WHERE workspace_id = :workspace{sql}"  # noqa: S608 - own names
            " ORDER BY place DESC LIMIT :limit",
            {"workspace": self._workspace_id, "limit": limit}
            | {name: value for name, (_, _, value) in conditions.items()},
        )
        return [_delivery(row) for row in rows]

    def claim(self, id: str, *, claim: str, due_by: int, real: int, until: int) -> bool:
        """Take a due delivery until a real moment; False if it is finished, not due, or somebody else's."""
        changed = self._run(
            "UPDATE deliveries SET claim = :claim, claimed_until = :until WHERE workspace_id = :workspace"
            " AND id = :id AND due_at <= :due_by AND claimed_until <= :real",
            id=id,
            claim=claim,
            due_by=due_by,
            real=real,
            until=until,
        )
        return changed > 0

    def claimed(self, id: str, claim: str) -> Delivery | None:
        """A delivery, if the claim on it still holds."""
        found = self.page([("id", "=", id), ("claim", "=", claim)], limit=1)
        return found[0] if found else None

    def is_claimed(self, id: str, real: int) -> bool:
        """Whether somebody is delivering it at a real moment."""
        return bool(self.page([("id", "=", id), ("claimed_until", ">", real)], limit=1))

    def put(self, delivery: Delivery) -> None:
        """Keep how a delivery stands now, and give the claim on it up."""
        self._run(
            "UPDATE deliveries SET status = :status, due_at = :due_at, tries = :tries, attempts = :attempts,"
            " claim = NULL, claimed_until = 0 WHERE workspace_id = :workspace AND id = :id",
            **{name: _row(delivery)[name] for name in ("id", "status", "due_at", "tries", "attempts")},
        )

    def let_pass(self, delivery: Delivery, at: int) -> None:
        """Let those that waited for a delivery be due from `at` on (microseconds), when it was finished."""
        self._run(
            "UPDATE deliveries SET due_at = :at WHERE workspace_id = :workspace AND webhook_id = :webhook"
            " AND line = :line AND due_at < :at",
            at=at,
            webhook=delivery.webhook_id,
            line=delivery.line,
        )

    def _run(self, sql: str, **parameters: Any) -> int:
        return self._database.run(sql, {"workspace": self._workspace_id, **parameters})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that is due."""

    workspace_id: str
    id: str
    webhook_id: str


_FIRST_IN_LINE = (
    "due_at <= :now AND NOT EXISTS (SELECT 1 FROM deliveries AS earlier"
    " WHERE earlier.workspace_id = mine.workspace_id AND earlier.webhook_id = mine.webhook_id"
    " AND earlier.line = mine.line AND earlier.due_at IS NOT NULL AND earlier.place < mine.place)"
)


def next_due(database: Database, now: int, *, real: int, busy: Collection[str]) -> Waiting | None:
    """The first delivery of all workspaces that is due, waits for no other, and is in nobody's hands.

    Args:
        now: the gateway's time, in microseconds.
        real: the real time, which claims are measured by.
        busy: the webhooks that are to wait.
    """
    names = {f"busy{index}": webhook_id for index, webhook_id in enumerate(busy)}
    others = f" AND webhook_id NOT IN ({', '.join(f':{name}' for name in names)})" if names else ""
    row = database.one(
        f"SELECT workspace_id, id, webhook_id FROM deliveries AS mine WHERE {_FIRST_IN_LINE}"  # noqa: S608 - own names
        f" AND claimed_until <= :real{others} ORDER BY due_at, place LIMIT 1",
        {"now": now, "real": real, **names},
    )
    return None if row is None else Waiting(*row)


def any_in_hands(database: Database, now: int, *, real: int) -> bool:
    """Whether somebody has a delivery in hands that is due at `now`."""
    sql = "SELECT 1 FROM deliveries WHERE due_at <= :now AND claimed_until > :real LIMIT 1"
    return database.one(sql, {"now": now, "real": real}) is not None
