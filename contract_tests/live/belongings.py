"""What a run has made and not yet removed, in memory and in a small journal that outlives a crash."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

RESOURCES = ("contacts", "tasks", "webhooks")


class Belongings:
    """The ids of what the run made; the journal holds them, one a line, and nothing else."""

    def __init__(self, journal: Path | None = None) -> None:
        self._journal, self._lock = journal, Lock()
        self._ids: dict[str, list[str]] = {resource: [] for resource in RESOURCES}
        self.unanswered = 0
        """Creations that nobody answered: something may be there whose id is unknown."""

    def holds(self, resource: str, id: str) -> bool:
        """Whether the run made it, and has not removed it."""
        with self._lock:
            return id in self._ids[resource]

    def begin(self, resource: str) -> None:
        """Something is about to be made."""
        with self._lock:
            self.unanswered += 1
            self._write(f"{resource} ?")

    def end(self, resource: str, id: str | None) -> None:
        """It was made and has this id, or was not made."""
        with self._lock:
            self.unanswered -= 1
            if id is not None:
                self._add(resource, id)

    def learn(self, resource: str, id: str) -> None:
        """The service showed a thing that carries the mark."""
        with self._lock:
            if id not in self._ids[resource]:
                self._add(resource, id)

    def forget(self, resource: str, id: str) -> None:
        """It is gone."""
        with self._lock:
            if id in self._ids[resource]:
                self._ids[resource].remove(id)
            if self._journal and self.unanswered == 0 and not any(self._ids.values()):
                self._journal.unlink(missing_ok=True)

    def all(self) -> list[tuple[str, str]]:
        """Resource and id of everything that is left, the newest first."""
        with self._lock:
            return [(resource, id) for resource, ids in self._ids.items() for id in reversed(ids)]

    def close(self) -> None:
        """Nothing is left: remove the journal."""
        if self._journal:
            self._journal.unlink(missing_ok=True)

    def _add(self, resource: str, id: str) -> None:
        self._ids[resource].append(id)
        self._write(f"{resource} {id}")

    def _write(self, line: str) -> None:
        """Flushed at once: what the kernel has, outlives the process."""
        if self._journal:
            self._journal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._journal.open("a") as file:
                file.write(f"{line}\n")


def folder(variables: Mapping[str, str] = os.environ) -> Path:
    """Where journals are kept: the user's own folder for what programs must remember."""
    state = variables.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "maton-quo" / "contract-tests"


def journalled(journal: Path) -> list[tuple[str, str]]:
    """Resource and id of every line that has an id."""
    pairs = (line.partition(" ") for line in journal.read_text().splitlines())
    return [(resource, id) for resource, _, id in pairs if resource in RESOURCES and id.isalnum()]
