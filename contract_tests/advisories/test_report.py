"""A known flaw stops `make check`; a database that cannot be reached does not, and is not waited for."""

from __future__ import annotations

import json
import sys

import pytest

from contract_tests.advisories import __main__ as advisories
from contract_tests.advisories.__main__ import Report, audit, report_of, said

UNKNOWN = {"name": "maton-quo", "skip_reason": "Dependency not found"}
SOUND = {"name": "httpx", "version": "0.28.1", "vulns": []}
FLAWED = {
    "name": "jinja2",
    "version": "3.1.2",
    "vulns": [
        {"id": "PYSEC-1", "fix_versions": ["3.1.3"], "aliases": [], "description": "x"},
        {"id": "PYSEC-2", "fix_versions": [], "aliases": [], "description": "y"},
    ],
}


def printing(text: str, exit_code: int = 0) -> list[str]:
    """A command that prints a text and ends."""
    return [sys.executable, "-c", f"print({text!r}); raise SystemExit({exit_code})"]


def test_each_flaw_has_a_line_that_says_what_mends_it() -> None:
    report = audit(printing(json.dumps({"dependencies": [SOUND, FLAWED, UNKNOWN]}), 1))
    assert report == Report(2, 1, report_of([FLAWED]).flaws)
    assert said(report).splitlines() == [
        "known flaws in 2 packages; unknown to it: 1",
        "jinja2 3.1.2: PYSEC-1, fixed in 3.1.3",
        "jinja2 3.1.2: PYSEC-2, fixed in no version yet",
    ]


@pytest.mark.parametrize(
    "command",
    [
        printing("", 1),
        printing("Traceback: no route to host", 1),
        printing("[]"),
        printing(json.dumps({"dependencies": [UNKNOWN, UNKNOWN]}), 0),
        ["/no/such/program"],
        [sys.executable, "-c", "import time; time.sleep(60)"],
    ],
)
def test_whoever_cannot_be_asked_is_told_of_in_one_sentence(command: list[str]) -> None:
    report = audit(command, patience=1)
    assert report is None
    assert said(report).count("\n") == 0
    assert "cannot be reached" in said(report)


@pytest.mark.parametrize(
    ("report", "status"), [(None, 0), (Report(3, 0, ()), 0), (Report(1, 0, ("jinja2 3.1.2: PYSEC-1",)), 1)]
)
def test_only_a_flaw_stops_the_check(
    report: Report | None, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advisories, "audit", lambda: report)
    with pytest.raises(SystemExit) as ended:
        advisories.main()
    assert ended.value.code == status
