"""One account on a target, and the clients that use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from contract_tests.contract.transports import AsyncJudged, Judged
from maton_quo import AsyncQuo, Quo

if TYPE_CHECKING:
    from contract_tests.targets import Target

USER_AGENT = "maton-quo-contract-tests"


@dataclass(frozen=True, slots=True)
class Account:
    """One account on a target: its keys, and the clients that use them."""

    target: Target = field(repr=False)
    api_key: str = field(repr=False)
    quo_key: str = field(repr=False)
    connection_id: str
    workspace_id: str
    mark: str = ""
    """What a contact has as its `source`, and its `externalId` and a task's title begin with."""

    def client(self, **options: Any) -> Quo:
        """The client, which repeats nothing: an error is what the test wants to see."""
        transport = Judged(self.target._transport(), self.target.contract)
        return Quo(**{**self._settings, "transport": transport, **options})

    def async_client(self, **options: Any) -> AsyncQuo:
        """The same for code that awaits."""
        transport = AsyncJudged(self.target._async_transport(), self.target.contract)
        return AsyncQuo(**{**self._settings, "transport": transport, **options})

    @property
    def _settings(self) -> dict[str, Any]:
        base_url = self.target.base_url
        return {"api_key": self.api_key, "base_url": base_url, "max_retries": 0, "connection": self._chosen}

    @property
    def _chosen(self) -> str:
        """The connection to name in requests: an account made for tests has but one, and tests name none."""
        return self.connection_id if self.target.guard else ""

    def http(self) -> httpx.Client:
        """A plain client with this account's key, for what no good client would send."""
        headers = {"Authorization": f"Bearer {self.api_key}", "User-Agent": USER_AGENT}
        if self._chosen:
            headers["Maton-Connection"] = self._chosen
        return self.target.http(headers=headers)

    def set(self, **settings: int) -> dict[str, Any]:
        """Change `balance_cents`, `rate_limit` or `price_cents`; returns all settings as they are now."""
        changed: dict[str, Any] = self.target.control(
            "PATCH" if settings else "GET", f"settings?workspace_id={self.workspace_id}", settings or None
        )
        return changed

    def reset(self) -> None:
        """Put the workspace back to its seed."""
        self.target.control("POST", f"reset?workspace_id={self.workspace_id}")


@dataclass(frozen=True, slots=True)
class Texter:
    """Who may send a text, and to whom."""

    account: Account
    number: str = field(repr=False)
    """In E.164."""
