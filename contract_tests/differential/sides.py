"""The two sides of a comparison: which gateways were asked for, and one account on each for one history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from contract_tests.contract.calls import Call
from contract_tests.contract.transports import OutsideTheSpec
from contract_tests.differential.comparison import Answer
from contract_tests.targets import DATABASES, KINDS, PROFILES, Account, Choice, Target

CLOCK_STARTS = "2040-01-01T00:00:00.000000Z"
"""Where both clocks stand at first: later than any real time, as clocks go forward only."""


def choice_of(text: str) -> Choice:
    """The target that is named on the command line: `in-process[:PROFILE[:DATABASE]]`, `loopback…`, a URL.

    Raises:
        ValueError: there is no such target; the text says what is allowed.
    """
    if "://" in text:
        return Choice(text.rstrip("/"), None)
    kind, *more = text.split(":")
    profile, database = [*more, *(PROFILES[0], DATABASES[0])[len(more) :]][:2]
    if kind not in KINDS or profile not in PROFILES or database not in DATABASES or len(more) > 2:
        raise ValueError(
            f"{text!r} is no side: it is in-process or loopback, with :documented or :observed and then"
            " :sqlite or :postgresql if wanted, or the URL of a gateway with /_mock/api"
        )
    return Choice(kind, profile, database)


@dataclass(frozen=True, slots=True)
class Side:
    """One account on one side, as one history uses it."""

    number: int
    """0 is the left side, 1 the right."""
    account: Account
    http: httpx.Client = field(repr=False)

    @property
    def target(self) -> Target:
        """Where the account is."""
        return self.account.target

    def ask(self, call: Call) -> Answer:
        """What it answers to a call, which holds its own ids."""
        try:
            return Answer.of(call.send(self.http))
        except OutsideTheSpec as complaint:
            return Answer(0, {}, f"outside the spec: {str(complaint).splitlines()[0]}")

    def raw(self, method: str, path: str, **options: Any) -> Answer:
        """What it answers to what is no call of the spec."""
        return Answer.of(self.http.request(method, path, **options))

    def steer(self, method: str, path: str, body: dict[str, Any]) -> Answer:
        """What `/_mock/api` answers about this account."""
        if path.startswith("inbound"):
            body = {**body, "workspace_id": self.account.workspace_id}
        url = f"/_mock/api/{path}".replace("{workspace}", self.account.workspace_id)
        return Answer.of(
            self.http.request(method, url, json={name.rstrip("_"): each for name, each in body.items()})
        )


def opened_sides(left: Target, right: Target, seed: str) -> tuple[Side, Side]:
    """An account on each target, new and from the same seed where the target makes accounts."""
    one, other = left.account(seed), right.account(seed)
    for account in (one, other):
        if account.target.choice.kind not in KINDS:
            account.set(rate_limit=0)  # what comes too soon on one side only would pass for a difference
    return Side(0, one, one.http()), Side(1, other, other.http())
