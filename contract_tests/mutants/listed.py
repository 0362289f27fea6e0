"""The mutations that are listed beside this module, each with what it breaks and who should notice."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


class Misfit(ValueError):
    """A mutation that is not as it must be; the text says which and why in one sentence."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake to make, in one place of one file."""

    name: str
    file: str
    """Its path from the root of the project."""
    before: str
    """What must stand in the file exactly once."""
    after: str
    breaks: str
    """What goes wrong, in a sentence."""
    tests: tuple[str, ...]
    """The pytest nodes that should notice: few, so that each mutation takes seconds."""
    survives: str = ""
    """Why no test can notice, where that is known."""

    def applied(self, source: str) -> str:
        """The text of the file with the mistake in it; raises Misfit unless it has exactly one place."""
        places = source.count(self.before)
        if places != 1:
            raise Misfit(f"{self.name}: {self.file} holds what it replaces {places} times, not once")
        return source.replace(self.before, self.after)


def every(folder: Path = FOLDER) -> list[Mutation]:
    """All mutations of the YAML files in a folder, by file and then as they stand there.

    Raises:
        Misfit: an entry lacks something, has something unknown, or a name that another has.
    """
    found = [
        _mutation(path.name, entry)
        for path in sorted(folder.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text())
    ]
    for each in found:
        if sum(each.name == other.name for other in found) > 1:
            raise Misfit(f"{each.name}: two mutations have this name")
    return found


def _mutation(file: str, entry: dict[str, Any]) -> Mutation:
    name = entry.get("name", "an entry without name")
    known = {field.name for field in fields(Mutation)}
    if unknown := entry.keys() - known:
        raise Misfit(f"{name} in {file}: unknown {', '.join(sorted(unknown))}")
    if missing := known - {"survives"} - entry.keys():
        raise Misfit(f"{name} in {file}: {', '.join(sorted(missing))} missing")
    if entry["before"] == entry["after"]:
        raise Misfit(f"{name} in {file}: it changes nothing")
    return Mutation(**{**entry, "tests": tuple(entry["tests"])})
