"""The matrix: every promised answer is seen or has its reason, and none that was seen is lost."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from contract_tests.contract.transports import judge
from contract_tests.matrix import required, table
from contract_tests.matrix.cells import OWN, REACHED, Cell, Reached, documented
from contract_tests.matrix.required import Reason
from mock_gateway.contract import load
from mock_gateway.profile import Profile

SEEN = Cell("users_get", "200", "in-process-documented")


def test_every_promise_of_the_spec_is_seen_or_says_why_not() -> None:
    assert required.unexplained(required.empty(required.required(required.FILE)), required.reasons()) == []


def test_no_reason_is_given_for_what_is_seen() -> None:
    seen = {(cell.operation, cell.status) for cell in required.required(required.FILE)}
    for reason in required.reasons():
        assert reason.why
        named = [(operation, status) for operation in reason.operations for status in reason.statuses]
        assert [pair for pair in named if pair in seen] == []
        assert {operation for operation, _ in named} <= documented().keys()


def test_what_is_required_is_promised() -> None:
    promised = documented()
    for cell in required.required(required.FILE):
        assert cell.status in promised[cell.operation]
        assert cell.target in required.TARGETS


def test_a_cell_is_lost_when_no_test_reaches_it_on_its_target() -> None:
    elsewhere = SEEN._replace(target="live")
    assert required.lost([SEEN, elsewhere], [SEEN]) == []
    assert required.lost([elsewhere], [SEEN]) == [SEEN]


def test_a_status_counts_for_its_range_where_the_spec_says_no_more() -> None:
    reached = [SEEN._replace(status=status) for status in ("404", "413", "503")]
    assert {cell.status for cell in required.summed(reached)} == {"404", "4XX", "5XX"}
    assert {cell.status for cell in required.summed([Cell("fax_send", "418", OWN)])} == {"418"}


def test_what_only_a_search_came_by_is_reached_but_not_required(tmp_path: Path) -> None:
    reached = Reached()
    with reached.during("in-process-documented", searching=False):
        reached.note("users_get", 200)
    with reached.during("in-process-documented", searching=True):
        reached.note("users_get", 404)
    reached.note("users_get", 401)
    assert reached.all == {SEEN, SEEN._replace(status="404"), Cell("users_get", "401", OWN)}
    file = tmp_path / "cells.yaml"
    required.keep(reached.steady, file)
    assert required.required(file) == {SEEN}


def test_what_a_service_is_needed_for_or_nobody_promised_is_not_required(tmp_path: Path) -> None:
    file = tmp_path / "cells.yaml"
    required.keep([SEEN, SEEN._replace(target="live"), SEEN._replace(status="302")], file)
    assert required.required(file) == {SEEN}
    assert required.required(tmp_path / "none.yaml") == set()


def test_whoever_judges_an_answer_notes_it() -> None:
    contract = load(Profile.named("documented"))
    request = httpx.Request("GET", "http://x/quo/v1/users/USnone")
    cell = Cell("users_get", "404", OWN)
    before = cell in REACHED.all
    with pytest.raises(AssertionError):  # not in the shape of an error, but seen it was
        judge(contract, request, httpx.Response(404, json={}, request=request))
    assert {each.operation for each in REACHED.all if each.status == "404"} >= {"users_get"}
    if not before:
        REACHED.steady.discard(cell)


def test_the_table_has_a_column_for_each_target_and_says_why_a_row_is_empty(tmp_path: Path) -> None:
    reached = [SEEN, SEEN._replace(target="live"), SEEN._replace(status="302", target="live")]
    rows = table.rows(reached, [Reason(["403"], "because", ["users_get"])])
    found = {row.status: row for row in rows if row.operation == "users_get"}
    assert found["200"].targets == ["in-process-documented", "live"]
    assert (found["302"].documented, found["302"].targets) == (False, ["live"])
    assert (found["403"].why_not, found["404"].why_not) == ("because", "no test asks for it")
    table.write(tmp_path / "m.md", rows)
    text = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "| users_get | 200 | ● | ● |  |" in text
    assert "| users_get | 302 (not in the spec) |  | ● |  |" in text
    table.write(tmp_path / "m.json", rows)
    assert len(json.loads((tmp_path / "m.json").read_text())["data"]) == len(rows)
