"""An attempt's beginning and end in the store: claimed, and noted with what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..store import Database, Workspace
from ..store.deliveries import Deliveries, Delivery, Waiting
from ..store.tables import WEBHOOKS
from .interference import corrupted
from .schedule import next_attempt
from .signature import HEADER, signature

if TYPE_CHECKING:
    from .delivery import Outcome


@dataclass(frozen=True, slots=True)
class Attempt:
    """A delivery that is in our hands, and what is sent."""

    workspace_id: str
    delivery: Delivery
    claim: str
    signature: str
    body: bytes = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """What is sent beside the body."""
        return {"Content-Type": "application/json", "User-Agent": "quo-mock", HEADER: self.signature}


def begin(
    database: Database, waiting: Waiting, *, claim: str, now: int, real: int, until: int
) -> Attempt | None:
    """Claim a delivery until a real moment; None if somebody else was faster, or its webhook is gone.

    It is signed with the real time, whatever the gateway's is: receivers compare it with their own clock, to
    tell what was sent just now from what somebody has recorded and sends again.
    """
    with database.transaction(write=True, scope=waiting.workspace_id):
        queue = Deliveries(database, waiting.workspace_id)
        if not queue.claim(waiting.id, claim=claim, due_by=now, real=real, until=until):
            return None
        delivery = queue.get(waiting.id)
        webhook = Workspace(database, waiting.workspace_id, _unjudged).read(WEBHOOKS, waiting.webhook_id)
        if delivery is None:
            return None
        body = delivery.body.encode()
        try:
            signed = _signed(webhook, real // 1000, body)
        except ValueError as error:
            _finish(queue, delivery, "failed", {"error": f"{error}; nothing was sent"})
            return None
    altered = "corrupt" in delivery.faults and not delivery.attempts
    return Attempt(waiting.workspace_id, delivery, claim, signed, corrupted(body) if altered else body)


def _signed(webhook: dict[str, Any] | None, timestamp_ms: int, body: bytes) -> str:
    """The signature by a webhook's key; raises `ValueError` for one that is sent nothing, and says why."""
    if webhook is None or webhook["status"] != "enabled":
        raise ValueError(f"the webhook was {'deleted' if webhook is None else 'disabled'}")
    try:
        return signature(webhook["key"], timestamp_ms, body)
    except ValueError:
        raise ValueError("the webhook's key is not base64") from None


def end(database: Database, attempt: Attempt, outcome: Outcome) -> None:
    """Note what came of an attempt; nothing, if its claim ran out and somebody else has it now."""
    with database.transaction(write=True, scope=attempt.workspace_id):
        queue = Deliveries(database, attempt.workspace_id)
        delivery = queue.claimed(attempt.delivery.id, attempt.claim)
        if delivery is None or delivery.due_at is None:
            return
        note = {
            "status": outcome.status,
            "duration_ms": outcome.duration_ms,
            "error": outcome.error,
            "signature": attempt.signature,
            "altered_body": None if attempt.body == delivery.body.encode() else attempt.body.decode(),
        }
        again = next_attempt(delivery.tries + 1, delivery.due_at)
        if outcome.error is None:
            _finish(queue, delivery, "delivered", note)
        elif again is None:
            _finish(queue, delivery, "failed", note)
        else:
            queue.put(replace(_noted(delivery, note), due_at=again))


def _finish(queue: Deliveries, delivery: Delivery, status: str, note: dict[str, Any]) -> None:
    queue.put(replace(_noted(delivery, note), status=status, due_at=None))
    queue.let_pass(delivery, delivery.due_at or 0)


def _noted(delivery: Delivery, note: dict[str, Any]) -> Delivery:
    noted = {"at": delivery.due_at, **note}
    return replace(delivery, tries=delivery.tries + 1, attempts=[*delivery.attempts, noted])


def _unjudged(component: str, document: Any) -> None:
    """Reading needs no judge."""
