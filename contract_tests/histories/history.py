"""What clients saw: every call with when it began and ended, and what came back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final


class Lost(Enum):
    """What came back of a call whose connection broke: nothing, and it may be done at any later time."""

    UNKNOWN = "no answer"


UNKNOWN: Final = Lost.UNKNOWN


@dataclass(frozen=True, slots=True)
class Call:
    """What one client asked of one object, and what it was told.

    A request that touches several objects, as a text that is sent and paid, is one call for each of them,
    over the same time: so a history is judged object by object, which is all that linearisability asks.
    """

    client: int
    object: str
    """What it is about, such as `contact k1`: calls on different objects are judged apart."""
    what: str
    """`send`, `list`, `update`, …, as the object's model has it."""
    argument: Any
    answer: Any
    called: float
    """When it began, in seconds of one clock for all clients."""
    returned: float = math.inf
    """When it ended; never, if nobody knows what became of it."""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what became of it."""
        return self.answer is UNKNOWN

    @property
    def has_ended(self) -> bool:
        """Whether it has taken effect by a known moment."""
        return not math.isinf(self.returned)

    def moved(self, seconds: float) -> Call:
        """The same, so much earlier."""
        return replace(self, called=self.called - seconds, returned=self.returned - seconds)

    def told(self) -> str:
        """It in words, with its times in milliseconds."""
        given = "" if self.argument is None else f" {_said(self.argument)}"
        end = f"{1000 * self.returned:.1f}" if self.has_ended else "…"
        answer = self.answer.value if self.is_unknown else _said(self.answer)
        return f"client {self.client}: {self.what}{given} → {answer}  [{1000 * self.called:.1f} to {end} ms]"


def by_object(calls: list[Call]) -> dict[str, list[Call]]:
    """The calls on each object."""
    found: dict[str, list[Call]] = {}
    for call in calls:
        found.setdefault(call.object, []).append(call)
    return found


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_said, value)) + ")"
    return str(value) if value is not None else "nothing"
