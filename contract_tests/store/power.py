"""A power cut on copied files: a gateway is held still, and of its WAL is kept what the disk surely had.

The disk has whatever was waited for (`fsync`). SQLite waits for the WAL before it publishes a transaction in
the index beside it if `synchronous` is FULL, and before it moves pages into the database in any case. What
comes behind that place in the WAL may be lost, torn or anything after the power is back, and so may the pages
that are being moved. That SQLite does wait is shown by `test_durability.py`.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from contract_tests.gateway.serving import Served

_HEADER, _FRAME, _PAGE = 32, 24 + 4096, 4096
"""The bytes of the WAL's header, and of a frame: a header and one page (sqlite.org/fileformat2.html)."""
_PUBLISHED, _MOVED, _MOVING = 16, 96, 128
"""Where the index has the last frame of the last transaction, the last that the database surely has too, and
the last that a checkpoint may be moving: `mxFrame`, `nBackfill`, `nBackfillAttempted` (walformat.html)."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a database as they were at one moment."""

    path: Path
    surely: int
    """How many frames of the WAL the disk has whatever happens."""
    published: int
    moved: int

    @property
    def wal(self) -> Path:
        """The WAL beside the database."""
        return Path(f"{self.path}-wal")

    def again(self, folder: Path) -> Copy:
        """The same in another folder, to be spoilt in another way."""
        shutil.copytree(self.path.parent, folder)
        return replace(self, path=folder / self.path.name)


Wound = Callable[[Copy, random.Random], None]


@contextmanager
def held_still(served: Served) -> Iterator[None]:
    """Nothing of a gateway moves inside the block, wherever it is just then."""
    os.kill(served.process.pid, signal.SIGSTOP)
    try:
        os.waitpid(served.process.pid, os.WUNTRACED)
        yield
    finally:
        os.kill(served.process.pid, signal.SIGCONT)


def copy(database: Path, to: Path, *, full: bool) -> Copy:
    """Copy the database of a gateway that is held still; the index is not on any disk, so it stays behind.

    Args:
        full: whether the disk is waited for with every transaction.
    """
    to.mkdir()
    for part in ("", "-wal"):
        shutil.copy(f"{database}{part}", to / f"{database.name}{part}")
    index = Path(f"{database}-shm").read_bytes()
    published, moved, moving = (
        int.from_bytes(index[at : at + 4], sys.byteorder) for at in (_PUBLISHED, _MOVED, _MOVING)
    )
    return Copy(to / database.name, published if full else moving, published, moved)


def _end(frames: int) -> int:
    return _HEADER + frames * _FRAME


def _behind(wound: Callable[[bytearray, random.Random], None]) -> Wound:
    """Do something to what comes behind the part of the WAL that is sure."""

    def spoil(copied: Copy, luck: random.Random) -> None:
        content = copied.wal.read_bytes()
        rest = bytearray(content[_end(copied.surely) :]) or bytearray(luck.randbytes(_FRAME))
        wound(rest, luck)
        copied.wal.write_bytes(content[: _end(copied.surely)] + rest)

    return spoil


def _cut(rest: bytearray, luck: random.Random) -> None:
    del rest[luck.randrange(len(rest)) :]


def _zero(rest: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(rest))
    rest[at : at + _PAGE] = bytes(len(rest[at : at + _PAGE]))


def _tear(rest: bytearray, luck: random.Random) -> None:
    del rest[-luck.randrange(1, _FRAME) :]
    rest += luck.randbytes(luck.randrange(_PAGE))


def _mix(rest: bytearray, luck: random.Random) -> None:
    """Frames arrive in any order: some are there, and some before them are not."""
    for at in range(0, len(rest), _FRAME):
        if luck.random() < 0.3:
            rest[at : at + _FRAME] = bytes(len(rest[at : at + _FRAME]))


def _move(copied: Copy, luck: random.Random) -> None:
    """Begin to move everything that was published into the database, and tear the pages that it goes to."""
    content, database = copied.wal.read_bytes(), bytearray(copied.path.read_bytes())
    for frame in range(copied.moved, copied.published):
        header = content[_end(frame) : _end(frame + 1)]
        at = (int.from_bytes(header[:4], "big") - 1) * _PAGE
        torn = luck.randrange(_PAGE)
        database[at : at + torn] = luck.randbytes(torn)
    copied.path.write_bytes(database)


WOUNDS: dict[str, Wound] = {
    "cut": _behind(_cut),
    "zeroed": _behind(_zero),
    "torn": _behind(_tear),
    "mixed": _behind(_mix),
    "moved": _move,
}
"""What a power cut does to a copy; by the last nothing is lost at either level of durability."""
