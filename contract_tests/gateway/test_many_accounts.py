"""What is kept for each account must not cost the others their limits, nor grow with time."""

from __future__ import annotations

import pytest

from mock_gateway.clock import SECOND
from mock_gateway.inbox import front
from mock_gateway.rate import RateWindows
from mock_gateway.store.database import Parameters, Row

from .conftest import Bench

MANY = 10_001


def test_however_many_accounts_there_are_each_has_its_own_limit() -> None:
    windows = RateWindows()
    assert windows.take("busy", 1, now=0).left == 0
    for number in range(MANY):
        windows.take(f"AC{number}", 1, now=1)
    assert windows.take("busy", 1, now=2).left == -1


def test_windows_that_are_over_are_forgotten() -> None:
    windows = RateWindows()
    for second in range(5):
        for number in range(MANY):
            windows.take(f"AC{second}-{number}", 1, now=second * 2 * SECOND)
    assert len(windows._windows) <= MANY + 1


def test_a_page_reads_no_more_workspaces_than_it_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = Bench(seed="empty").gateway
    made = [gateway.open_account("empty").workspace_id for _ in range(front.MOST + 9)]
    read: list[int] = []
    every = gateway.database.all

    def counted(sql: str, parameters: Parameters = None) -> list[Row]:
        rows = every(sql, parameters)
        read.append(len(rows))
        return rows

    monkeypatch.setattr(gateway.database, "all", counted)
    present = gateway.accounts.workspace(made[0])
    assert present is not None
    offered = [id for id, _ in front.choices(gateway, present)]
    assert offered[0] == made[0]
    assert len(offered) == front.MOST + 1
    assert max(read) <= front.MOST + 1
