"""A report as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from contract_tests.drift.asked import contracts
from contract_tests.drift.findings import KINDS, Finding, Report
from contract_tests.drift.terminal import departing, summary
from mock_gateway.profile import BY_NAME

TEMPLATE = "page.html.j2"
MEANINGS = {
    "status": "Another status",
    "header": "Another header",
    "error-code": "Another error code",
    "error-shape": "Another error body",
    "missing-field": "Missing field",
    "new-field": "New field",
    "type": "Another type",
    "nullability": "Null where none may be",
    "enum": "New enum word",
    "range": "Outside the limits",
    "format": "Another form",
    "order": "Another order",
    "pagination": "Pages that do not join",
}
"""What the kinds of findings are called on the page."""


def page(report: Report, made: str) -> str:
    """Return the page; `made` is when, in ISO 8601."""
    kinds = [kind for kind in KINDS if any(finding.kind == kind for finding in report.new)]
    return _template().render(
        report=report,
        made=made,
        summary=summary(report),
        kinds=kinds,
        meanings=MEANINGS,
        groups=_by_operation(report.new),
        accepted=_by_operation(report.already),
        known=[_divergence(name, report) for name in report.switches],
        departing=lambda finding: departing(report, finding),
        route=_route,
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(TEMPLATE)


def _by_operation(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    return [(name, list(group)) for name, group in groupby(findings, key=lambda finding: finding.operation)]


def _divergence(name: str, report: Report) -> dict[str, Any]:
    findings = [finding for finding in report.known if finding.known == name]
    return {"row": BY_NAME[name], "findings": findings}


def _route(operation: str) -> str:
    """`GET /v1/messages`; nothing for calls that reach no operation."""
    stated = contracts()[None].operations.get(operation)
    return f"{stated.method} {stated.path}" if stated else ""
