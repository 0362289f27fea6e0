"""What is made to go wrong with deliveries: late, twice, out of order, altered on the way, or never."""

from __future__ import annotations

import random
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ..clock import SECOND
from ..store import Database, delivery_faults

Kind = Literal["delay", "duplicate", "reorder", "corrupt", "drop"]


class Fault(msgspec.Struct, kw_only=True):
    """A fault as it was ordered, and as far as it was done."""

    id: str
    kind: Annotated[
        Kind,
        Meta(
            description="`delay`: it comes `seconds` later, and so does what follows it. `reorder`: it comes"
            " `seconds` later, and what follows it does not wait. `duplicate`: it comes twice. `corrupt`: the"
            " first attempt's body is altered after it was signed. `drop`: it never comes."
        ),
    ]
    webhook_id: Annotated[str | None, Meta(description="Only deliveries to this webhook.")] = None
    event_type: Annotated[str | None, Meta(description="Only events of this type.")] = None
    left: Annotated[
        int | None, Meta(description="How many more deliveries it strikes; null until it is removed.")
    ] = None
    probability: Annotated[float, Meta(description="How likely it strikes each of them.")] = 1.0
    seed: Annotated[int, Meta(description="What decides which ones, the same each time.")] = 0
    seconds: Annotated[float, Meta(description="How late `delay` and `reorder` make it.")] = 0
    seen: Annotated[int, Meta(description="How many deliveries it could have struck.")] = 0
    struck: Annotated[int, Meta(description="How many it has struck.")] = 0

    @property
    def microseconds(self) -> int:
        """How late it makes a delivery."""
        return round(self.seconds * SECOND)

    def strikes(self, webhook_id: str, event_type: str) -> bool:
        """Whether it strikes this delivery, which is counted."""
        if self.webhook_id not in (None, webhook_id) or self.event_type not in (None, event_type):
            return False
        self.seen += 1
        if self.left == 0 or random.Random(f"{self.seed}:{self.seen}").random() >= self.probability:  # noqa: S311 - repeatable
            return False
        self.struck += 1
        self.left = None if self.left is None else self.left - 1
        return True


def faults_for(database: Database, workspace_id: str, webhook_id: str, event_type: str) -> list[Fault]:
    """The faults that strike a new delivery, in the transaction in which it is planned."""
    striking = []
    for document in delivery_faults.every(database, workspace_id):
        fault = msgspec.convert(document, Fault)
        seen = fault.seen
        if fault.strikes(webhook_id, event_type):
            striking.append(fault)
        if fault.seen != seen:
            delivery_faults.put(database, workspace_id, msgspec.to_builtins(fault))
    return striking


def corrupted(body: bytes) -> bytes:
    """A body altered on its way: still JSON, but not what was signed."""
    return body + b" "
