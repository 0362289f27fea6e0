"""Who talks: one of the workspace's numbers, and whoever is at the other end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..store.tables import together
from .entry import Entry
from .world import Document, World

WAYS = {"in": "incoming", "out": "outgoing"}
"""How a file says, and how a document says, which way a message or call went."""

_SOMEBODY = "+10000000000"
"""Stands for whoever cannot be found, so that the rest of the conversation can be looked at."""


@dataclass(frozen=True, slots=True)
class Party:
    """Both ends of a conversation or call."""

    number: Document
    others: list[str]
    conversation_id: str = ""

    @property
    def owner_id(self) -> str | None:
        """The first user of the number, who speaks for it unless another is named."""
        users = self.number["users"]
        return users[0]["id"] if users else None

    @property
    def key(self) -> tuple[str, str]:
        """What no other conversation has."""
        return self.number["id"], together(self.others)

    def columns(self, document: Document, at: int) -> dict[str, Any]:
        """The typed columns of a message or call between them."""
        number_id, participants = self.key
        return {
            "phone_number_id": number_id,
            "participants": participants,
            "user_id": document["userId"],
            "created_at": at,
        }


def party(world: World, entry: Entry) -> Party | None:
    """Both ends, by `number` and `with`; None, and the mistakes noted, if either cannot be found."""
    number = world.line(entry)
    others = [_other(world, entry, index, item) for index, item in enumerate(entry.items("with"))]
    if not others:
        entry.wrong("Expected the number, or the name of the contact, that it is with", "with")
    if number is None or not others:
        return None
    for index, other in enumerate(others):
        if other == _SOMEBODY:
            continue  # that is told already
        if other in others[:index]:
            entry.wrong("Expected once: this participant is here twice", "with", index)
        # The API lets a number text itself: an export, which has ids, may tell of it.
        elif other == number["number"] and not entry.has("id"):
            entry.wrong("Expected somebody else: this is the number itself", "with", index)
    return Party(number, others)


def way_of(entry: Entry) -> str:
    """Whether an entry says `in` or `out`; it must say one of them."""
    ways = [way for way in WAYS if entry.has(way)]
    if len(ways) != 1:
        entry.wrong("Expected either in or out")
    return ways[0] if ways else "in"


def _other(world: World, entry: Entry, index: int, reference: object) -> str:
    """A number to call, or the first number of a contact."""
    if isinstance(reference, int):
        entry.wrong(f"Expected a number in E.164, such as +{reference}, or in quotes", "with", index)
        return _SOMEBODY
    if not isinstance(reference, str):
        entry.wrong("Expected a number, or the name of a contact", "with", index)
        return _SOMEBODY
    if reference.startswith("+") or reference.isdecimal():
        return reference
    found = world.contact(reference)
    if found is not None and found["defaultFields"]["phoneNumbers"]:
        return str(found["defaultFields"]["phoneNumbers"][0]["value"])
    if " " in reference.strip():
        entry.wrong("Expected a number in E.164, or the name of one contact who has one", "with", index)
        return _SOMEBODY
    return reference
