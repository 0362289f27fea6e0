"""The matrix as a table: a row for each answer of the spec or of a gateway, a column for each target."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from contract_tests.matrix.cells import Cell, documented
from contract_tests.matrix.required import Reason, summed


class Row(msgspec.Struct, frozen=True):
    """One status of one operation."""

    operation: str
    status: str
    documented: bool
    """Whether the spec has an answer for it."""
    targets: list[str]
    """Where it was seen."""
    why_not: str = ""
    """Why nobody can see it, where nobody did."""


def rows(reached: Iterable[Cell], known: Iterable[Reason]) -> list[Row]:
    """All rows, in the order of operations and statuses."""
    promised, known = documented(), list(known)
    seen: dict[tuple[str, str], set[str]] = {
        (operation, status): set() for operation, statuses in promised.items() for status in statuses
    }
    for cell in summed(reached):
        seen.setdefault((cell.operation, cell.status), set()).add(cell.target)
    return [
        Row(
            operation,
            status,
            status in promised.get(operation, ()),
            sorted(targets),
            "" if targets else _reason(operation, status, known),
        )
        for (operation, status), targets in sorted(seen.items())
    ]


def _reason(operation: str, status: str, known: list[Reason]) -> str:
    fitting = (
        each.why
        for each in known
        if status in each.statuses and (not each.operations or operation in each.operations)
    )
    return next(fitting, "no test asks for it")


def write(file: Path, table: list[Row]) -> None:
    """Write it as JSON, or as Markdown where the name ends so."""
    if file.suffix == ".md":
        file.write_text(as_markdown(table), encoding="utf-8")
    else:
        file.write_bytes(msgspec.json.format(msgspec.json.encode({"data": table}), indent=2))


def as_markdown(table: list[Row]) -> str:
    """A table that GitHub shows: ● where it was seen, and the reason where it was nowhere."""
    targets = sorted({target for row in table for target in row.targets})
    lines = [
        f"| operation | status | {' | '.join(targets)} | |",
        "|---" * (len(targets) + 3) + "|",
    ]
    for row in table:
        marks = " | ".join("●" if target in row.targets else "" for target in targets)
        status = row.status if row.documented else f"{row.status} (not in the spec)"
        lines.append(f"| {row.operation} | {status} | {marks} | {row.why_not} |")
    return "\n".join(lines) + "\n"
