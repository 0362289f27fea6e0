"""Whether this process may be sent requests, which is more than that it runs."""

from __future__ import annotations

from .rate import Windows
from .store import Database, StoreUnavailable, migrations


class Readiness:
    """What has to be in order before requests should come here."""

    def __init__(self, database: Database, rates: Windows) -> None:
        self._database = database
        self._rates = rates
        self.closing = False
        """Whether this process has been told to end; set once."""

    def obstacles(self) -> list[str]:
        """Why it is not ready, in words that may be told to anybody; none if it is.

        They name no address and no file. A Redis that is away is an obstacle although requests would be
        answered: replicas that count alone let through more than one of them would.
        """
        if self.closing:
            return ["it is shutting down"]
        found = []
        try:
            if not migrations.are_done(self._database):
                found.append("its database has not the tables of this version")
        except StoreUnavailable:
            found.append("its database does not answer")
        if not self._rates.answer():
            found.append("its Redis does not answer")
        return found
