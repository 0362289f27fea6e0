"""What two sides call the same things: ids that each chose for itself, held as pairs under one name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]

MARK = "mark"
"""What the names of all pairs begin with by which a run knows its own things in somebody's workspace."""

# A field whose value the server chooses, and the kind of thing that it names.
_FIELDS = {
    "taskId": "task",
    "conversationId": "conversation",
    "activityId": "activity",
    "lastActivityId": "activity",
    "callId": "activity",
    "phoneNumberId": "number",
    "phoneNumberGroupId": "group",
    "userId": "user",
    "assignedTo": "user",
    "assignedBy": "user",
    "createdBy": "user",
    "createdByUserId": "user",
    "orgId": "workspace",
    "workspace_id": "workspace",
    "connection_id": "connection",
}
# What `id` names depends on the tag of the operation, or on the array that it is in.
_IDS = {
    "contacts": "contact",
    "messages": "activity",
    "calls": "activity",
    "conversations": "conversation",
    "webhooks": "webhook",
    "users": "user",
    "phone_numbers": "number",
}
_ITEMS = {"emails": "item", "phoneNumbers": "item", "customFields": "field", "users": "user"}
_PARTS = {"calls_recordings": "recording", "calls_voicemail": "voicemail"}


def kind_of(operation: str, tag: str, path: Path) -> str | None:
    """The kind of thing that the value at `path` of an answer names; None for other values."""
    field = path[-1] if path else None
    if field == "id":
        arrays = [step for step in path if step in _ITEMS]
        return _ITEMS[str(arrays[-1])] if arrays else _PARTS.get(operation, _IDS.get(tag))
    if field == "key" and tag == "webhooks":
        return "key"
    return _FIELDS.get(str(field))


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing that both sides have: its name in reports, and its id on either side."""

    name: str
    left: str
    right: str

    def __repr__(self) -> str:
        return self.name

    def on(self, side: int) -> str:
        """Its id on the left (0) or the right (1)."""
        return self.right if side else self.left


class Names:
    """All pairs of one history. No id has two partners, so two things cannot pass for one."""

    def __init__(self) -> None:
        self._known: tuple[dict[str, Pair], dict[str, Pair]] = ({}, {})
        self._counts: Counter[str] = Counter()
        self.shared: set[str] = set()
        """Ids that are the same on both sides, as a common seed gives them."""

    def pair(self, kind: str, left: str, right: str) -> Pair | None:
        """The pair of two ids, made if both are new; None if they are known and not each other's."""
        found, other = self._known[0].get(left), self._known[1].get(right)
        if found is None and other is None:
            self._counts[kind] += 1
            return self.add(Pair(f"{kind}#{self._counts[kind]}", left, right))
        return found if found is other else None

    def add(self, pair: Pair) -> Pair:
        """Remember a pair that has its own name, such as one that the guide prints."""
        self._known[0][pair.left] = self._known[1][pair.right] = pair
        return pair

    def name(self, side: int, id: str) -> str | None:
        """What a side's id is called; None for one that was never paired."""
        found = self._known[side].get(id)
        return None if found is None else found.name

    def named(self, name: Any) -> Pair | None:
        """The pair of that name."""
        return next((pair for pair in self._known[0].values() if pair.name == name), None)

    def in_text(self, side: int, text: str) -> str:
        """The text with the names of all ids that it mentions."""
        known = self._known[side]
        return (
            re.sub(r"[A-Za-z0-9_-]{8,}", lambda word: self.name(side, word[0]) or word[0], text)
            if known
            else text
        )
