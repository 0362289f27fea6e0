"""Sides that are files: recordings, and what `--save` keeps, so that today can be compared with yesterday."""

from __future__ import annotations

from pathlib import Path

from contract_tests.drift.side import Side
from contract_tests.recordings import files, scan, survivors
from contract_tests.recordings.redact import redacted

RECORDINGS = "recordings"


def shipped() -> Path:
    """Return the recording that comes with the tests: of live if there is one, else of the observed mock."""
    live = files.SHIPPED / "live"
    return live if live.is_dir() else files.SHIPPED / "mock-observed"


def load(name: str, directory: Path) -> Side:
    """Return what was recorded. Raises files.BadRecording for what is none."""
    return Side(name, files.load(directory), files.meta_of(directory))


def save(side: Side, directory: Path) -> None:
    """Write what a side answered, everything personal replaced, in the form of a recording.

    Raises:
        ValueError: the side is a recording, or something personal would be written, or the directory holds
            other things; nothing was written.
        OSError: the directory cannot be written.
    """
    if not side.keys:
        raise ValueError(f"{side.name} is a recording already: --save keeps what was asked now.")
    held = files.documents(redacted(side.exchanges), side.meta)
    scan.refuse(held, survivors.personal(side.exchanges) | side.keys)
    files.write(directory, held)
