"""Totals without counting: how many rows there are of each kind, kept in step with every write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from .conditions import Parameters, Where
from .database import Database

WHOLE, SLOT = 63, 38
"""The slots of time that rows are grouped by, in powers of two of microseconds: all of time, and 3.2 days."""

Delta = Counter[tuple[str, int, str, int, str]]
"""How many rows more, by tally, span, key, slot and part."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One way to group the rows of a table."""

    name: str
    key: tuple[str, ...]
    """The columns of which a question names all or none."""
    part: str
    """A column that it may name beside them."""
    time: str
    """The column that it may bound."""
    spans: tuple[int, ...] = (WHOLE, SLOT)
    edges_by: tuple[str, ...] | None = None
    """The columns by which an index finds the rows at the edges of a range; None leaves it to the planner."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that rows are grouped by."""
        return (*self.key, self.part, self.time)

    def note(self, delta: Delta, row: Mapping[str, Any], n: int) -> None:
        """Count a row in (1) or out (-1)."""
        key = "\n".join([row[column] for column in self.key])
        part, at = _part(row[self.part]), row[self.time]
        for span in self.spans:
            delta[self.name, span, key, at >> span, part] += n

    def knows(self, where: Where) -> bool:
        """Whether it has the number of the rows that meet these conditions."""
        named = where.values.keys()
        whole_key = named >= set(self.key) or named.isdisjoint(self.key)
        span = SLOT if where.bounds else WHOLE
        return (
            whole_key
            and named <= {*self.key, self.part}
            and where.bounds.keys() <= {self.time}
            and span in self.spans
        )

    def total(self, table: str, where: Where, parameters: Parameters) -> str:
        """The SQL of how many rows meet these conditions: whole slots are summed, and the edges counted."""
        group = f"workspace_id = :workspace AND tally = {parameters.bind(self.name)}"
        if not self.key or self.key[0] in where.values:
            keys = ["\n".join(items) for items in product(*(where.values[column] for column in self.key))]
            group += _among("key", keys, parameters)
        if self.part in where.values:
            group += _among("part", [_part(item) for item in where.values[self.part]], parameters)
        return " + ".join(self._pieces(table, where, group, parameters))

    def _pieces(self, table: str, where: Where, group: str, parameters: Parameters) -> Iterator[str]:
        low, high = where.bounds.get(self.time, (None, None))
        first = None if low is None else -(-low >> SLOT)
        after = None if high is None else high >> SLOT
        if (
            low is not None
            and high is not None
            and first is not None
            and after is not None
            and first >= after
        ):
            yield self._counted(table, where, low, high, parameters)  # no whole slot lies within
            return
        span = WHOLE if low is None and high is None else SLOT
        slots = "" if first is None else f" AND slot >= {parameters.bind(first)}"
        slots += "" if after is None else f" AND slot < {parameters.bind(after)}"
        yield (
            "(SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM tallies"  # noqa: S608 - own names
            f" WHERE {group} AND span = {span}{slots})"
        )
        if low is not None and first is not None and low < first << SLOT:
            yield self._counted(table, where, low, first << SLOT, parameters)
        if high is not None and after is not None and after << SLOT < high:
            yield self._counted(table, where, after << SLOT, high, parameters)

    def _counted(self, table: str, where: Where, low: int, high: int, parameters: Parameters) -> str:
        return counted(table, where.within(self.time, low, high), parameters, searched=self.edges_by)


def counted(
    table: str, where: Where, parameters: Parameters, *, searched: tuple[str, ...] | None = None
) -> str:
    """The SQL that counts the rows one by one."""
    return f"(SELECT COUNT(*) FROM {table} WHERE {where.said(parameters, searched=searched)})"  # noqa: S608 - own names


_ADD = (
    "INSERT INTO tallies (workspace_id, tally, span, key, slot, part, n, base, changed)"
    " VALUES (:workspace, :tally, :span, :key, :slot, :part, :n, :base, :changed)"
    " ON CONFLICT (workspace_id, tally, span, key, slot, part) DO UPDATE"
    " SET n = tallies.n + excluded.n, base = tallies.base + excluded.base,"
    " changed = CASE WHEN excluded.changed = 1 THEN 1 ELSE tallies.changed END"
)


def add(database: Database, workspace_id: str, delta: Delta, *, seeding: bool) -> None:
    """Write how many rows there are more, or fewer; what is seeded is what a reset returns to."""
    rows = [
        {
            "workspace": workspace_id,
            "tally": tally,
            "span": span,
            "key": key,
            "slot": slot,
            "part": part,
            "n": n,
            "base": n if seeding else 0,
            "changed": int(not seeding),
        }
        for (tally, span, key, slot, part), n in sorted(delta.items())
        if n
    ]
    if rows:
        database.run_many(_ADD, rows)


def _among(column: str, items: list[str], parameters: Parameters) -> str:
    return f" AND {column} IN ({', '.join(map(parameters.bind, items))})"


def _part(value: Any) -> str:
    return "" if value is None else str(value)
