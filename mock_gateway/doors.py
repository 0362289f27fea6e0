"""The five doors of the one listener, told apart by path alone so that any Host works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from . import gate
from .asked import too_large
from .clock import SECOND
from .errors import Problem
from .operation import Operation
from .profile import Profile
from .rate import Window
from .routes import Route, Unrouted
from .settings import Settings
from .store import Caller, Database, outage

CONSENT_HOST = "connect.maton.ai"


@dataclass(frozen=True, slots=True)
class Door:
    """Where a request came in."""

    name: Literal["gateway", "control", "connect", "quo", "mock", "front"]
    app: str
    """What the path begins with; at the gateway door, the app that is asked for."""

    @property
    def has_operations(self) -> bool:
        """Whether the spec says what is behind it; the others have pages."""
        return self.name in ("gateway", "quo", "control")

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


def path_behind(door: Door, path: str) -> str:
    """The path as whoever stands behind the door sees it: the gateway keeps the app's name to itself."""
    return path[len(door.app) + 1 :] if door.name == "gateway" else path


def admit(
    door: Door, database: Database, credentials: gate.Credentials, route: Route[Operation], time: gate.Time
) -> Caller:
    """Who is asking.

    At Quo's own door an unknown route is told before the key is looked at, as seen live (2026-08-30).

    Raises:
        Problem: 401, 400 or 403.
        Unrouted: Quo has nothing there.
    """
    if door.name == "gateway":
        return gate.at_gateway(database, door.app, credentials, time)
    if door.name == "control":
        return gate.at_control(database, credentials, time)
    operation_at(route)
    return gate.at_quo(database, credentials, time)


def operation_at(route: Route[Operation]) -> Operation:
    """The operation of a route; raises `Unrouted` if there is none."""
    if route.operation is None:
        raise Unrouted(route.allowed)
    return route.operation


def refuse_expired(caller: Caller, settings: Settings, now: int) -> None:
    """Raise `Problem` 500 once the OAuth token behind a connection has expired, as it does at Maton.

    Its connection stays ACTIVE; to authorize a new one is the way out (Maton's skill, status table, 2026:
    "500, often an expired OAuth token"). The text is in no source.
    """
    lasts = settings.oauth_expires_seconds * SECOND
    if lasts and caller.connected_at is not None and now >= caller.connected_at + lasts:
        advice = "create a new connection and authorize it at its url"
        raise Problem(500, f"The OAuth token of this connection has expired: {advice}", speaker="maton")


def too_many_requests(window: Window) -> Problem:
    """The 429 of a request that found its window full; its body is in no source."""
    headers = {"Retry-After": str(window.seconds)}
    message = f"Too many requests: this account may make {window.limit} in one second"
    return Problem(429, message, headers=headers, speaker="maton", at_the_door=True)


def problem_of(error: Exception, door: Door, profile: Profile, *, method: str, path: str) -> Problem | None:
    """The error that a person is told about `error`; None for a fault of our own."""
    if isinstance(error, Problem):
        problem = error
    elif isinstance(error, Unrouted):
        problem = _unrouted(error.allowed, door, profile, method, path)
    elif isinstance(error, NotFound | MethodNotAllowed):
        problem = _unrouted(getattr(error, "valid_methods", None) or (), door, profile, method, path)
    elif isinstance(error, RequestEntityTooLarge):
        problem = too_large()
    elif isinstance(error, HTTPException):
        problem = Problem(error.code or 400, error.description or error.name)
    elif away := outage(error):
        problem = Problem(503, str(away), headers={"Retry-After": "1"})
    else:
        return None
    if not door.upstream and problem.speaker == "quo":
        problem.speaker = "maton"
    return problem


def _unrouted(allowed: Iterable[str], door: Door, profile: Profile, method: str, path: str) -> Problem:
    seen = path_behind(door, path) or "/"
    if door.upstream and profile["unknown_route"] == "express":
        return Problem(404, f"Cannot {method} {seen}", speaker="express")
    methods = ", ".join(sorted(allowed))
    if methods:
        return Problem(405, f"{method} is not allowed at {seen}, but {methods}", headers={"Allow": methods})
    return Problem(404, f"There is no {method} {seen}")
