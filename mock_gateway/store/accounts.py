"""Maton accounts with their connections, and the Quo workspaces that these lead to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from . import baseline, revisions
from .admission import WorkspaceFacts, key_hash
from .database import Database
from .tables import COPIED, NAMING_WORKSPACE, WORKSPACE_COLUMNS

_CONNECTION = "id, account_id, workspace_id, app, status, method, session_token, created_at, updated_at"


@dataclass(frozen=True, slots=True)
class Connection:
    """An account's access to a workspace; `workspace_id` is None until a person has allowed it."""

    id: str
    account_id: str
    workspace_id: str | None
    app: str
    status: str
    method: str
    session_token: str = field(repr=False)
    created_at: int
    updated_at: int


class Accounts:
    """The accounts of a database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # ── Who is asking ──

    def workspace_of(self, quo_key: str) -> WorkspaceFacts | None:
        """The workspace that a key of Quo's own opens."""
        return self._facts("key_hash = :value", key_hash(quo_key))

    def workspace(self, id: str) -> WorkspaceFacts | None:
        """What is kept about a workspace."""
        return self._facts("id = :value", id)

    def oldest_workspace(self, account_id: str) -> WorkspaceFacts | None:
        """The first workspace of an account."""
        return self._facts("account_id = :value", account_id)

    def any_workspace(self) -> WorkspaceFacts | None:
        """The first workspace of all but the templates, which belong to no account."""
        return self._facts("account_id <> :value", "")

    def newest_workspace_ids(self, most: int = 2**31) -> list[str]:
        """The ids of all workspaces but those that belong to no account, newest first."""
        sql = "SELECT id FROM workspaces WHERE account_id <> '' ORDER BY created_at DESC, id DESC LIMIT :most"
        return [row[0] for row in self.database.all(sql, {"most": most})]

    def _facts(self, condition: str, value: str) -> WorkspaceFacts | None:
        row = self.database.one(
            "SELECT id, account_id, seed, balance_cents, settings FROM workspaces"  # noqa: S608 - own words
            f" WHERE {condition} ORDER BY created_at, id LIMIT 1",
            {"value": value},
        )
        if row is None:
            return None
        id, account_id, seed, balance_cents, settings = row
        return WorkspaceFacts(id, account_id, seed, balance_cents, msgspec.json.decode(settings))

    # ── Accounts and workspaces ──

    def add_account(self, id: str, api_key: str, now: int, *, keys_from: int = 0) -> None:
        """Add an account, whose keys open nothing before `keys_from`."""
        self.database.run(
            "INSERT INTO accounts (id, key_hash, created_at, keys_from) VALUES (:id, :hash, :now, :from)",
            {"id": id, "hash": key_hash(api_key), "now": now, "from": keys_from},
        )

    def add_workspace(
        self, id: str, *, account_id: str, seed: str, balance_cents: int, now: int, quo_key: str | None = None
    ) -> None:
        """Add a workspace without documents; the account of a template is the empty text."""
        self.database.run(
            "INSERT INTO workspaces (id, account_id, key_hash, seed, balance_cents, settings, created_at)"
            " VALUES (:id, :account, :hash, :seed, :balance, '{}', :now)",
            {
                "id": id,
                "account": account_id,
                "hash": None if quo_key is None else key_hash(quo_key),
                "seed": seed,
                "balance": balance_cents,
                "now": now,
            },
        )

    def copy_documents(self, source_id: str, target_id: str) -> None:
        """Fill a workspace with what another holds, in its place; both have the same seed to go back to.

        Where a document names its workspace, as `orgId`, it names the new one.
        """
        self.clear_documents(target_id)
        names = (source_id, target_id)
        for table in COPIED:
            self._copy(table, source_id, target_id, names)
        for table in self._kept_before(source_id):
            self._copy(table, baseline.before(source_id), baseline.before(target_id), names)
        revisions.count(self.database, target_id, revisions.CONTACTS)

    def _copy(self, table: str, source_id: str, target_id: str, names: tuple[str, str]) -> None:
        columns = values = ", ".join(WORKSPACE_COLUMNS[table])
        parameters = {"target": target_id, "source": source_id}
        if table in NAMING_WORKSPACE:
            values = columns.replace("document", "REPLACE(document, :old, :new)")
            old, new = (f'"orgId":"{name}"' for name in names)
            parameters |= {"old": old, "new": new}
        self.database.run(
            f"INSERT INTO {table} (workspace_id, {columns})"  # noqa: S608 - own names
            f" SELECT :target, {values} FROM {table} WHERE workspace_id = :source",
            parameters,
        )

    def clear_documents(self, id: str) -> None:
        """Remove all documents of a workspace."""
        for table in self._kept_before(id):
            self._clear(table, baseline.before(id))
        for table in WORKSPACE_COLUMNS:
            self._clear(table, id)
        revisions.count(self.database, id, revisions.CONTACTS)

    def _clear(self, table: str, id: str) -> None:
        self.database.run(f"DELETE FROM {table} WHERE workspace_id = :id", {"id": id})  # noqa: S608 - own names

    def _kept_before(self, id: str) -> list[str]:
        """The tables that may hold documents of a workspace as they were before."""
        return [kind for kind in baseline.kinds(self.database, id) if kind != baseline.EVERYTHING]

    def restore_documents(self, id: str) -> bool:
        """Put what was changed back to the seed; False, and nothing done, if it is not known what was."""
        touched = baseline.kinds(self.database, id)
        if baseline.EVERYTHING in touched:
            return False
        baseline.restore(self.database, id, touched)
        revisions.count(self.database, id, revisions.CONTACTS)
        return True

    def restore_facts(self, id: str, beginning: WorkspaceFacts) -> None:
        """Put the credits and the settings back to what a workspace began with, and note with which seed."""
        self.database.run(
            "UPDATE workspaces SET seed = :seed, balance_cents = :balance, settings = :settings"
            " WHERE id = :id",
            {
                "seed": beginning.seed,
                "balance": beginning.balance_cents,
                "settings": msgspec.json.encode(beginning.settings).decode(),
                "id": id,
            },
        )

    def forget_seed(self, id: str) -> None:
        """Note that a workspace has nothing left of its seed: a reset has to copy all of it."""
        baseline.note_everything(self.database, id)

    def delete_workspace(self, id: str) -> None:
        """Forget a workspace and all that it holds."""
        self.clear_documents(id)
        revisions.forget(self.database, id)
        self.database.run("DELETE FROM workspaces WHERE id = :id", {"id": id})

    def set_balance(self, id: str, cents: int) -> None:
        """Set the prepaid credits of a workspace."""
        self.database.run(
            "UPDATE workspaces SET balance_cents = :cents WHERE id = :id", {"id": id, "cents": cents}
        )

    def set_settings(self, id: str, changed: dict[str, Any]) -> None:
        """Keep what was changed of a workspace's settings."""
        self.database.run(
            "UPDATE workspaces SET settings = :settings WHERE id = :id",
            {"id": id, "settings": msgspec.json.encode(changed).decode()},
        )

    # ── Connections ──

    def connections(self, account_id: str, **equal: str | None) -> list[Connection]:
        """An account's connections, oldest first, that have the given columns' values (None: any)."""
        given = {column: value for column, value in equal.items() if value is not None}
        condition = "".join(f" AND {column} = :{column}" for column in given)
        rows = self.database.all(
            f"SELECT {_CONNECTION} FROM connections"  # noqa: S608 - own names
            f" WHERE account_id = :account_id{condition} ORDER BY created_at, id",
            {"account_id": account_id, **given},
        )
        return [Connection(*row) for row in rows]

    def awaiting(self, session_token: str) -> Connection | None:
        """The connection that a consent page's session token belongs to."""
        row = self.database.one(
            f"SELECT {_CONNECTION} FROM connections WHERE session_token = :token",  # noqa: S608 - own names
            {"token": session_token},
        )
        return None if row is None else Connection(*row)

    def add_connection(self, connection: Connection) -> None:
        """Add a connection."""
        self.database.run(
            f"INSERT INTO connections ({_CONNECTION}) VALUES"  # noqa: S608 - own names
            " (:id, :account_id, :workspace_id, :app, :status, :method, :session_token, :created_at,"
            " :updated_at)",
            {name: getattr(connection, name) for name in connection.__slots__},
        )

    def settle(self, connection: Connection, *, status: str, workspace_id: str | None, now: int) -> bool:
        """Answer a PENDING connection, once; False if it was answered already."""
        return (
            self.database.run(
                "UPDATE connections SET status = :status, workspace_id = :workspace, updated_at = :now"
                " WHERE id = :id AND status = 'PENDING'",
                {"status": status, "workspace": workspace_id, "now": now, "id": connection.id},
            )
            > 0
        )

    def delete_connection(self, account_id: str, id: str) -> bool:
        """Forget a connection; False if the account has none of that id."""
        return (
            self.database.run(
                "DELETE FROM connections WHERE account_id = :account AND id = :id",
                {"account": account_id, "id": id},
            )
            > 0
        )

    # ── Facts ──

    def fact(self, name: str) -> str | None:
        """Something kept about the database itself."""
        row = self.database.one("SELECT value FROM facts WHERE name = :name", {"name": name})
        return None if row is None else str(row[0])

    def keep_fact(self, name: str, value: str) -> None:
        """Keep something about the database itself, in place of what was kept before."""
        self.database.run(
            "INSERT INTO facts (name, value) VALUES (:name, :value)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            {"name": name, "value": value},
        )
