"""A page as one statement: its documents come joined, with their total and where the next page begins."""

from __future__ import annotations

from dataclasses import dataclass

from .conditions import Parameters, Where
from .database import Database
from .tables import Table
from .tallies import counted

FEW = 200
"""So many documents are sorted faster than found by walking along all others."""

MOST = 100
"""How many values of a column are merged; no list that is meant takes more."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the order column and the id of its last document."""

    key: int
    id: str


@dataclass(frozen=True, slots=True)
class Documents:
    """One page of documents, and how many match in all."""

    joined: bytes
    """Their JSON texts with commas between them."""
    total: int
    last: Position | None
    """Where the next page begins; None when this is the last."""


def read(
    database: Database,
    table: Table,
    where: Where,
    parameters: Parameters,
    *,
    limit: int,
    after: Position | None,
) -> Documents:
    """At most `limit` documents that meet the conditions, beginning after a position."""
    if where.impossible:
        return Documents(b"", 0, None)
    total = _total(table, where, parameters)
    walked_by = None
    if not where.bounds.keys() <= {table.order}:
        [[total]] = database.all(f"SELECT {total}", parameters)
        walked_by = table.order if total > FEW else None
    beyond = _after(table, parameters, after)
    column = next((column for column in table.merged if 1 < len(where.values.get(column, ())) <= MOST), None)
    if column is None:
        said = where.said(parameters, walked_by=walked_by)
        source = _walked(table, f"{said}{beyond}", limit)
    else:
        each = (where.only(column, value) for value in where.values[column])
        said_each = (one.said(parameters, walked_by=walked_by) for one in each)
        source = _merged(table, [f"{said}{beyond}" for said in said_each], limit)
    documents = database.joined("document", ",", source[0])
    bounds = database.joined(f"{table.order} || ' ' || id", " ", source[1])
    [[joined, edge, total]] = database.all(f"SELECT {documents}, {bounds}, {total}", parameters)
    return Documents(_bytes(joined), total, _last(_bytes(edge)))


def _walked(table: Table, said: str, limit: int) -> tuple[str, str]:
    """The documents of the page, and the order and id of its last and the first after it, as queries."""
    source = f"FROM {table.name} WHERE {said} {_order(table)}"
    return (
        f"SELECT document {source} LIMIT {limit}",
        f"SELECT {table.order}, id {source} LIMIT 2 OFFSET {limit - 1}",
    )


def _merged(table: Table, said: list[str], limit: int) -> tuple[str, str]:
    """The same for several values of a column: the first rows of each, in order by an index, are merged.

    A planner would sort all rows of all values instead.
    """
    order = _order(table)
    each = (
        f"SELECT * FROM (SELECT {table.order}, id FROM {table.name}"  # noqa: S608 - own names
        f" WHERE {one} {order} LIMIT {limit + 1}) AS one"
        for one in said
    )
    keys = f"SELECT * FROM ({' UNION ALL '.join(each)}) AS several {order}"  # noqa: S608 - own names
    document = f"SELECT document FROM {table.name} WHERE workspace_id = :workspace AND id = page.id"  # noqa: S608 - own names
    return (
        f"SELECT ({document}) AS document FROM ({keys} LIMIT {limit}) AS page",  # noqa: S608 - own names
        f"{keys} LIMIT 2 OFFSET {limit - 1}",
    )


def _order(table: Table) -> str:
    direction = "DESC" if table.newest_first else "ASC"
    return f"ORDER BY {table.order} {direction}, id {direction}"


def _after(table: Table, parameters: Parameters, after: Position | None) -> str:
    if after is None:
        return ""
    sign = "<" if table.newest_first else ">"
    return f" AND ({table.order}, id) {sign} ({parameters.bind(after.key)}, {parameters.bind(after.id)})"


def _total(table: Table, where: Where, parameters: Parameters) -> str:
    tally = next((tally for tally in table.tallies if tally.knows(where)), None)
    if tally is None:
        return counted(table.name, where, parameters)
    return tally.total(table.name, where, parameters)


def _bytes(value: bytes | str | None) -> bytes:
    """What `Database.joined` came back as, which differs by engine."""
    return value.encode() if isinstance(value, str) else value or b""


def _last(edge: bytes) -> Position | None:
    """The end of the page, if anything comes after it: `key id key id`."""
    key, id, *following = edge.decode().split(" ") if edge else ("", "")
    return Position(int(key), id) if following else None
