"""A capture in one JSON file, redacted, so that today can be compared with yesterday."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contract_tests.exchanges import Exchange

VERSION = 1


class NoCapture(ValueError):
    """A file that holds no capture; the text says why."""


def save(path: Path, target: str, made: str, exchanges: Sequence[Exchange]) -> None:
    """Write a capture, everything personal replaced; the file is whole or it is not there.

    Raises OSError where it cannot be written.
    """
    from contract_tests.recordings.redact import redacted

    held = {
        "version": VERSION,
        "target": target,
        "made": made,
        "exchanges": [{**asdict(each), "headers": dict(each.headers)} for each in redacted(exchanges)],
    }
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def load(path: Path) -> tuple[str, list[Exchange]]:
    """Return what was captured and the exchanges.

    Raises:
        NoCapture: the file cannot be read, or holds something else.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NoCapture(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise NoCapture(f"{path} holds no JSON; a capture is what --save has written.") from None
    if not isinstance(held, dict) or held.get("version") != VERSION or "exchanges" not in held:
        raise NoCapture(f"{path} is no capture of version {VERSION}, as --save writes it.")
    try:
        return str(held["target"]), [_exchange(each) for each in held["exchanges"]]
    except (TypeError, KeyError, ValueError):
        raise NoCapture(f"{path} holds an exchange that is none.") from None


def _exchange(held: dict[str, Any]) -> Exchange:
    query = tuple((str(name), str(value)) for name, value in held["query"])
    words = {name: str(held[name]) for name in ("operation", "case", "method", "path")}
    return Exchange(
        **words,
        query=query,
        body=held["body"],
        status=int(held["status"]),
        headers={str(name): str(value) for name, value in held["headers"].items()},
        content=held["content"],
    )
