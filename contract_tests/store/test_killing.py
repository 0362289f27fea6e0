"""A gateway that is killed again and again under load loses nothing, does nothing twice, and tells of it all.

It is killed five times, and thirty times with `HYPOTHESIS_PROFILE=fuzz` in the environment; `-s` shows the
account. `make kills` is the same as a command.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from contract_tests.kills import terminal
from contract_tests.kills.run import kill_often

KILLS = 30 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 5


def test_nothing_is_lost_doubled_or_contradictory_however_often_it_is_killed(
    address: str, tmp_path: Path, record_property: Any
) -> None:
    engine = "postgresql" if "://" in address else "sqlite"
    account = kill_often(engine, address, tmp_path, kills=KILLS, seed=30)
    record_property("summary", terminal.verdict([account]))
    print(terminal.table([account]))
    assert account.faults == {}
    assert account.acknowledged > 10 * KILLS
    assert account.kept - account.acknowledged <= account.unanswered
    assert account.events == account.kept + 4 * KILLS
    assert account.most <= 1 + KILLS
