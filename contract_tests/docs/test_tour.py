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


@pytest.mark.parametrize(
    "line",
    [
        "incoming received  Thanks, on our way!",
        "verified message.received  Is the table by the window?",
        "BadSignature  The signature does not fit",
        "transcript completed  Do you have a table for two at eight?",
        "+15005550002 undelivered",
        "incoming received  Thanks, got it!",
        "Call back: completed True  by US123abc, revision 3",
        "error code: 503",
        "webhook delivered  500, 500, 500, 204: at ",
    ],
)
def test_it_shows_a_workspace_that_lives(tour: str, line: str) -> None:
    assert line in tour


def test_it_says_how_long_a_month_took(tour: str) -> None:
    assert re.search(r"a month  30 days in \d+\.\d\d seconds of yours", tour)
