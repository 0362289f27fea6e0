"""What falls due happens although nobody asks: a thread that looks a few times a second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from .store import StoreUnavailable

logger = logging.getLogger("mock_gateway")

SECONDS = 0.25
"""Of the real time: often enough for people, and a look costs one indexed query."""


class Ticker:
    """Calls `catch_up` again and again until it is stopped.

    Several processes on one database may each have one: the store gives every entry to one of them.
    """

    def __init__(self, catch_up: Callable[[], object], *, every: float = SECONDS) -> None:
        self._catch_up = catch_up
        self._every = every
        self._stopped = threading.Event()
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="quo-mock-ticker", daemon=True)

    def start(self) -> Ticker:
        """Begin to look."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Finish what is being done, and look no more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            try:
                self._catch_up()
            except StoreUnavailable as error:
                self._lament("what falls due has to wait: %s", error)
            except Exception as error:
                self._lament("what falls due cannot happen: %r", error)
            else:
                self._failing = False

    def _lament(self, text: str, error: Exception) -> None:
        """One line for each outage, however long it lasts."""
        if not self._failing:
            logger.warning(text, error)
        self._failing = True
