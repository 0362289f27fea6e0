"""The public API as it is, and as it was at a release."""

from __future__ import annotations

import re
from pathlib import Path

from contract_tests.public_api import client, gateway

RELEASES = Path(__file__).parent / "releases"
_SEPARATOR = "  "


def today() -> dict[str, str]:
    """Every public name with what is promised of it."""
    found: dict[str, str] = {}
    for lines in (client.lines(), gateway.lines()):
        found.update(lines)
    return found


def released(version: str) -> dict[str, str]:
    """The same at a release; raises FileNotFoundError if nothing was kept of it."""
    lines = (RELEASES / f"{version}.txt").read_text().splitlines()
    parts = (line.partition(_SEPARATOR) for line in lines)
    return {name: promise for name, _, promise in parts}


def last_release() -> str:
    """The version of the last release that was kept."""
    return max((path.stem for path in RELEASES.glob("*.txt")), key=_numbers)


def keep(version: str) -> Path:
    """Keep what is public today as that of a release; raises ValueError for what is no version."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"a version is like 1.2.3, not {version!r}")
    path = RELEASES / f"{version}.txt"
    path.write_text("".join(f"{name}{_SEPARATOR}{promise}\n" for name, promise in sorted(today().items())))
    return path


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
