"""A report as JSON, and the findings that an earlier one has made known.

The document: `version` (1), `made` (when), `left`, `right`, `drift` (whether anything is new), `counts` of
findings (`new`, `known`, `accepted`), `compared` (`operations`, `calls`, `only_left`, `only_right`),
`divergences` (rows of the profile table that show), and `findings`, each with `operation`, `cases`, `kind`,
`path`, `left`, `right`, `departs` (`left`, `right`, `both` or `neither`: who leaves the spec), `known` (the
divergence, or null) and `standing` (`new`, `known` or `accepted`). A later version may add fields; one that
changes or drops any has another number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contract_tests.drift.findings import Finding, Report
from mock_gateway.profile import BY_NAME

VERSION = 1
_KEY = ("operation", "kind", "path", "left", "right")


class NoReport(ValueError):
    """A file that is not a drift report; the text says why."""


def document(report: Report, made: str) -> dict[str, Any]:
    """Return the report as a JSON object; `made` is when, in ISO 8601."""
    return {
        "version": VERSION,
        "made": made,
        "left": report.left,
        "right": report.right,
        "drift": bool(report.new),
        "counts": {
            "new": len(report.new),
            "known": len(report.known),
            "accepted": len(report.already),
        },
        "compared": {
            "operations": len(report.operations),
            "calls": len(report.compared),
            "only_left": list(report.only_left),
            "only_right": list(report.only_right),
        },
        "divergences": [_divergence(name) for name in report.switches],
        "findings": [_finding(report, finding) for finding in report.findings],
    }


def accepted(path: Path) -> frozenset[tuple[str, ...]]:
    """Return the keys of all findings of an earlier report.

    Raises:
        NoReport: the file cannot be read, or holds something else.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NoReport(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise NoReport(f"{path} holds no JSON; --accepted takes what --json has written.") from None
    findings = held.get("findings") if isinstance(held, dict) and held.get("version") == VERSION else None
    if not isinstance(findings, list):
        raise NoReport(f"{path} is no drift report of version {VERSION}, as --json writes it.")
    return frozenset(_key(path, finding) for finding in findings)


def _key(path: Path, finding: Any) -> tuple[str, ...]:
    held = finding if isinstance(finding, Mapping) else {}
    key = tuple(word for name in _KEY if isinstance(word := held.get(name), str))
    if len(key) < len(_KEY):
        raise NoReport(f"{path} holds a finding without one of {', '.join(_KEY)}.")
    return key


def standing(report: Report, finding: Finding) -> str:
    """Whether a finding is `new`, `known` or `accepted`."""
    if finding.known is not None:
        return "known"
    return "accepted" if finding.key in report.accepted else "new"


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    held = asdict(finding)
    cases = held.pop("case").split(", ")
    return {
        "operation": held.pop("operation"),
        "cases": cases,
        **held,
        "standing": standing(report, finding),
    }


def _divergence(name: str) -> dict[str, str]:
    row = BY_NAME[name]
    return {
        "name": row.name,
        "documented": row.documented,
        "observed": row.observed,
        "about": row.about,
        "source": row.source,
        "date": row.date,
    }
