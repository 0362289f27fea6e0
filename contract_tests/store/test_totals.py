"""Totals are kept and never counted, and yet always the true count; pages hold what the conditions say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mock_gateway.store import Condition, Database, Position, Workspace
from mock_gateway.store.tables import CONTACTS, CONVERSATIONS, MESSAGES, Table
from mock_gateway.store.tallies import SLOT

from .conftest import DatabaseOpener

DAY = 86_400 * 10**6
EDGES = [(slot << SLOT) + off for slot in (6400, 6401, 6403) for off in (-1, 0, 1)]
MOMENTS = [*EDGES, EDGES[0] + DAY, EDGES[4] + DAY]
TIMES = st.sampled_from(MOMENTS)
NUMBERS = st.sampled_from(["PN1", "PN2"])
ROWS: dict[Table, dict[str, st.SearchStrategy[Any]]] = {
    MESSAGES: {
        "phone_number_id": NUMBERS,
        "participants": st.sampled_from(["+1", "+1\n+2"]),
        "user_id": st.sampled_from([None, "US1", "US2"]),
        "created_at": TIMES,
    },
    CONTACTS: {
        "external_id": st.none(),
        "source": st.sampled_from([None, "crm", "web"]),
        "created_at": TIMES,
    },
    CONVERSATIONS: {
        "phone_number_id": NUMBERS,
        "participants": st.uuids().map(str),
        "created_at": TIMES,
        "updated_at": TIMES,
        "last_activity_at": TIMES,
        "deleted_at": st.none(),
        "active": st.integers(0, 1),
        "unread": st.just(0),
    },
}
TABLES = st.sampled_from(list(ROWS))


def ranges(column: str) -> st.SearchStrategy[list[Condition]]:
    """No bound, one, or two that may leave nothing between them."""
    bound = st.tuples(st.just(column), st.sampled_from("<>"), TIMES)
    return st.lists(bound, max_size=2)


def some(column: str, *values: str) -> st.SearchStrategy[list[Condition]]:
    """A column that may be one of several values, or whatever it is."""
    wanted = st.lists(st.sampled_from([*values, "nothing"]), max_size=3).map(
        lambda items: [(column, "in", items)]
    )
    return st.just([]) | wanted


def both(*parts: st.SearchStrategy[list[Condition]]) -> st.SearchStrategy[list[Condition]]:
    """All of these conditions."""
    return st.tuples(*parts).map(lambda lists: [condition for each in lists for condition in each])


THREAD: st.SearchStrategy[list[Condition]] = st.tuples(NUMBERS, st.sampled_from(["+1", "+1\n+2", "+3"])).map(
    lambda thread: [("phone_number_id", "=", thread[0]), ("participants", "=", thread[1])]
)
USER: st.SearchStrategy[list[Condition]] = st.sampled_from([[], [("user_id", "=", "US1")]])
ACTIVE: st.SearchStrategy[list[Condition]] = st.sampled_from([[], [("active", "=", 1)]])
FILTERS = {
    MESSAGES: both(THREAD, USER, ranges("created_at")),
    CONTACTS: some("source", "crm", "web"),
    CONVERSATIONS: both(
        some("phone_number_id", "PN1", "PN2"),
        some("phone_number_id", "PN1", "PN2"),
        ACTIVE,
        ranges("created_at"),
        ranges("updated_at"),
    ),
}


def meets(row: dict[str, Any], where: list[Condition]) -> bool:
    """What a condition means, said in Python."""
    meaning: dict[str, Callable[[Any, Any], bool]] = {
        "=": lambda value, wanted: value == wanted,
        "<": lambda value, wanted: value < wanted,
        ">": lambda value, wanted: value > wanted,
        "in": lambda value, wanted: value in wanted,
    }
    return all(meaning[operator](row[column], wanted) for column, operator, wanted in where)


class Totals(RuleBasedStateMachine):
    """Rows that come, change and go, in one of two workspaces, beside a plain dictionary of them."""

    database: Database

    @initialize()
    def begin(self) -> None:
        for table in ("tallies", "touched", *(table.name for table in ROWS)):
            self.database.run(f"DELETE FROM {table}")  # noqa: S608 - own names
        self.workspaces = [Workspace(self.database, id, lambda *_: None) for id in ("a", "b")]
        self.rows: dict[tuple[str, Table], dict[str, dict[str, Any]]] = {
            (workspace.id, table): {} for workspace in self.workspaces for table in ROWS
        }
        self.count = 0

    @rule(data=st.data(), table=TABLES, which=st.integers(0, 1), many=st.integers(1, 5))
    def add(self, data: st.DataObject, table: Table, which: int, many: int) -> None:
        workspace, rows = self.workspaces[which], []
        for _ in range(many):
            self.count += 1
            id, columns = f"{self.count:04}", data.draw(st.fixed_dictionaries(ROWS[table]))
            rows.append(workspace.row(table, {"id": id}, id=id, **columns))
            self.rows[workspace.id, table][id] = columns
        with self.database.transaction(write=True, scope=workspace.id):
            workspace.insert_rows(table, rows)

    @rule(data=st.data(), table=TABLES, which=st.integers(0, 1))
    def change(self, data: st.DataObject, table: Table, which: int) -> None:
        workspace = self.workspaces[which]
        present = self.rows[workspace.id, table]
        if not present:
            return
        id, name = (
            data.draw(st.sampled_from(sorted(present))),
            data.draw(st.sampled_from(sorted(ROWS[table]))),
        )
        present[id] = {**present[id], name: data.draw(ROWS[table][name])}
        with self.database.transaction(write=True, scope=workspace.id):
            workspace.replace(table, {"id": id}, id=id, **{name: present[id][name]})

    @rule(data=st.data(), table=TABLES, which=st.integers(0, 1))
    def remove(self, data: st.DataObject, table: Table, which: int) -> None:
        workspace = self.workspaces[which]
        id = data.draw(st.sampled_from([*sorted(self.rows[workspace.id, table]), "unknown"]))
        with self.database.transaction(write=True, scope=workspace.id):
            assert workspace.delete(table, id) == (self.rows[workspace.id, table].pop(id, None) is not None)

    @rule(data=st.data(), table=TABLES, which=st.integers(0, 1), limit=st.integers(1, 4))
    def walk(self, data: st.DataObject, table: Table, which: int, limit: int) -> None:
        where = data.draw(FILTERS[table])
        rows = self.rows[self.workspaces[which].id, table]
        wanted = [(row[table.order], id) for id, row in rows.items() if meets(row, where)]
        ids = [id for _, id in sorted(wanted, reverse=table.newest_first)]
        found: list[str] = []
        after: Position | None = None
        while True:
            page = self.workspaces[which].page(table, where, limit=limit, after=after)
            assert page.total == len(ids)
            found += [document["id"] for document in msgspec.json.decode(b"[" + page.joined + b"]")]
            after = page.last
            if after is None:
                break
        assert found == ids

    @invariant()
    def nothing_is_counted_twice(self) -> None:
        for workspace in getattr(self, "workspaces", []):
            for table in ROWS:
                total = workspace.page(table, [], limit=1).total
                assert total == len(self.rows[workspace.id, table])


def test_what_moves_from_one_filter_to_another_is_counted_where_it_is(connect: DatabaseOpener) -> None:
    workspace = Workspace(connect(), "a", lambda *_: None)

    def totals() -> list[int]:
        found = [workspace.page(CONTACTS, [("source", "in", [source])], limit=1) for source in ("crm", "web")]
        return [page.total for page in found]

    columns = {"external_id": None, "source": "crm", "created_at": MOMENTS[0]}
    with workspace.database.transaction(write=True, scope="a"):
        workspace.insert(CONTACTS, {"id": "1"}, id="1", **columns)
    assert totals() == [1, 0]
    with workspace.database.transaction(write=True, scope="a"):
        workspace.replace(CONTACTS, {"id": "1"}, id="1", source="web")
    assert totals() == [0, 1]


def test_a_total_is_the_true_count_whatever_was_written(connect: DatabaseOpener) -> None:
    run_state_machine_as_test(type("Totals", (Totals,), {"database": connect()}))


def test_every_range_of_time_has_its_true_total(connect: DatabaseOpener) -> None:
    workspace = Workspace(connect(), "a", lambda *_: None)
    thread: dict[str, Any] = {"phone_number_id": "PN1", "participants": "+1", "user_id": None}
    rows = [workspace.row(MESSAGES, {}, id=str(at), **thread, created_at=at) for at in MOMENTS]
    with workspace.database.transaction(write=True):
        workspace.insert_rows(MESSAGES, rows)
    for low in [0, *MOMENTS]:
        for high in [*MOMENTS, 2 * EDGES[-1]]:
            where = [("created_at", ">", low), ("created_at", "<", high)]
            total = workspace.page(MESSAGES, where, limit=1).total
            assert total == sum(low < at < high for at in MOMENTS), (low, high)
