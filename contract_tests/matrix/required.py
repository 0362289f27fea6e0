"""Which cells a full run must reach, and which ones nobody can, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from contract_tests.matrix.cells import Cell, documented, promise_of

FILE = Path(__file__).with_name("cells.yaml")
REASONS = Path(__file__).with_name("reasons.yaml")
_HEAD = """\
# What a run of all tests must reach, by target and operation: losing one fails the run.
# Written by `python -m pytest -n auto --update-matrix`; what only a search came by is left out.
"""
TARGETS = ("in-process-documented", "in-process-observed", "loopback-documented")
"""Those that every machine has; PostgreSQL, or an account of one's own, may be missing."""


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why some cells are empty."""

    statuses: list[str]
    why: str
    operations: list[str] = []
    """All but those that do reach it, if none are named."""


def required(file: Path) -> set[Cell]:
    """The cells that must be reached; none where nobody has written the file yet."""
    if not file.exists():
        return set()
    read = msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, list[str]]] | None) or {}
    return {
        Cell(operation, status, target)
        for target, operations in read.items()
        for operation, statuses in operations.items()
        for status in statuses
    }


def reasons(file: Path = REASONS) -> list[Reason]:
    """Why cells are empty, as somebody has written it down."""
    return msgspec.yaml.decode(file.read_bytes(), type=list[Reason])


def keep(reached: Iterable[Cell], file: Path) -> None:
    """Write down what must be reached from now on: the promises of the spec that were kept."""
    promised = documented()
    kept: dict[str, dict[str, list[str]]] = {}
    for cell in sorted(summed(reached)):
        if cell.target in TARGETS and cell.status in promised.get(cell.operation, ()):
            kept.setdefault(cell.target, {}).setdefault(cell.operation, []).append(cell.status)
    lines = [
        f"{target}:\n" + "".join(f"  {name}: [{_quoted(found)}]\n" for name, found in operations.items())
        for target, operations in kept.items()
    ]
    file.write_text(_HEAD + "".join(lines), encoding="utf-8")


def _quoted(statuses: list[str]) -> str:
    return ", ".join(f'"{status}"' for status in statuses)


def summed(reached: Iterable[Cell]) -> set[Cell]:
    """The cells by what the spec promises: 413 counts as 4XX where the spec says no more than that."""
    promised = documented()
    return {cell._replace(status=promise_of(cell.operation, cell.status, promised)) for cell in reached}


def lost(reached: Iterable[Cell], wanted: Iterable[Cell]) -> list[Cell]:
    """The cells that were wanted and are empty, in order."""
    return sorted(set(wanted) - summed(reached))


def empty(reached: Iterable[Cell]) -> list[tuple[str, str]]:
    """The promises of the spec that no test saw kept on any target: operation and status, in order."""
    seen = {(cell.operation, cell.status) for cell in summed(reached)}
    every = [(name, status) for name, statuses in documented().items() for status in statuses]
    return [pair for pair in every if pair not in seen]


def unexplained(pairs: Iterable[tuple[str, str]], known: Iterable[Reason]) -> list[tuple[str, str]]:
    """Those of the empty promises that no reason covers."""
    return [
        (operation, status)
        for operation, status in pairs
        if not any(
            status in each.statuses and (not each.operations or operation in each.operations)
            for each in known
        )
    ]
