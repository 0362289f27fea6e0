"""The file of a SQLite database: how safely it is written, and whether it is still the one opened."""

from __future__ import annotations

import os

from .database import StoreUnavailable

MEMORY = ":memory:"
OPTION = "?durability="
DURABILITY = {"full": "FULL", "normal": "NORMAL"}
"""SQLite's levels of `synchronous`, both without danger to what the file says as a whole.

With `full` every transaction is on the disk before it is answered. With `normal` the disk is waited for at
checkpoints only: a gateway that is killed still loses nothing, but a machine whose power fails loses the last
transactions, whole ones.
"""
_PARTS = ("", "-wal", "-shm")
"""A database in WAL mode is three files; what is acknowledged is in the second for a while."""


class DatabaseFile:
    """Where a database is, as `--db` names it: `quo.db` or `quo.db?durability=normal`."""

    def __init__(self, address: str) -> None:
        """Read an address; raises `StoreUnavailable` for a durability that there is not."""
        self.path, option, said = address.rpartition(OPTION) if OPTION in address else (address, "", "full")
        if said not in DURABILITY:
            raise StoreUnavailable(f"{self.path}: durability is {' or '.join(DURABILITY)}, not {said!r}")
        if option and self.path in ("", MEMORY):
            raise StoreUnavailable("durability is for files: a database in memory is forgotten")
        self.synchronous = DURABILITY[said]
        self._places = [os.path.abspath(self.path) + part for part in _PARTS]
        self._opened: list[tuple[int, int] | None] | None = None

    @property
    def in_memory(self) -> bool:
        """Whether there is no file at all."""
        return self.path == MEMORY

    def note(self) -> None:
        """Remember which files these are; to be called once they are all there."""
        if not self.in_memory:
            self._opened = [_identity(place) for place in self._places]

    def refuse_other(self) -> None:
        """Make sure that what is written goes to where the next start will look for it.

        An open file can be written to long after its name was removed or given to another: everything would
        be acknowledged, and gone with the process. To move to another file by itself is no way out, for what
        stands in the WAL beside it belongs to the file before.

        Raises:
            StoreUnavailable: the file, or one that belongs to it, was removed or replaced; it is good again
                once the same file is back.
        """
        if self._opened is None:
            return
        for part, place, opened in zip(_PARTS, self._places, self._opened, strict=True):
            found = _identity(place)
            if found != opened:
                whose = f"its {part} file" if part else "its file"
                what = "is gone" if found is None else "was replaced by another"
                raise StoreUnavailable(
                    f"the database cannot be used now: {whose} {what}; put it back, or restart quo-mock"
                )


def _identity(place: str) -> tuple[int, int] | None:
    """What a file is, whatever its name; None where there is none, or none that may be looked at."""
    try:
        found = os.stat(place)
    except OSError:
        return None
    return found.st_dev, found.st_ino
