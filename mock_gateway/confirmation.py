"""What a contract run leaned on and found out about the live service: read, and applied to the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from .provenance import DIVERGENCE, Evidence, Row, kept

SOURCE = "contract run against live"
"""The source of what a run has confirmed."""


class Leaning(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the ledger in a run."""

    green: int = 0
    """How many tests passed that lean on it."""
    live: Literal["confirmed", "refuted"] | None = None
    """What the live service, or a recording of it, had to say; None if it was not asked."""
    seen: datetime.date | None = None
    """When it said so."""
    tests: list[str] = []
    """The tests that refuted it."""


class Run(msgspec.Struct, frozen=True):
    """What a run leaned on, by the ids of entries."""

    date: datetime.date
    entries: dict[str, Leaning]


def read(file: Path) -> Run:
    """The run that `pytest --evidence-file` wrote; raises `ValueError` with a sentence."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Run)
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} is not what pytest --evidence-file writes: {error}") from None


def unknown(run: Run, rows: Iterable[Row]) -> list[str]:
    """The ids of a run that the ledger does not have: the run was of other tests than these."""
    return sorted(run.entries.keys() - {row.entry.id for row in rows})


def applied(rows: Iterable[Row], run: Run) -> tuple[list[Row], list[str]]:
    """The ledger after a run, and what changed in words; what the run did not ask stays as it is."""
    after, told = [], []
    for row in rows:
        found = run.entries.get(row.entry.id)
        if found is None or found.live is None:
            after.append(row)
            continue
        seen = found.seen or run.date
        if row.about == DIVERGENCE:
            after.append(row)
            told.append(
                f"{row.entry.id} was {found.live} on {seen}: its row in profile.py is changed by hand"
            )
            continue
        changed = _changed(row, found.live, seen)
        after.append(changed)
        if changed != row:
            told.append(f"{row.entry.id} was {found.live} on {seen}")
    return after, told


def _changed(row: Row, live: str, seen: datetime.date) -> Row:
    """The row as the live service has it; an answer older than what is known says nothing new."""
    entry = row.entry
    known = entry.refuted or (entry.date if entry.evidence == "observed" else None)
    if known is not None and seen < known:
        return row
    if live == "refuted":
        return msgspec.structs.replace(row, entry=msgspec.structs.replace(entry, refuted=seen))
    observed: Evidence = "observed"
    confirmed = msgspec.structs.replace(entry, evidence=observed, source=SOURCE, date=seen, refuted=None)
    return msgspec.structs.replace(row, entry=confirmed)


def write(file: Path, rows: Iterable[Row]) -> None:
    """Put the ledger into its file, wholly or not at all; raises `ValueError` where that is not allowed."""
    text = kept(row for row in rows if row.about != DIVERGENCE)
    draft = file.with_name(f".{file.name}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise ValueError(f"{file} cannot be written: {error.strerror}") from None
