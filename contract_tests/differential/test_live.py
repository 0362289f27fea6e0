"""Live as a side, played by the stand-in over TLS: nothing personal is told, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from contract_tests.differential import __main__ as command
from contract_tests.differential import rules_guests
from contract_tests.differential.script import script
from contract_tests.differential.search import Outcome, search
from contract_tests.differential.sides import choice_of
from contract_tests.live.permissions import Permissions
from contract_tests.live.test_against_stand_in import personal
from contract_tests.standin.answers import Answer
from contract_tests.standin.stand_in import StandIn
from contract_tests.targets import Target, opened

QUICK = 1000.0
"""Requests per second to the stand-in, which needs no sparing."""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a run keeps its journal."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@contextmanager
def both(*, mock: str = "in-process:observed", writes: bool = True) -> Iterator[tuple[Target, Target]]:
    """A mock, and live as it may be used."""
    allowed = Permissions(writes=writes, rate=QUICK)
    with opened(choice_of(mock)) as left, opened(choice_of("live"), allowed) as right:
        yield left, right


def compared(*, writes: bool = True) -> Outcome:
    with both(writes=writes) as (left, right):
        return search(left, right, examples=40, steps=12)


def left_behind(stand_in: StandIn, state: Path) -> set[str]:
    """What carries a run's mark in the account, and the journals of runs that did not clean up."""
    found = {each for each in personal(stand_in) if "maton-quo" in each}
    with stand_in.backstage() as http:
        headers = {"Authorization": f"Bearer {stand_in.api_key}", "User-Agent": "test"}
        tasks = http.get("/quo/v1/tasks", params={"maxResults": 100}, headers=headers).json()["data"]
    found |= {each["title"] for each in tasks if "maton-quo" in each["title"]}
    return found | {path.name for path in state.rglob("maton-quo-contract-*")}


def test_a_healthy_live_does_not_differ_and_is_left_as_it_was(by_name: StandIn, state: Path) -> None:
    before = left_behind(by_name, state)
    found = compared()
    assert found.difference is None, script(found.difference, discreet=True)
    assert found.refused == found.known == frozenset()
    asked = {seen.operation for seen in by_name.seen}
    assert asked >= {"contacts_update", "contacts_delete", "tasks_create", "tasks_complete", "users_list"}
    assert left_behind(by_name, state) == before


def test_without_permission_it_only_reads(by_name: StandIn) -> None:
    found = compared(writes=False)
    assert found.difference is None, script(found.difference, discreet=True)
    assert {seen.method for seen in by_name.seen} == {"GET"}


def forgetful(answer: Answer) -> Answer:
    """A change of a company that is answered as if there were none."""
    content = answer.json()
    if answer.operation != "contacts_update" or answer.status != 200:
        return answer
    return answer.with_json(
        {"data": {**content["data"], "defaultFields": {**content["data"]["defaultFields"], "company": None}}}
    )


def test_a_difference_in_an_update_is_told_in_four_steps_and_nothing_is_left(
    by_name: StandIn, state: Path
) -> None:
    secrets, before = personal(by_name), left_behind(by_name, state)
    by_name.alter(forgetful)
    with both() as (left, right):
        topics = [(rules_guests.MarkedContacts,)]
        difference = search(left, right, examples=40, steps=12, topics=topics).difference
    assert difference is not None, "it was not found"
    told = script(difference, discreet=True)
    assert len(difference.taken) <= 4, told
    assert difference.taken[-1].step.does == "contacts.update"
    assert told.endswith("   differs at /data/defaultFields/company")
    assert not [each for each in secrets if each in told]
    by_name.alter(None)
    assert left_behind(by_name, state) == before


def nameless(answer: Answer) -> Answer:
    """A user is called otherwise."""
    if answer.operation != "users_list":
        return answer
    return replace(answer, body=answer.body.replace(b'"email"', b'"mail"'))


def test_the_command_tells_where_and_holds_nothing_personal(
    by_name: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = personal(by_name)
    by_name.alter(nameless)
    code = command.main(["in-process:observed", "live", "--examples", "10", "--max-requests", "90"])
    said = capsys.readouterr()
    assert code == 1, said
    assert "1. users.list(max_results=" in said.out
    assert "   differs at /data/*/email\n   differs at /data/*/mail\n" in said.out
    assert not [each for each in secrets if each in said.out + said.err]


def test_the_cap_on_requests_ends_it_and_is_told(
    by_name: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["live", "in-process:observed", "--max-requests", "9"]) == 0
    assert "It ended early: " in (said := capsys.readouterr().out)
    assert "the cap on requests is reached" in said
    assert len(by_name.seen) == 9


def test_without_a_key_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MATON_API_KEY", raising=False)
    assert command.main(["in-process", "live"]) == 2
    assert "MATON_API_KEY is not set" in capsys.readouterr().err
