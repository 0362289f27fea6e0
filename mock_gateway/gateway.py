"""Everything one running gateway holds: its contract, store, clock, and the accounts it was seeded with."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import contract as contracts
from . import demo, rate, seeds, timeline
from .asked import Asked
from .clock import Clock
from .errors import BrokenDocument
from .gate import Caller
from .hooks.dispatcher import Dispatcher
from .ids import Ids
from .operation import Operation
from .profile import Profile
from .rate import Window
from .request import Request
from .settings import Settings
from .store import Accounts, Connection, StoreUnavailable, Workspace, open_database
from .store.accounts import WorkspaceFacts


@dataclass(frozen=True, slots=True)
class Account:
    """A fresh account and the keys that open it."""

    api_key: str = field(repr=False)
    quo_key: str = field(repr=False)
    connection_id: str
    workspace_id: str


SHAPING = ("id_style", "recording_type", "max_recipients")
"""The switches that decide what a stored document looks like."""


class Gateway:
    """One gateway over one database."""

    def __init__(
        self,
        database: str = ":memory:",
        *,
        profile: Profile,
        settings: Settings,
        seed: str,
        clock: Clock,
        ids: Ids | None = None,
        rate_limits: str | None = None,
        webhook_hosts: Iterable[str] = (),
    ) -> None:
        """Open the database, and seed it with the demo account if it is new.

        Raises:
            StoreUnavailable: the database cannot be opened, or was made under other switches.
            seeds.UnknownSeed: there is no such seed.
            rate.WrongAddress: the rate limits cannot be kept there.
            ValueError: one of the webhook hosts is none.
        """
        self.profile = profile
        self.settings = settings
        self.clock = clock
        self.seed = seed
        self.ids = ids or Ids(live=profile["id_style"] == "live")
        self.contract = contracts.load(profile)
        self.rates = rate.windows(rate_limits)
        self.database = open_database(database)
        self.dispatcher = Dispatcher(self.database, hosts=webhook_hosts, real=clock.real, ids=self.ids)
        self.accounts = Accounts(self.database)
        with self.database.transaction(write=True):
            self.page_secret = self._page_secret()
            self._keep_shape()
            if self.accounts.any_workspace() is None:
                self._add_demo_account()

    # ── Documents ──

    def workspace(self, id: str) -> Workspace:
        """The documents of a workspace."""
        return Workspace(self.database, id, self.judge)

    def judge(self, component: str, document: Any) -> None:
        """Raise `BrokenDocument` if a document that is to be kept does not fit its schema."""
        complaints = self.contract.component_complaints(component, document)
        if complaints:
            first = complaints[0]
            raise BrokenDocument(f"{component} at {first.path or '/'}: {first.message}")

    def settings_of(self, workspace: WorkspaceFacts | None) -> Settings:
        """The settings in force for a workspace; the gateway's own where there is none."""
        return self.settings if workspace is None else self.settings.with_changes(workspace.settings)

    def take_turn(self, caller: Caller, settings: Settings, now: int) -> Window | None:
        """Count a request against its account's limit; None where there is none."""
        if settings.rate_limit == 0:
            return None
        return self.rates.take(caller.account_id, settings.rate_limit, now)

    def arrive(self) -> int:
        """What time it is, after everything that has fallen due by then was done."""
        now = self.clock.now()
        timeline.run_due(self.database, self.judge, self.ids, now)
        return now

    def deliver(self) -> int:
        """Attempt every delivery that is due by now, and return how many attempts that took."""
        now = self.clock.now()
        return self.dispatcher.run(lambda: now)

    def request(
        self,
        operation: Operation,
        path: Mapping[str, str],
        asked: Asked,
        caller: Caller,
        settings: Settings,
        now: int,
    ) -> Request:
        """What the operation is asked to do; raises `Problem` for a body that cannot be read."""
        return Request(
            operation=operation,
            path=path,
            query=operation.read_query(asked.query()),
            body=asked.json() if operation.has_body else None,
            now=now,
            account_id=caller.account_id,
            workspace=self.workspace(caller.workspace.id if caller.workspace else ""),
            settings=settings,
            origin=asked.origin,
            accounts=self.accounts,
            profile=self.profile,
            ids=self.ids,
            page_secret=self.page_secret,
            webhook_hosts=self.dispatcher.hosts,
        )

    # ── Accounts ──

    def open_account(self, seed: str, *, api_key: str | None = None, quo_key: str | None = None) -> Account:
        """A new account with one ACTIVE connection to a new workspace made from `seed`.

        Raises:
            seeds.UnknownSeed: there is no such seed.
        """
        ids = self.ids
        account = Account(
            api_key or ids.secret("maton_"), quo_key or ids.secret("quo_"), ids.connection(), ids.workspace()
        )
        with self.database.transaction(write=True):
            self._add_account(account, seed)
        return account

    def _add_account(self, account: Account, seed: str) -> None:
        now = self.clock.now()
        account_id = self.ids.account()
        self.accounts.add_account(account_id, account.api_key, now)
        self.add_workspace(account.workspace_id, account_id=account_id, seed=seed, quo_key=account.quo_key)
        self.accounts.add_connection(
            Connection(
                id=account.connection_id,
                account_id=account_id,
                workspace_id=account.workspace_id,
                app="quo",
                status="ACTIVE",
                method="OAUTH2",
                session_token=self.ids.secret(""),
                created_at=now,
                updated_at=now,
            )
        )

    def add_workspace(self, id: str, *, account_id: str, seed: str, quo_key: str | None = None) -> None:
        """Add a workspace made from `seed`: a copy of its template, which is made once."""
        balance = seeds.load(seed)["balance_cents"]
        self.accounts.add_workspace(
            id,
            account_id=account_id,
            seed=seed,
            balance_cents=balance,
            now=self.clock.now(),
            quo_key=quo_key,
        )
        self.accounts.copy_documents(self._template(seed), id)

    def workspace_for(self, connection: Connection, *, new: bool = False) -> str:
        """The workspace that an allowed connection leads to: the account's first, or a new empty one."""
        present = self.accounts.oldest_workspace(connection.account_id)
        if present is not None and not new:
            return present.id
        id = self.ids.workspace()
        self.add_workspace(id, account_id=connection.account_id, seed="empty")
        return id

    def reset(self, workspace_id: str) -> None:
        """Put a workspace back to its seed: documents, balance and settings; `KeyError` if there is none."""
        with self.database.transaction(write=True, scope=workspace_id):
            facts = self.accounts.workspace(workspace_id)
            if facts is None:
                raise KeyError(workspace_id)
            self.accounts.copy_documents(self._template(facts.seed), workspace_id)
            self.accounts.set_balance(workspace_id, seeds.load(facts.seed)["balance_cents"])
            self.accounts.set_settings(workspace_id, {})

    def _template(self, seed: str) -> str:
        """The workspace that others of this seed are copied from; it belongs to no account.

        Its id begins as all do, for documents name their workspace.
        """
        id = f"OR-template:{seed}"
        if self.accounts.workspace(id) is None:
            recipe = seeds.load(seed)
            self.accounts.add_workspace(
                id, account_id="", seed=seed, balance_cents=recipe["balance_cents"], now=self.clock.now()
            )
            seeds.fill(self.workspace(id), seed, self.profile)
        return id

    def _add_demo_account(self) -> None:
        account = Account(demo.API_KEY, demo.QUO_KEY, demo.CONNECTION_ID, self.ids.workspace())
        self._add_account(account, self.seed)

    # ── Facts of the database ──

    def _page_secret(self) -> bytes:
        """What page tokens are signed with: one for all processes on the database, across restarts."""
        kept = self.accounts.fact("page_secret")
        if kept is None:
            kept = base64.b64encode(secrets.token_bytes(32)).decode()
            self.accounts.keep_fact("page_secret", kept)
        return base64.b64decode(kept)

    def _keep_shape(self) -> None:
        """Keep documents of different shapes apart: the spec of either profile would refuse the other's."""
        kept = {switch: self.accounts.fact(switch) or self.profile[switch] for switch in SHAPING}
        wrong = [f"{switch}={value}" for switch, value in kept.items() if value != self.profile[switch]]
        if wrong:
            made = f"{self.database.name} was made with {', '.join(wrong)}"
            raise StoreUnavailable(f"{made}: set that again, or take another database")
        for switch in SHAPING:
            if self.accounts.fact(switch) is None:
                self.accounts.keep_fact(switch, self.profile[switch])
