"""The one question that each request asks before its operation does: who is calling, where to, and when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec

from .database import Database

CONTROL = "control"
"""The fact that holds what the gateway was told by `/_mock/api`, as JSON: all processes read it here."""

FAULTS = "faults"
"""The fact that changes with every rule by which requests fail; there is none while there are no rules."""

_FACTS = "w.id, w.account_id, w.seed, w.balance_cents, w.settings"
_DUE = "(SELECT MIN(due_at) FROM timeline WHERE workspace_id = w.id)"
_FACT = "(SELECT value FROM facts WHERE name = '{}')"
_TOLD = f"{_FACT.format(CONTROL)}, {_FACT.format(FAULTS)}"


@dataclass(frozen=True, slots=True)
class WorkspaceFacts:
    """What is kept about a workspace beside its documents."""

    id: str
    account_id: str
    seed: str
    balance_cents: int
    settings: dict[str, Any]
    """Only what was changed; the rest has the gateway's defaults."""


@dataclass(frozen=True, slots=True)
class Caller:
    """An account, the workspace that it reaches, and what is to be known before either is served."""

    account_id: str
    workspace: WorkspaceFacts | None
    """None where there is no usable connection, and at the control door, which needs none."""
    due_at: int | None
    """When the next thing is to happen in the workspace, in microseconds."""
    control: str | None
    """The text of CONTROL."""
    faults: str | None
    """The text of FAULTS."""
    keys_from: int
    """When its keys begin to open anything."""
    connected_at: int | None = None
    """When its connection became ACTIVE; None where there is none."""


def key_hash(key: str) -> str:
    """What is stored of a key, so that a database file gives none away."""
    return hashlib.sha256(key.encode()).hexdigest()


def by_maton_key(database: Database, key: str, *, app: str, wanted: str | None) -> Caller | None:
    """The account that a Maton key opens, and the workspace of the connection that it wants.

    Without one it is the account's oldest ACTIVE connection to that app.
    """
    parameters = {"hash": key_hash(key), "app": app}
    if wanted is None:
        row = database.one(_BY_MATON_KEY, parameters)
    else:
        row = database.one(_BY_CONNECTION, {**parameters, "wanted": wanted})
    return None if row is None else Caller(row[0], _facts(row[1:6]), *row[6:])


def by_maton_key_alone(database: Database, key: str) -> Caller | None:
    """The account that a Maton key opens, without any connection."""
    row = database.one(_ACCOUNT, {"hash": key_hash(key)})
    return None if row is None else Caller(row[0], None, None, *row[1:])


def by_quo_key(database: Database, key: str) -> Caller | None:
    """The workspace that a key of Quo's own opens."""
    row = database.one(_BY_QUO_KEY, {"hash": key_hash(key)})
    return None if row is None else Caller(row[1], _facts(row[:5]), *row[5:])


def present(database: Database) -> tuple[int | None, str | None]:
    """When the next thing is to happen anywhere, and the text of CONTROL: for whoever has no key."""
    row = database.one(_PRESENT)
    return (None, None) if row is None else (row[0], row[1])


def _facts(row: tuple[Any, ...]) -> WorkspaceFacts | None:
    if row[0] is None:
        return None
    id, account_id, seed, balance_cents, settings = row
    return WorkspaceFacts(id, account_id, seed, balance_cents, msgspec.json.decode(settings))


def _through_connection(condition: str) -> str:
    return (
        f"SELECT a.id, {_FACTS}, {_DUE}, {_TOLD}, a.keys_from, c.updated_at FROM accounts a"  # noqa: S608 - own words
        f" LEFT JOIN connections c ON c.account_id = a.id AND c.app = :app AND c.status = 'ACTIVE'{condition}"
        " LEFT JOIN workspaces w ON w.id = c.workspace_id"
        " WHERE a.key_hash = :hash ORDER BY c.created_at, c.id LIMIT 1"
    )


_BY_MATON_KEY = _through_connection("")
_BY_CONNECTION = _through_connection(" AND c.id = :wanted")
_BY_QUO_KEY = (
    f"SELECT {_FACTS}, {_DUE}, {_TOLD}, a.keys_from FROM workspaces w"  # noqa: S608 - own words
    " JOIN accounts a ON a.id = w.account_id WHERE w.key_hash = :hash"
)
_ACCOUNT = f"SELECT id, {_TOLD}, keys_from FROM accounts WHERE key_hash = :hash"  # noqa: S608 - own words
_PRESENT = f"SELECT (SELECT MIN(due_at) FROM timeline), {_TOLD}"  # noqa: S608 - own words
