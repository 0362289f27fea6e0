"""One admitted and valid request, as the resources see it: plain values, no Flask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from . import body
from .errors import INVALID, Problem
from .ids import Ids
from .operation import Operation
from .profile import Profile
from .settings import Settings
from .store import Accounts, Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """What an operation is asked to do, and what it may use."""

    operation: Operation
    path: Mapping[str, str]
    query: dict[str, Any]
    """With the defaults filled in."""
    body: Any
    now: int
    """Microseconds since 1970."""
    account_id: str
    workspace: Workspace
    """The caller's workspace; of no use at the control door, where it has no id."""
    settings: Settings
    origin: str
    """Scheme and host that the caller reached the gateway by."""
    accounts: Accounts
    profile: Profile
    ids: Ids
    page_secret: bytes
    webhook_hosts: frozenset[str]
    """Which hosts webhooks may be sent to beside this machine."""

    def at(self, now: int) -> Self:
        """The same at another moment, in microseconds."""
        return self if now == self.now else replace(self, now=now)

    def not_found(self, what: str) -> Problem:
        """The 404 for something that this workspace does not have."""
        return Problem(404, f"{what} not found")


def refuse_complaints(request: Request) -> None:
    """Raise `Problem` 400 with everything that is wrong with a request at once, by the spec."""
    complaints = request.operation.complaints(request.path, request.query, request.body)
    complaints += body.nul_complaints({**request.path, **request.query})
    complaints += body.nul_complaints(request.body)
    if complaints:
        raise Problem(400, INVALID, complaints=complaints)
