"""The clock goes forward only, and a request waits for what is due in its own workspace alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway import timeline
from mock_gateway.clock import LATEST, SECOND, Clock, Setting
from mock_gateway.store import agenda

from .conftest import NOON, Bench

TEXT = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}


def clock(bench: Bench, **change: Any) -> dict[str, Any]:
    told: dict[str, Any] = bench.ok("POST /_mock/api/clock", change)["data"]
    return told


def test_a_clock_set_backwards_is_told_what_is_allowed(empty: Bench) -> None:
    clock(empty, freeze=True, advance=1)
    answer = empty.ask("POST /_mock/api/clock", {"set": "2026-03-01T12:00:00Z"})
    assert (answer.status_code, answer.json["message"]) == (
        409,
        "the clock goes forward only: it is 2026-03-01T12:00:01.000000Z, so set takes a later time and"
        " advance seconds; resume lets a frozen clock run on from where it stands",
    )
    assert empty.ok("GET /_mock/api/clock")["data"] == {"now": "2026-03-01T12:00:01.000000Z", "frozen": True}
    assert clock(empty, set="2026-03-01T12:00:01Z")["now"] == "2026-03-01T12:00:01.000000Z"


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "freeze": st.booleans(),
        "to": st.integers(0, LATEST + SECOND),
        "advance": st.floats(-1, 1e9, allow_nan=False),
        "resume": st.booleans(),
    },
)


@given(st.lists(st.tuples(st.integers(0, 10 * SECOND), CHANGES), max_size=8))
def test_whatever_it_is_told_a_clock_never_goes_back(history: list[tuple[int, dict[str, Any]]]) -> None:
    real = NOON
    one, setting, before = Clock(lambda: real), Setting(), NOON
    for passed, change in history:
        real += passed
        assert one.now(setting) == (before if setting.frozen is not None else before + passed)
        before = one.now(setting)
        try:
            setting = one.changed(setting, **change)
        except ValueError:
            continue
        assert before <= one.now(setting) <= LATEST
        before = one.now(setting)


@pytest.mark.parametrize("change", [{"freeze": True}, {"advance": 3600}, {"freeze": True, "advance": 3600}])
def test_a_clock_that_was_moved_survives_a_restart(tmp_path: Path, change: dict[str, Any]) -> None:
    first = Bench(database=str(tmp_path / "quo.db"), seed="empty")
    told = clock(first, **change)
    first.gateway.database.close()
    again = Bench(database=str(tmp_path / "quo.db"))
    assert again.ok("GET /_mock/api/clock")["data"] == told
    assert again.ok("POST /quo/v1/messages", TEXT)["createdAt"] == told["now"].replace("000000Z", "000Z")
    again.gateway.database.close()


def planned(bench: Bench) -> list[str]:
    """The workspaces in which something is still to happen."""
    return [entry.workspace_id for entry in agenda.due(bench.gateway.database, LATEST, limit=100)]


def test_a_request_does_what_is_due_in_its_own_workspace_and_no_more(empty: Bench) -> None:
    other = empty.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    key: dict[str, str | None] = {"Authorization": f"Bearer {other['api_key']}"}
    mine = empty.ok("POST /quo/v1/messages", TEXT)["id"]
    its = empty.ok("POST /quo/v1/messages", TEXT, headers=key)["id"]
    empty.time += 10 * SECOND
    assert empty.ok(f"GET /quo/v1/messages/{mine}")["data"]["status"] == "delivered"
    assert planned(empty) == [other["workspace_id"]] * 2
    assert empty.ok(f"GET /quo/v1/messages/{its}", headers=key)["data"]["status"] == "delivered"
    assert planned(empty) == []


@pytest.mark.parametrize("request_line", ["GET /_mock/api/health", "GET /connect/"])
def test_whoever_looks_without_a_key_finds_everything_done(empty: Bench, request_line: str) -> None:
    empty.ok("POST /quo/v1/messages", TEXT)
    empty.time += 10 * SECOND
    empty.ask(request_line)
    assert planned(empty) == []


def test_a_frozen_clock_that_is_advanced_stands_still_where_it_was_moved_to(empty: Bench) -> None:
    before = clock(empty, freeze=True)
    moved = clock(empty, advance=5)
    empty.time += 60 * SECOND
    assert empty.ok("GET /_mock/api/clock")["data"] == moved
    assert moved["frozen"] is True
    assert moved["now"] != before["now"]


def test_advancing_the_clock_does_everything_before_it_answers(empty: Bench) -> None:
    for _ in range(3):
        account = empty.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
        empty.ok("POST /quo/v1/messages", TEXT, headers={"Authorization": f"Bearer {account['api_key']}"})
    clock(empty, advance=3)
    assert planned(empty) == []


def test_what_two_gateways_find_due_at_once_happens_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, fast = (Bench(database=str(tmp_path / "quo.db"), seed="empty") for _ in range(2))
    sent = slow.ok("POST /quo/v1/messages", TEXT)["id"]
    due, later = agenda.due, NOON + 10 * SECOND

    def due_to_another(*asked: Any, **more: Any) -> list[agenda.Entry]:
        found = due(*asked, **more)
        monkeypatch.setattr(agenda, "due", due)
        timeline.run_due(fast.gateway.database, fast.gateway.judge, fast.gateway.ids, later)
        return found

    monkeypatch.setattr(agenda, "due", due_to_another)
    timeline.run_due(slow.gateway.database, slow.gateway.judge, slow.gateway.ids, later)
    told = slow.gateway.database.all("SELECT type FROM events WHERE subject_id = :id", {"id": sent})
    assert [*told] == [("message.delivered",)]
    for bench in (slow, fast):
        bench.gateway.database.close()
