"""Recordings as files: one for each operation, in an order that makes two of them comparable by eye."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contract_tests.exchanges import Exchange
from contract_tests.recordings.meta import Meta

SHIPPED = Path(__file__).parent / "files"
"""The recordings that come with the tests, one directory for each target."""


class BadRecording(ValueError):
    """A directory or file that holds no recording; the text says which and why, and quotes nothing."""


def load(directory: Path | str) -> list[Exchange]:
    """Return the exchanges of a recording, by operation and in the order they were made.

    Raises BadRecording for what is none.
    """
    return [exchange for path in _paths(Path(directory)) for exchange in _read(path)[1]]


def meta_of(directory: Path | str) -> Meta:
    """Return where a recording comes from. Raises BadRecording for what is none."""
    return _read(_paths(Path(directory))[0])[0]


def documents(exchanges: Sequence[Exchange], meta: Meta) -> dict[str, dict[str, Any]]:
    """Return what is to be written, by the name of the file."""
    operations = dict.fromkeys(exchange.operation for exchange in exchanges)
    return {
        f"{operation}.json": {
            "meta": asdict(meta),
            "operation": operation,
            "exchanges": [_entry(each) for each in exchanges if each.operation == operation],
        }
        for operation in operations
    }


def write(directory: Path, held: Mapping[str, Any]) -> None:
    """Put files in a directory in place of what is there: all of them or none. Raises OSError."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory.parent, prefix=".recording-") as workshop:
        new, old = Path(workshop, "new"), Path(workshop, "old")
        new.mkdir()
        for name, document in held.items():
            (new / name).write_text(_text(document), encoding="utf-8")
        if directory.exists():
            _only_recordings(directory)
            directory.rename(old)
        try:
            new.rename(directory)
        except OSError:
            if old.exists():
                shutil.move(old, directory)
            raise


def _only_recordings(directory: Path) -> None:
    """A directory that holds anything else is somebody's, and is not replaced."""
    if any(path.suffix != ".json" or not path.is_file() for path in directory.iterdir()):
        raise BadRecording(f"{directory} holds other files than recordings, so it is not replaced.")
    if any(directory.iterdir()):
        load(directory)


def _entry(exchange: Exchange) -> dict[str, Any]:
    entry = {
        **asdict(exchange),
        "headers": dict(exchange.headers),
        "query": [list(each) for each in exchange.query],
    }
    del entry["operation"]
    return entry


def _text(document: Mapping[str, Any]) -> str:
    """One line for each exchange: small, and a difference shows which call it is about."""
    lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in document["exchanges"]]
    head = {key: value for key, value in document.items() if key != "exchanges"}
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening}, "exchanges": [\n' + ",\n".join(lines) + "\n]}\n"


def _paths(directory: Path) -> list[Path]:
    found = sorted(directory.glob("*.json")) if directory.is_dir() else []
    if not found:
        raise BadRecording(f"{directory} holds no recording: there is no .json file in it.")
    return found


def _read(path: Path) -> tuple[Meta, list[Exchange]]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        exchanges = [
            Exchange(
                operation=str(held["operation"]),
                query=tuple((str(name), str(value)) for name, value in entry.pop("query")),
                **entry,
            )
            for entry in held["exchanges"]
        ]
        return Meta(**held["meta"]), exchanges
    except (ValueError, LookupError, TypeError, AttributeError):
        raise BadRecording(f"{path} is no recording of this version; record it again.") from None
