"""What a walk through pages promises, though it is no single moment.

What was there all the time is seen once, what was gone before it began is not seen, nothing is seen twice,
and each page's total is one that could be counted while the page was made.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .history import Call
from .models import GONE, TAKEN


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the items on it, the total it told, and when it was asked for and there."""

    items: tuple[str, ...]
    total: int
    called: float
    returned: float


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk from the first page to the last."""

    client: int
    pages: tuple[Page, ...]

    @property
    def items(self) -> list[str]:
        """Everything on it, in order."""
        return [item for page in self.pages for item in page.items]


@dataclass(frozen=True, slots=True)
class Life:
    """When an item may have come and gone: each between two moments, for each takes effect within a call."""

    coming: float
    there: float = math.inf
    going: float = math.inf
    gone: float = math.inf

    def surely(self, since: float, until: float) -> bool:
        """Whether it was there during all of that time."""
        return self.there <= since and self.going >= until

    def possibly(self, since: float, until: float) -> bool:
        """Whether it may have been there during some of that time."""
        return self.coming <= until and self.gone >= since


def lives(calls: list[Call], *, made: str, removed: str | None = None) -> dict[str, Life]:
    """The life of each item by its name, from the calls that make it and remove it.

    Args:
        made: what the call is that makes one, with its name as the answer or, unanswered, as the argument.
        removed: what the call is that removes one, with its name as the first argument.
    """
    found: dict[str, Life] = {}
    for call in sorted(calls, key=lambda call: call.called):
        if call.what == made and not call.is_unknown and call.answer != TAKEN:
            found[call.answer] = Life(call.called, call.returned)
    for call in calls:
        id = call.argument[0] if removed is not None and call.what == removed else None
        if id in found and (call.is_unknown or call.answer == GONE):
            life = found[id]
            going = min(life.going, call.called)
            gone = life.gone if call.is_unknown else call.returned
            found[id] = Life(life.coming, life.there, going, gone)
    return found


def mistakes(walk: Walk, alive: Mapping[str, Life], *, strangers: bool = False) -> Iterator[str]:
    """What is wrong with a walk, in sentences.

    Args:
        strangers: whether there may be items of which nobody knows, for the calls that made them broke.
    """
    since, until = walk.pages[0].called, walk.pages[-1].returned
    seen = Counter(walk.items)
    who = f"client {walk.client}, walking from {1000 * since:.1f} to {1000 * until:.1f} ms,"
    for item, times in seen.items():
        if times > 1:
            yield f"{who} saw {item} {times} times"
        if item not in alive and not strangers:
            yield f"{who} saw {item}, which nobody has made"
    for item, life in alive.items():
        if item not in seen and life.surely(since, until):
            yield f"{who} did not see {item}, which was there all the time"
        if item in seen and not life.possibly(since, until):
            yield f"{who} saw {item}, which was {'gone' if life.gone < since else 'not made yet'}"
    if not strangers:
        yield from _totals(walk, alive)


def _totals(walk: Walk, alive: Mapping[str, Life]) -> Iterator[str]:
    for page in walk.pages:
        least = sum(life.surely(page.called, page.returned) for life in alive.values())
        most = sum(life.possibly(page.called, page.returned) for life in alive.values())
        if not least <= page.total <= most:
            yield f"client {walk.client} was told of {page.total}, where there were {least} to {most}"
