"""The conversations of a large workspace: their messages come one by one, and then what they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..clock import SECOND, iso
from ..store.tables import conversation_columns
from ..threads import CENTURY
from .recipe import Recipe

DAY = 86_400 * SECOND
YEAR = 365 * DAY
IN_A_THREAD = 100
"""How many messages a thread has, more or less; but the first has a tenth of all."""

Written = tuple[dict[str, Any], dict[str, Any]]
"""A document and its typed columns."""


def number_of(index: int) -> str:
    """The number of a contact: in the area code 555, which nobody has."""
    return f"+1555{2_000_000 + index}"


@dataclass(slots=True)
class Thread:
    """One conversation, which knows its latest message once they have all been asked for."""

    id: str
    number: dict[str, Any]
    participant: str
    name: str | None
    assignee: str | None
    is_done: bool
    count: int
    begins_at: int
    ends_at: int
    latest: tuple[int, str] | None = None

    def messages(self, recipe: Recipe) -> Iterator[Written]:
        """The messages, oldest first: they come in and go out as it happens, day and night."""
        chance, activity = recipe.randomness.random, recipe.ids.activity
        step = (self.ends_at - self.begins_at) // max(self.count, 1)
        number, theirs, users = self.number, self.participant, self.number["users"]
        texts = recipe.words["incoming"], recipe.words["outgoing"]
        for position in range(self.count):
            at, outgoing = self.begins_at + int((position + chance()) * step), chance() < 0.5
            id, created = activity(), _iso(at)
            user_id = users[int(chance() * len(users))] if outgoing else None
            message = {
                "id": id,
                "to": [theirs if outgoing else number["number"]],
                "from": number["number"] if outgoing else theirs,
                "text": texts[outgoing][int(chance() * len(texts[outgoing]))],
                "phoneNumberId": number["id"],
                "conversationId": self.id,
                "direction": "outgoing" if outgoing else "incoming",
                "userId": user_id,
                "status": "delivered" if outgoing else "received",
                "createdAt": created,
                "updatedAt": _iso(at + 2 * SECOND) if outgoing else created,
            }
            self.latest = at, id
            yield (
                message,
                {
                    "phone_number_id": number["id"],
                    "participants": theirs,
                    "user_id": user_id,
                    "created_at": at,
                },
            )

    def conversation(self) -> Written:
        """The conversation, after its messages; one without any has been created and no more."""
        at, activity_id = self.latest or (None, None)
        document = {
            "id": self.id,
            "phoneNumberId": self.number["id"],
            "name": self.name,
            "participants": [self.participant],
            "assignedTo": self.assignee,
            "lastActivityAt": None if at is None else iso(at),
            "lastActivityId": activity_id,
            "deletedAt": None,
            "mutedUntil": None,
            "snoozedUntil": iso(self.ends_at + CENTURY) if self.is_done else None,
            "createdAt": iso(self.begins_at),
            "updatedAt": iso(self.begins_at if at is None else at),
        }
        return document, {"unread": int(not self.is_done), **conversation_columns(document)}


def threads(recipe: Recipe, contacts: int, messages: int) -> Iterator[Thread]:
    """The threads, each with a contact of its own: together they have exactly so many messages.

    The first lasts the whole year; the others are a few weeks long, and end all over the second half of it.
    """
    count = max(2, min(contacts, messages // IN_A_THREAD))
    sizes = _sizes(recipe, count - 1, messages - messages // 10)
    yield _thread(recipe, 0, messages // 10, recipe.ends_at - YEAR, recipe.ends_at)
    for index, size in enumerate(sizes, start=1):
        ended = recipe.ends_at - (count - index) * YEAR // (2 * count)
        yield _thread(recipe, index, size, ended - recipe.randomness.randint(1, 20) * DAY, ended)


def _sizes(recipe: Recipe, count: int, total: int) -> Iterator[int]:
    """So many sizes that make up the total: some twice as big as others."""
    done = 0
    for index in range(count):
        upto = (
            total
            if index == count - 1
            else int(total * (index + 0.7 + 0.6 * recipe.randomness.random()) / count)
        )
        yield upto - done
        done = upto


def _thread(recipe: Recipe, index: int, size: int, began: int, ended: int) -> Thread:
    named, numbers = recipe.randomness.random() < 0.1, recipe.words["phone_numbers"]
    number = numbers[index % len(numbers)]
    return Thread(
        id=recipe.ids.conversation(),
        number=number,
        participant=number_of(index),
        name=f"{recipe.choice('first_names')} {recipe.choice('last_names')}" if named else None,
        assignee=recipe.randomness.choice([None, None, *number["users"]]),
        is_done=recipe.randomness.random() < 0.6,
        count=size,
        begins_at=began,
        ends_at=ended,
    )


def _iso(moment: int) -> str:
    """The same as `iso`, which takes too long for a million."""
    seconds, rest = divmod(moment, SECOND)
    minutes, second = divmod(seconds, 60)
    return f"{_minute(minutes)}{second:02}.{rest // 1000:03}Z"


@lru_cache(maxsize=20_000)
def _minute(minutes: int) -> str:
    days, minute = divmod(minutes, 1440)
    return f"{_date(days)}{minute // 60:02}:{minute % 60:02}:"


@lru_cache(maxsize=1000)
def _date(days: int) -> str:
    return iso(days * DAY)[:11]
