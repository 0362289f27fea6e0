"""Who is asking, and for which workspace: the checks that come before any operation is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .errors import Problem
from .store import Caller, Database, admission

APP = "quo"

Time = Callable[[Caller], int]
"""What time it is for a caller, in microseconds."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request says about who is asking."""

    authorization: str | None
    user_agent: str | None
    connection: str | None
    """The `Maton-Connection` header."""


def at_gateway(database: Database, app: str, credentials: Credentials, time: Time) -> Caller:
    """Admit a request to `/{app}/…`: key, app name, connection, User-Agent, in this order.

    Nothing is remembered from one request to the next: whatever another process changes counts at once.

    Raises:
        Problem: 401, 400 or 403.
    """
    wanted = credentials.connection
    caller = admission.by_maton_key(database, _key(credentials), app=APP, wanted=wanted)
    if caller is None or not _opens(caller, time):
        raise _unauthorized("Invalid API key")
    if app != APP:
        raise Problem(
            400,
            f"Invalid app name: {app!r}. Quo's paths begin with /quo/, as in /quo/v1/users",
            speaker="maton",
        )
    if caller.workspace is None:
        raise _missing_connection(wanted)
    if _blocked(credentials.user_agent):
        raise Problem(403, "error code: 1010", speaker="cloudflare")
    return caller


def at_control(database: Database, credentials: Credentials, time: Time) -> Caller:
    """Admit a request to `/connections…`; raises `Problem` 401."""
    caller = admission.by_maton_key_alone(database, _key(credentials))
    if caller is None or not _opens(caller, time):
        raise _unauthorized("Invalid API key")
    return caller


def at_quo(database: Database, credentials: Credentials, time: Time) -> Caller:
    """Admit a request to Quo's own `/v1/…` with a raw Quo key; `Bearer` is refused, as Quo does.

    Raises:
        Problem: 401.
    """
    if not credentials.authorization:
        raise Problem(401, "Missing authorization header", at_the_door=True)
    caller = admission.by_quo_key(database, credentials.authorization)
    if caller is None or not _opens(caller, time):
        raise Problem(401, "Unauthorized", at_the_door=True)
    return caller


def _opens(caller: Caller, time: Time) -> bool:
    """Whether its keys work already: a new one of Quo's is a 401 for some 30 s (field report, 2025)."""
    return caller.keys_from == 0 or caller.keys_from <= time(caller)


def _key(credentials: Credentials) -> str:
    """The Maton key that was sent; raises `Problem` 401 if there is none."""
    if not credentials.authorization:
        raise _unauthorized("Missing API key: send the header Authorization: Bearer <your Maton API key>")
    scheme, _, key = credentials.authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise _unauthorized("Malformed API key: the header reads Authorization: Bearer <your Maton API key>")
    return key.strip()


def _unauthorized(message: str) -> Problem:
    return Problem(401, message, speaker="maton", at_the_door=True)


def _missing_connection(wanted: str | None) -> Problem:
    advice = (
        "Create one and authorize it at its url"
        if wanted is None
        else "Maton-Connection names no ACTIVE one of yours"
    )
    return Problem(400, f"Missing connection for app: {APP}. {advice}", speaker="maton")


def _blocked(user_agent: str | None) -> bool:
    """Whether Cloudflare, in front of Quo, would stop this program.

    The guide says that requests without the header are blocked. That urllib's own is, too, is known from
    other services behind the same guard.
    """
    return not (user_agent or "").strip() or (user_agent or "").startswith("Python-urllib/")
