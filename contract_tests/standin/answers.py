"""An answer on its way out of the stand-in, and what may be done to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway answers, with what was asked."""

    operation: str | None
    """The operationId; None where the contract has nothing."""
    method: str
    path: str
    """As it was asked for, without the query: `/quo/v1/messages`, `/connections`."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case; the length is counted anew when the answer is sent."""
    body: bytes

    def json(self) -> Any:
        """The body as JSON; None where there is none, or it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def with_json(self, content: Any) -> Answer:
        """The same answer with another body."""
        return replace(self, body=json.dumps(content).encode())


Alteration = Callable[[Answer], Answer]
"""Makes an answer into the one that is sent instead."""
