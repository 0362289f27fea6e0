"""The two accounts of a comparison in which one is somebody's: both are used by all histories."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import httpx

from contract_tests.differential.history import Clocks, History
from contract_tests.differential.names import MARK, Pair
from contract_tests.differential.sides import Side
from contract_tests.live.asked import Refused
from contract_tests.targets import Account, Target

NUMBER = "number"
WORDS = ("a", "b", "é")
"""What stands after the mark in titles."""
TURNS = (1, 2)
"""What stands after the mark in external ids."""
_IDS = {"contact": ("contacts", "id"), "task": ("tasks", "taskId")}


class Unequal(Exception):
    """The two accounts lack what the comparison needs; the text says what."""


@dataclass(frozen=True, slots=True)
class Guests:
    """One account on each side, and a number that each of them has."""

    accounts: tuple[Account, Account]
    number: Pair

    @classmethod
    def invited(cls, left: Target, right: Target, *, writing: bool) -> Guests:
        """Accounts that may be read, and written to where that was allowed; else the test is skipped.

        Raises:
            Unequal: an account has no number.
        """
        one, other = (target.writer() if writing else target.reader() for target in (left, right))
        for account in (one, other):
            if account.target.can_control:
                account.set(rate_limit=0)
        return cls((one, other), Pair(NUMBER, *map(_first_number, (one, other))))

    def history(self, clocks: Clocks) -> History:
        """A new history on these accounts, whose own things go by the mark.

        The spec judges nothing: what is outside of it on one side only is to be seen as a difference.
        """
        one, other = self.accounts
        left, right = Side(0, one, one.http(judged=False)), Side(1, other, other.http(judged=False))
        history = History(left, right, clocks, is_like_the_guide_s=False, is_apart=True)
        endings = ["", *(f" {word}" for word in WORDS), *(f"-{turn}" for turn in TURNS)]
        marks = [Pair(f"{MARK}{ending}", one.mark + ending, other.mark + ending) for ending in endings]
        history.printed += [history.names.add(pair) for pair in (self.number, *marks)]
        return history


def tidied(history: History) -> None:
    """Delete on both sides whatever the history made, and let go of the connections."""
    for taken in history.taken:
        resource, field = _IDS.get(taken.makes or "", ("", ""))
        for side, answers in zip(history.sides, (taken.left, taken.right), strict=True):
            id = answers[-1].document.get(field) if answers and resource else None
            if isinstance(id, str):
                with suppress(Refused, httpx.TransportError):  # the end of the run does it
                    side.http.delete(f"/quo/v1/{resource}/{id}")
    history.close()


def _first_number(account: Account) -> str:
    with account.http(judged=False) as http:
        try:
            found = http.get("/quo/v1/phone-numbers").json()["data"]
            return str(found[0]["id"])
        except (ValueError, LookupError, TypeError):
            raise Unequal("the list of phone numbers of one of them shows none") from None
