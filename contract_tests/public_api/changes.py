"""What changed since the last release, and which of it the changelog does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

HEADINGS = {"added": "Added", "changed": "Changed", "removed": "Removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One name that is new, gone, or promises something else."""

    kind: str
    """`added`, `changed` or `removed`."""
    name: str
    promise: str
    """What it promises now, or did."""

    def __str__(self) -> str:
        return f"{self.kind}: `{self.name}` ({self.promise})"


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """The differences, by name."""
    found = [Change("added", name, after[name]) for name in after.keys() - before.keys()]
    found += [Change("removed", name, before[name]) for name in before.keys() - after.keys()]
    found += [
        Change("changed", name, f"{before[name]} → {after[name]}")
        for name in before.keys() & after.keys()
        if before[name] != after[name]
    ]
    return sorted(found, key=lambda change: (change.name, change.kind))


def sections(changelog: str) -> dict[str, dict[str, str]]:
    """The changelog's text by version and heading, newest first, such as `["Unreleased"]["Added"]`."""
    found: dict[str, dict[str, str]] = {}
    for part in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        _, *headed = re.split(r"^### ", body, flags=re.MULTILINE)
        pairs = (each.partition("\n") for each in headed)
        found[title.split(",")[0].strip()] = {heading.strip(): text for heading, _, text in pairs}
    return found


def untold(changed: list[Change], changelog: str) -> list[str]:
    """A sentence for each change that the changelog does not tell, or that it may not tell yet.

    A name is told in backticks, itself or what it belongs to: `models.Message` tells of all its fields.
    What is removed must have been called deprecated by an earlier release.
    """
    present, *earlier = sections(changelog).values() or [{}]
    deprecated = "\n".join(section.get("Deprecated", "") for section in earlier)
    wrong = []
    for change in changed:
        heading = HEADINGS[change.kind]
        if not _told(change.name, present.get(heading, "")):
            wrong.append(f"{change}: CHANGELOG.md does not tell it under '### {heading}' of what comes next")
        elif change.kind == "removed" and not _told(change.name, deprecated):
            wrong.append(f"{change}: no earlier release has it under '### Deprecated'")
    return wrong


def _told(name: str, text: str) -> bool:
    spans = re.findall(r"`([^`]+)`", text)
    return any(name == span or name.startswith((f"{span}.", f"{span}(", f"{span} ")) for span in spans)
