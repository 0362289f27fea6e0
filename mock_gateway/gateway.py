"""Everything one running gateway holds: its contract, store, clock, and the accounts it was seeded with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import contract as contracts
from . import demo, steering, timeline
from .account import Account
from .asked import Asked
from .clock import SECOND, Clock
from .errors import BrokenDocument
from .facts import keep_shape, page_secret
from .faults import Faults
from .hooks.dispatcher import Dispatcher
from .ids import Ids
from .metrics import Metrics
from .operation import Operation
from .place import Place
from .profile import Profile
from .rate import Window
from .readiness import Readiness
from .request import Request
from .seeding import Templates
from .settings import Settings
from .store import (
    Accounts,
    Caller,
    Connection,
    Database,
    Workspace,
    WorkspaceFacts,
    admission,
    sealing,
)
from .together import Together


class Gateway:
    """One gateway over one database."""

    def __init__(
        self,
        database: str | Database = ":memory:",
        *,
        profile: Profile,
        settings: Settings,
        seed: str,
        clock: Clock,
        ids: Ids | None = None,
        together: Together | None = None,
        webhook_hosts: Iterable[str] = (),
        encryption_keys: Sequence[str] = (),
        public_url: str | None = None,
    ) -> None:
        """Open the database, and seed it with the demo account if it is new.

        Raises:
            StoreUnavailable: the database cannot be opened, or was made under other switches.
            seeds.UnknownSeed: there is no such seed, or something is wrong with the file of one.
            ValueError: one of the webhook hosts or encryption keys is none, or the public URL is.
        """
        self.profile = profile
        self.settings = settings
        self.clock = clock
        self.ids = ids or Ids(live=profile["id_style"] == "live")
        self.contract = contracts.load(profile)
        self.place = None if public_url is None else Place(public_url)
        together = together or Together()
        self.rates = together.windows()
        self.database = sealing.unsealed(database, encryption_keys)
        self.readiness = Readiness(self.database, self.rates)
        self.accounts = Accounts(self.database)
        self.faults = Faults(self.database)
        self.metrics = Metrics(together.memory)
        self.dispatcher = Dispatcher(
            self.database,
            hosts=webhook_hosts,
            real=clock.real,
            ids=self.ids,
            count=self.metrics.count_delivery,
        )
        self.templates = Templates(
            self.accounts, self.contract, profile, self.judge, seed=seed, now=self.now(), ids=self.ids
        )
        with self.database.transaction(write=True):
            self.page_secret = page_secret(self.accounts)
            keep_shape(self.accounts, profile, self.database.name)
            if self.accounts.any_workspace() is None:
                self._add_demo_account()
        self.journal = together.journal(self.page_secret)

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
        if workspace is None or not workspace.settings:
            return self.settings
        return self.settings.with_changes(workspace.settings)

    def take_turn(self, caller: Caller, settings: Settings, now: int) -> Window | None:
        """Count a request against its account's limit; None where there is none."""
        if settings.rate_limit == 0:
            return None
        return self.rates.take(caller.account_id, settings.rate_limit, now)

    def time_of(self, caller: Caller) -> int:
        """What time it is for a caller."""
        return self.clock.now(steering.understood(caller.control).clock)

    def arrive(self, caller: Caller) -> int:
        """What time it is for a caller, after everything that fell due in its workspace was done."""
        now = self.time_of(caller)
        if caller.due_at is not None and caller.due_at <= now and caller.workspace is not None:
            timeline.run_due(self.database, self.judge, self.ids, now, workspace_id=caller.workspace.id)
        return now

    def catch_up(self) -> int:
        """What time it is, after everything that fell due in all workspaces was done."""
        due_at, control = admission.present(self.database)
        now = self.clock.now(steering.understood(control).clock)
        if due_at is not None and due_at <= now:
            timeline.run_due(self.database, self.judge, self.ids, now)
        return now

    def now(self) -> int:
        """What time it is, in microseconds."""
        return self.clock.now(self.steering().clock)

    def steering(self) -> steering.Steering:
        """What the gateway was told to do."""
        return steering.understood(self.accounts.fact(admission.CONTROL))

    def deliver(self) -> int:
        """Attempt every delivery that is due by now, and return how many attempts that took."""
        now = self.now()
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
            origin=self.place.url if self.place else asked.origin,
            accounts=self.accounts,
            profile=self.profile,
            ids=self.ids,
            page_secret=self.page_secret,
            webhook_hosts=self.dispatcher.hosts,
        )

    # ── Accounts ──

    def open_account(
        self,
        origin: str | WorkspaceFacts,
        *,
        api_key: str | None = None,
        quo_key: str | None = None,
        keys_after: int | None = None,
    ) -> Account:
        """A new account with one ACTIVE connection to a new workspace.

        Args:
            origin: the seed that the workspace is made from, or the workspace that it is a copy of.
            keys_after: seconds that its keys are refused; by default as the gateway's settings say.

        Raises:
            seeds.UnknownSeed: there is no such seed.
        """
        seconds = self.settings.key_activation_seconds if keys_after is None else keys_after
        account = Account.fresh(self.ids, api_key=api_key, quo_key=quo_key)
        with self.database.transaction(write=True):
            self._add_account(account, origin, keys_from=self.now() + seconds * SECOND if seconds else 0)
        return account

    def _add_account(self, account: Account, origin: str | WorkspaceFacts, *, keys_from: int = 0) -> None:
        now = self.now()
        owner = self.ids.account()
        self.accounts.add_account(owner, account.api_key, now, keys_from=keys_from)
        self.add_workspace(account.workspace_id, account_id=owner, origin=origin, quo_key=account.quo_key)
        self.accounts.add_connection(account.connection(owner, self.ids.secret(""), now))

    def add_workspace(
        self, id: str, *, account_id: str, origin: str | WorkspaceFacts, quo_key: str | None = None
    ) -> None:
        """Add a workspace that begins as a seed, or as a copy of another."""
        now = self.now()
        source = self.templates.beginning(origin, now) if isinstance(origin, str) else origin
        self.accounts.add_workspace(
            id,
            account_id=account_id,
            seed=source.seed,
            balance_cents=source.balance_cents,
            now=now,
            quo_key=quo_key,
        )
        self.templates.become(id, source, now)

    def workspace_for(self, connection: Connection, *, new: bool = False) -> str:
        """The workspace that an allowed connection leads to: the account's first, or a new empty one."""
        present = self.accounts.oldest_workspace(connection.account_id)
        if present is not None and not new:
            return present.id
        id = self.ids.workspace()
        self.add_workspace(id, account_id=connection.account_id, origin="empty")
        return id

    def reset(self, workspace_id: str, seed: str | None = None) -> None:
        """Put a workspace back to its seed, or to another; raises `KeyError` and `seeds.UnknownSeed`."""
        with self.database.transaction(write=True, scope=workspace_id):
            facts = self.accounts.workspace(workspace_id)
            if facts is None:
                raise KeyError(workspace_id)
            now = self.now()
            beginning = self.templates.beginning(seed or facts.seed, now)
            whole = seed is not None or self.templates.plans(facts.seed)
            if whole or not self.accounts.restore_documents(workspace_id):
                self.templates.become(workspace_id, beginning, now)
            self.accounts.restore_facts(workspace_id, beginning)

    def _add_demo_account(self) -> None:
        account = Account(demo.API_KEY, demo.QUO_KEY, demo.CONNECTION_ID, self.ids.workspace())
        self._add_account(account, self.templates.seed)
