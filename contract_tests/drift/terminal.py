"""A report for the terminal: a table of what is new, one line where nothing is."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from contract_tests.drift.findings import Finding, Report


def summary(report: Report) -> str:
    """`No drift: 27 operations, 143 calls, 4 known divergences.`"""
    found = _count(len(report.new), "new difference") if report.new else "No drift"
    parts = [_count(len(report.operations), "operation"), _count(len(report.compared), "call")]
    if report.switches:
        parts.append(_count(len(report.switches), "known divergence"))
    if report.already:
        parts.append(f"{len(report.already)} accepted")
    return f"{found}: {', '.join(parts)}."


def show(report: Report, console: Console) -> None:
    """Print the table of new findings, if there are any, and the summary."""
    if report.new:
        console.print(_table(report))
    console.print(summary(report), highlight=False, soft_wrap=True)


def _table(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("kind", "where", "difference"):
        table.add_column(name, overflow="fold", no_wrap=name == "kind")
    for finding in report.new:  # as Text, or brackets would be taken for markup
        where = f"{finding.operation} {cases(finding)}\n{finding.path}"
        table.add_row(Text(finding.kind), Text(where), Text(_difference(report, finding)))
    return table


def _difference(report: Report, finding: Finding) -> str:
    lines = [f"{report.left}: {finding.left}", f"{report.right}: {finding.right}"]
    if finding.departs != "neither":
        verb = "leave" if finding.departs == "both" else "leaves"
        lines.append(f"({departing(report, finding)} {verb} the spec)")
    return "\n".join(lines)


def departing(report: Report, finding: Finding) -> str:
    """Who leaves the spec, by name."""
    names = {"left": report.left, "right": report.right, "both": "both", "neither": "neither"}
    return names[finding.departs]


def cases(finding: Finding) -> str:
    """The first case, and how many more there are."""
    first, *more = finding.case.split(", ")
    return f"{first} +{len(more)}" if more else first


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
