"""Nobody reads, learns of or changes what is another account's; and whoever could would be found out."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from contract_tests import depths
from contract_tests.crossing.__main__ import main
from contract_tests.crossing.attempt import Attempt, Foreign
from contract_tests.crossing.contents import MARK
from contract_tests.crossing.gateways import Scene, inside
from contract_tests.crossing.oracle import Crossed
from contract_tests.crossing.world import AGENT
from mock_gateway import paging
from mock_gateway.errors import Problem
from mock_gateway.request import Request
from mock_gateway.resources import tasks
from mock_gateway.store import Accounts, Connection, Workspace, admission
from mock_gateway.store.sqlite import SqliteDatabase
from mock_gateway.store.tables import TASKS, Table

MANY = 300
"""Attempts within which a hole is found."""


@pytest.fixture(scope="module")
def planted() -> Iterator[Scene]:
    """Everybody, planted once: each test has a copy."""
    with inside(":memory:") as scene:
        yield scene


@pytest.fixture
def scene(planted: Scene) -> Iterator[Scene]:
    with _copy(planted) as copied:
        yield copied


def _copy(planted: Scene) -> Any:
    assert planted.gateway is not None
    database = planted.gateway.database
    assert isinstance(database, SqliteDatabase)
    return inside(database.copy(), planted.world)


class Strangers(RuleBasedStateMachine):
    """Victims go about their business, and somebody who learns every id of theirs tries everything."""

    planted: Scene

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.scene = self.stack.enter_context(_copy(self.planted))

    @rule(seed=st.integers(0, 2**32))
    def the_attacker_tries(self, seed: int) -> None:
        surfaces, dice = self.scene.surfaces, random.Random(seed)
        self.scene.oracle.try_out(surfaces.attempt(surfaces.any(dice), dice))

    @rule(n=st.integers(0, 1), where=st.integers(0, 1))
    def a_victim_makes_something(self, n: int, where: int) -> None:
        oracle, victim = self.scene.oracle, self.scene.world.victims[n]
        headers = {
            **AGENT,
            "Authorization": f"Bearer {victim.api_key}",
            "Maton-Connection": victim.connections[where],
        }
        contact = {"defaultFields": {"firstName": f"new{MARK}"}}
        made = self.scene.ask(Attempt("", "POST", ("quo", "v1", "contacts"), headers=headers, body=contact))
        assert made.status == 201
        oracle.rebase()
        self.scene.surfaces.learn("contact", json.loads(made.body)["data"]["id"])

    def teardown(self) -> None:
        self.stack.close()


def test_whatever_a_stranger_tries(planted: Scene) -> None:
    machine = type("Here", (Strangers,), {"planted": planted})
    run_state_machine_as_test(machine, settings=depths.part(6))


def test_every_operation_and_page_is_tried(planted: Scene) -> None:
    dice = random.Random(7)
    for name in planted.surfaces.all:
        attempt = planted.surfaces.attempt(name, dice)
        assert attempt.foreign
        assert attempt.twin().url != attempt.url or attempt.twin().said != attempt.said


def test_a_twin_differs_in_nothing_but_what_it_names(planted: Scene) -> None:
    dice = random.Random(3)
    for kind, values in planted.world.loot().items():
        for value in (Foreign.of(text, dice) for text in values):
            assert value.twin != value
            assert MARK not in value.twin
            if kind not in ("entry", "token"):
                assert len(value.twin) == len(value)


# ── Holes, made on purpose ──


def _without_its_workspace(patch: pytest.MonkeyPatch) -> None:
    def find(self: Workspace, table: Table, id: str) -> str | None:
        row = self.database.one(f"SELECT document FROM {table.name} WHERE id = :id", {"id": id})  # noqa: S608
        return None if row is None else str(row[0])

    patch.setattr(Workspace, "find", find)


def _lists_of_all_workspaces(patch: pytest.MonkeyPatch) -> None:
    def every(self: Workspace, table: Table, where: object = (), *, opened: bool = True) -> list[str]:
        rows = self.database.all(f"SELECT document FROM {table.name}")  # noqa: S608
        return [str(row[0]) for row in rows]

    patch.setattr(Workspace, "every", every)


def _forbidden_instead_of_not_found(patch: pytest.MonkeyPatch) -> None:
    def task(request: Request) -> dict[str, Any]:
        id = request.path["taskId"]
        found = request.workspace.read(TASKS, id)
        if found is None and request.workspace.database.one("SELECT 1 FROM tasks WHERE id = :id", {"id": id}):
            raise Problem(403, "That is not your task")
        if found is None or found["isDeleted"]:
            raise request.not_found("Task")
        return found

    patch.setattr(tasks, "_task", task)


def _tokens_of_any_workspace(patch: pytest.MonkeyPatch) -> None:
    of = paging.Scope.of
    patch.setattr(paging.Scope, "of", lambda *given: replace(of(*given), workspace_id=""))


def _deletions_of_any_account(patch: pytest.MonkeyPatch) -> None:
    def delete(self: Accounts, account_id: str, id: str) -> bool:
        return self.database.run("DELETE FROM connections WHERE id = :id", {"id": id}) > 0

    patch.setattr(Accounts, "delete_connection", delete)


def _connections_of_any_account(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        admission, "_BY_CONNECTION", admission._BY_CONNECTION.replace("c.account_id = a.id AND", "")
    )


def _session_tokens_for_ever(patch: pytest.MonkeyPatch) -> None:
    def settle(
        self: Accounts, connection: Connection, *, status: str, workspace_id: str | None, now: int
    ) -> bool:
        sql = "UPDATE connections SET status = :status, workspace_id = :workspace WHERE id = :id"
        given = {"status": status, "workspace": workspace_id, "id": connection.id}
        return self.database.run(sql, given) > 0

    patch.setattr(Accounts, "settle", settle)


@pytest.mark.parametrize(
    ("hole", "where"),
    [
        (_without_its_workspace, "calls_get"),
        (_lists_of_all_workspaces, "phone_numbers_list"),
        (_forbidden_instead_of_not_found, "tasks_complete"),
        (_deletions_of_any_account, "connections_delete"),
        (_connections_of_any_account, "contacts_list"),
        (_session_tokens_for_ever, "consent"),
    ],
)
def test_a_hole_is_found(
    hole: Callable[[pytest.MonkeyPatch], None], where: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert scene.oracle
    hole(monkeypatch)
    assert "was answered" in _crossed(scene, where)


def test_page_tokens_that_hold_anywhere_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    _tokens_of_any_workspace(monkeypatch)
    with inside(":memory:") as scene:  # whose tokens are made by then
        assert "pageToken" in _crossed(scene, "users_list")


def _crossed(scene: Scene, where: str) -> str:
    """What the first attempt that crosses is said to have done; fails if none does."""
    dice = random.Random(1)
    for _ in range(MANY):
        try:
            scene.oracle.try_out(scene.surfaces.attempt(where, dice))
        except Crossed as crossed:
            return str(crossed)
    raise AssertionError("the hole was not found")


def test_the_command_says_what_crossed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--attempts", "60", "--processes", "1"]
    assert main(arguments) == 0
    assert "60 attempts" in capsys.readouterr().out
    _without_its_workspace(monkeypatch)
    assert main([*arguments[:1], "400", *arguments[2:]]) == 1
    said = capsys.readouterr().out
    assert "Something crossed." in said
    assert "Authorization: " in said
