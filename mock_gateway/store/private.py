"""A new database file is its owner's alone: nobody else on the machine reads texts and keys out of it."""

from __future__ import annotations

import os
from contextlib import suppress

OWNER_ONLY = 0o600


def make_private(path: str) -> None:
    """Make an empty file that only its owner may read, where there is none yet.

    A file that is there keeps its permissions, for somebody may share it on purpose. What SQLite keeps beside
    it has the same permissions. What is wrong with the path, SQLite says better.
    """
    if path != ":memory:":
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
