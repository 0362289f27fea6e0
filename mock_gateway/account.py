"""A fresh account: the keys that open it, and the connection that leads to its workspace."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ids import Ids
from .store import Connection


@dataclass(frozen=True, slots=True)
class Account:
    """A fresh account and the keys that open it."""

    api_key: str = field(repr=False)
    quo_key: str = field(repr=False)
    connection_id: str
    workspace_id: str

    @classmethod
    def fresh(cls, ids: Ids, *, api_key: str | None = None, quo_key: str | None = None) -> Account:
        """An account with keys and ids that nobody has; keys can be given."""
        return cls(
            api_key or ids.secret("maton_"), quo_key or ids.secret("quo_"), ids.connection(), ids.workspace()
        )

    def connection(self, account_id: str, session_token: str, now: int) -> Connection:
        """Its first connection, ACTIVE since `now` (microseconds)."""
        return Connection(
            id=self.connection_id,
            account_id=account_id,
            workspace_id=self.workspace_id,
            app="quo",
            status="ACTIVE",
            method="OAUTH2",
            session_token=session_token,
            created_at=now,
            updated_at=now,
        )
