"""Who is asking, and for which workspace: the checks that come before any operation is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Problem
from .store import Accounts, Connection
from .store.accounts import WorkspaceFacts

APP = "quo"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request says about who is asking."""

    authorization: str | None
    user_agent: str | None
    connection: str | None
    """The `Maton-Connection` header."""


@dataclass(frozen=True, slots=True)
class Caller:
    """An account, and the workspace that it reaches; the control door needs none."""

    account_id: str
    workspace: WorkspaceFacts | None


def at_gateway(accounts: Accounts, app: str, credentials: Credentials) -> Caller:
    """Admit a request to `/{app}/…`: key, app name, connection, User-Agent, in this order.

    Raises:
        Problem: 401, 400 or 403.
    """
    account_id = _account(accounts, credentials)
    if app != APP:
        raise Problem(
            400,
            f"Invalid app name: {app!r}. Quo's paths begin with /quo/, as in /quo/v1/users",
            speaker="maton",
        )
    connection = _connection(accounts, account_id, credentials.connection)
    if _blocked(credentials.user_agent):
        raise Problem(403, "error code: 1010", speaker="cloudflare")
    return Caller(account_id, accounts.workspace(connection.workspace_id or ""))


def at_control(accounts: Accounts, credentials: Credentials) -> Caller:
    """Admit a request to `/connections…`; raises `Problem` 401."""
    return Caller(_account(accounts, credentials), None)


def at_quo(accounts: Accounts, credentials: Credentials) -> Caller:
    """Admit a request to Quo's own `/v1/…` with a raw Quo key; `Bearer` is refused, as Quo does.

    Raises:
        Problem: 401.
    """
    if not credentials.authorization:
        raise Problem(401, "Missing authorization header", at_the_door=True)
    workspace = accounts.workspace_of(credentials.authorization)
    if workspace is None:
        raise Problem(401, "Unauthorized", at_the_door=True)
    return Caller(workspace.account_id, workspace)


def _account(accounts: Accounts, credentials: Credentials) -> str:
    if not credentials.authorization:
        raise _unauthorized("Missing API key: send the header Authorization: Bearer <your Maton API key>")
    scheme, _, key = credentials.authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise _unauthorized("Malformed API key: the header reads Authorization: Bearer <your Maton API key>")
    account_id = accounts.account_of(key.strip())
    if account_id is None:
        raise _unauthorized("Invalid API key")
    return account_id


def _unauthorized(message: str) -> Problem:
    return Problem(401, message, speaker="maton", at_the_door=True)


def _connection(accounts: Accounts, account_id: str, wanted: str | None) -> Connection:
    """The connection that was asked for, or the account's oldest ACTIVE one."""
    usable = accounts.connections(account_id, app=APP, status="ACTIVE", id=wanted)
    if usable:
        return usable[0]
    if wanted is None:
        raise Problem(
            400, f"Missing connection for app: {APP}. Create one and authorize it at its url", speaker="maton"
        )
    raise Problem(
        400,
        f"Missing connection for app: {APP}. Maton-Connection names no ACTIVE one of yours",
        speaker="maton",
    )


def _blocked(user_agent: str | None) -> bool:
    """Whether Cloudflare, in front of Quo, would stop this program.

    The guide says that requests without the header are blocked. That urllib's own is, too, is known from
    other services behind the same guard.
    """
    return not (user_agent or "").strip() or (user_agent or "").startswith("Python-urllib/")
