"""What a run may do to a live account; without a word from its owner, nothing but read."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST_PER_SECOND = 8.0
"""Requests; Quo and Maton allow 10 (reference: rate limits), and the account's own programs want some."""


@dataclass(frozen=True, slots=True)
class Permissions:
    """What was allowed on the command line."""

    writes: bool = False
    """Contacts and tasks that carry the run's mark may be made, changed and removed."""
    sms_to: str | None = None
    """The one number that may be sent a text, in E.164."""
    sms_budget: int = 0
    """How many segments may be sent to it; each attempt counts, whatever became of it."""
    webhook_hosts: frozenset[str] = frozenset()
    """Hosts that a webhook may be made for, in lower case."""
    max_requests: int = 2000
    rate: float = MOST_PER_SECOND
    """Requests per second."""

    def __str__(self) -> str:
        allowed = ["reads"]
        if self.writes:
            allowed.append("writes marked contacts and tasks, and removes them")
        if self.sms_to and self.sms_budget:
            allowed.append(f"texts one number, {self.sms_budget} segments at most")
        if self.webhook_hosts:
            allowed.append(f"makes webhooks for {', '.join(sorted(self.webhook_hosts))}")
        return "; ".join(allowed)

    @property
    def budget(self) -> str:
        """The caps, in words."""
        return f"{self.max_requests} requests, {self.rate:g} a second"

    def share(self, index: int, workers: int) -> Permissions:
        """What the worker with this index may do, so that all together stay within what is allowed.

        Only the first sends texts. Raises ValueError for more workers than requests in a second.
        """
        if workers > self.rate:
            raise ValueError(
                f"{self.rate:g} requests a second are too few for {workers} workers: leave -n out"
            )
        texts = self.sms_budget if index == 0 else 0
        rate = self.rate / workers
        return replace(self, sms_budget=texts, max_requests=self.max_requests // workers, rate=rate // 1)
