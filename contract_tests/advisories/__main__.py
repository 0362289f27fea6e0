"""The end of `make check`: pip-audit's findings, or one sentence where its database cannot be reached."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PATIENCE_SECONDS = 40
"""How long all of it may take: whoever works without a network has other things to do."""
AUDIT = (sys.executable, "-m", "pip_audit", "--local", "--skip-editable", "--format=json", "--timeout=3")
"""pip-audit itself fails when it cannot reach its database, and waits as often as there are packages."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit has found out."""

    asked: int
    """Packages about which the database could say something."""
    unknown: int
    """Packages that it does not have."""
    flaws: tuple[str, ...]
    """One line for each."""


def audit(command: Sequence[str] = AUDIT, patience: float = PATIENCE_SECONDS) -> Report | None:
    """What is known of the packages of this environment; None if nobody can be asked."""
    try:
        ended = subprocess.run(command, capture_output=True, timeout=patience, check=False)
        found = json.loads(ended.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, LookupError, TypeError):
        return None
    report = report_of(found)
    return report if report.asked else None


def report_of(found: Sequence[dict[str, Any]]) -> Report:
    """What pip-audit's JSON says, by its list of `dependencies`."""
    known = [each for each in found if "skip_reason" not in each]
    flaws = [
        f"{each['name']} {each['version']}: {flaw['id']}, fixed in {_or(flaw['fix_versions'])}"
        for each in known
        for flaw in each["vulns"]
    ]
    return Report(len(known), len(found) - len(known), tuple(flaws))


def said(report: Report | None) -> str:
    """A report in one sentence, and each flaw in a line."""
    if report is None:
        return "known flaws: the database of pip-audit cannot be reached from here, so nothing was looked up"
    beside = f"; unknown to it: {report.unknown}" if report.unknown else ""
    if not report.flaws:
        return f"known flaws: none in {report.asked} packages{beside}"
    return "\n".join([f"known flaws in {report.asked} packages{beside}", *report.flaws])


def _or(versions: Sequence[str]) -> str:
    return " or ".join(versions) or "no version yet"


def main() -> None:
    """Say what is known; exit 1 if that is a flaw."""
    report = audit()
    print(said(report))
    sys.exit(1 if report is not None and report.flaws else 0)


if __name__ == "__main__":
    main()
