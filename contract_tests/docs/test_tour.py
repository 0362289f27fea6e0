"""`make demo` walks through everything, without a terminal as well as with one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOUR = Path(__file__).parents[2] / "examples" / "tour.py"


@pytest.fixture(scope="module")
def tour() -> str:
    """What the tour prints where there is no terminal."""
    done = subprocess.run(
        [sys.executable, str(TOUR), "--port", "0"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_takes_at_least_fourteen_steps_and_ends(tour: str) -> None:
    steps = re.findall(r"^ +(\d+) ", tour, re.MULTILINE)
    assert [int(step) for step in steps] == list(range(1, len(steps) + 1))
    assert len(steps) >= 14
    assert re.search(r"The gateway listens at http://127\.0\.0\.1:\d+", tour)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 429, 500])
def test_it_shows_every_error_status(tour: str, status: int) -> None:
    assert re.search(rf"\w+  \w+ /quo/v1/\S+: {status} ", tour)


@pytest.mark.parametrize(
    "line", ["queued  Your table", "paid  1 cent", "delivered  five", "pages  [50, 50, 20]", "ACTIVE"]
)
def test_it_shows_a_text_paid_and_delivered_the_pages_and_a_connection(tour: str, line: str) -> None:
    assert line in tour
