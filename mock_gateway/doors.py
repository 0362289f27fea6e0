"""The five doors of the one listener, told apart by path alone so that any Host works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from . import gate
from .errors import Problem
from .operation import Operation
from .profile import Profile
from .rate import Window
from .store import Accounts, StoreUnavailable

LARGEST_BODY = 1024 * 1024
CONSENT_HOST = "connect.maton.ai"


@dataclass(frozen=True, slots=True)
class Door:
    """Where a request came in."""

    name: Literal["gateway", "control", "connect", "quo", "mock", "front"]
    app: str
    """What the path begins with; at the gateway door, the app that is asked for."""

    @property
    def upstream(self) -> bool:
        """Whether Quo itself stands behind the door."""
        return self.name in ("gateway", "quo")


def door_of(path: str, host: str) -> Door:
    """The door that a request's path leads to; the Host matters for Maton's consent page alone."""
    first = path.split("/", 2)[1] if path.startswith("/") else path
    if first == "":
        return Door("connect" if host == CONSENT_HOST else "front", "")
    if first == "connections":
        return Door("control", first)
    if first == "connect":
        return Door("connect", first)
    if first == "v1":
        return Door("quo", first)
    if first == "_mock":
        return Door("mock", first)
    return Door("gateway", first)


def rules(operation: Operation) -> list[str]:
    """Where an operation is served: at the control door, or behind the gateway and at Quo's own door."""
    return [operation.rule] if operation.control else [f"/{gate.APP}{operation.rule}", operation.rule]


def admit(
    door: Door, accounts: Accounts, credentials: gate.Credentials, *, routed: bool
) -> gate.Caller | None:
    """Who is asking; None where the door itself asks nobody.

    At Quo's own door an unknown route is told before the key is looked at, as seen live (2026-08-30).

    Raises:
        Problem: 401, 400 or 403.
    """
    if door.name == "gateway":
        return gate.at_gateway(accounts, door.app, credentials)
    if door.name == "control":
        return gate.at_control(accounts, credentials)
    if door.name == "quo" and routed:
        return gate.at_quo(accounts, credentials)
    return None


def too_many_requests(window: Window) -> Problem:
    """The 429 of a request that found its window full; its body is in no source."""
    headers = {"Retry-After": str(window.seconds)}
    message = f"Too many requests: this account may make {window.limit} in one second"
    return Problem(429, message, headers=headers, speaker="maton", at_the_door=True)


def problem_of(error: Exception, door: Door, profile: Profile, *, method: str, path: str) -> Problem | None:
    """The error that a person is told about `error`; None for a fault of our own."""
    if isinstance(error, Problem):
        problem = error
    elif isinstance(error, NotFound | MethodNotAllowed):
        problem = _unrouted(error, door, profile, method, path)
    elif isinstance(error, RequestEntityTooLarge):
        problem = Problem(413, f"The body is over {LARGEST_BODY // 1024} KiB")
    elif isinstance(error, HTTPException):
        problem = Problem(error.code or 400, error.description or error.name)
    elif isinstance(error, StoreUnavailable):
        problem = Problem(503, str(error), headers={"Retry-After": "1"})
    else:
        return None
    if not door.upstream and problem.speaker == "quo":
        problem.speaker = "maton"
    return problem


def _unrouted(
    error: NotFound | MethodNotAllowed, door: Door, profile: Profile, method: str, path: str
) -> Problem:
    seen = (path.removeprefix(f"/{gate.APP}") or "/") if door.name == "gateway" else path
    if door.upstream and profile["unknown_route"] == "express":
        return Problem(404, f"Cannot {method} {seen}", speaker="express")
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return Problem(405, f"{method} is not allowed at {seen}, but {allowed}", headers={"Allow": allowed})
    return Problem(404, f"There is no {method} {seen}")
