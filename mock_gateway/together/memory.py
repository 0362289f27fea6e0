"""Memory that the worker processes of one server share: made before they are forked, gone with the last."""

from __future__ import annotations

import fcntl
import mmap
import multiprocessing
import os
import tempfile
import time
from contextlib import suppress
from types import TracebackType

PATIENCE_SECONDS = 1.0
"""Whoever has the turn keeps it for microseconds; after this it was killed with it, and the next goes on."""
RING_BYTES = 4 * 1024 * 1024
COUNTS_BYTES = 512 * 1024
WINDOWS_BYTES = 240 * 1024
"""Of 10 000 accounts."""
_SPARE = 2
"""Places beside those of the workers: one that was killed may not be quite gone when the next comes."""


class Turn:
    """`with turn:` one process and thread after the other; it outlives whoever is killed in it."""

    def __init__(self) -> None:
        self._lock = multiprocessing.get_context("fork").Lock()

    def __enter__(self) -> None:
        self._lock.acquire(True, PATIENCE_SECONDS)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ValueError):  # two may have lost patience with a dead one
            self._lock.release()


class Memory:
    """A ring for the journal, windows for the rate limit, and for each worker a place to count in.

    It is never on a disk: what is noted is redacted only when it is read.
    """

    def __init__(self, workers: int) -> None:
        """For so many workers, by the process that is going to fork them."""
        self.turn = Turn()
        self.began = time.time()
        """When the server started, in real seconds since 1970."""
        self.ring = memoryview(mmap.mmap(-1, RING_BYTES))
        self.windows = memoryview(mmap.mmap(-1, WINDOWS_BYTES))
        self.places = [memoryview(mmap.mmap(-1, COUNTS_BYTES)) for _ in range(workers + _SPARE)]
        with tempfile.TemporaryFile() as file:
            self._locks = os.dup(
                file.fileno()
            )  # open as long as anybody serves; to close it would unlock all
        self._mine: int | None = None

    def take_place(self) -> memoryview:
        """A place that no other living process counts in; what one that is dead has counted stays there."""
        with self.turn:
            for index, place in enumerate(self.places):
                if self._lock(index):
                    self._mine = index
                    return place
        return memoryview(bytearray(COUNTS_BYTES))  # of its own; never so with as many workers as were said

    @property
    def workers(self) -> int:
        """How many processes have taken a place, and live."""
        with self.turn:
            return sum(self._is_taken(index) for index in range(len(self.places)))

    def _is_taken(self, index: int) -> bool:
        if index == self._mine or not self._lock(index):
            return True
        fcntl.lockf(self._locks, fcntl.LOCK_UN, 1, index)
        return False

    def _lock(self, index: int) -> bool:
        """Lock the byte of a place; the system frees it when this process ends, however it does."""
        try:
            fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, index)
        except OSError:
            return False
        return True
