"""The right of the inbox: a window of a conversation's messages and calls, with what remains of the calls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from .. import segments
from ..store import Position
from ..store import inbox as store
from ..store.tables import (
    CONVERSATIONS,
    RECORDINGS,
    SUMMARIES,
    TRANSCRIPTS,
    USERS,
    VOICEMAILS,
    together,
)
from .names import Person
from .place import Place
from .rows import call_said, said
from .shown import phone

WINDOW = 100

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A message or a call, as the thread shows it."""

    key: str
    """An id of the page: a message and a call may have the same."""
    position: str
    kind: str
    at: str
    ours: bool
    who: str
    """Who wrote or spoke for that side; empty where it goes without saying."""
    document: Document
    segments: int = 0
    cents: int = 0
    said: str = ""
    """What became of a call."""
    recordings: tuple[Document, ...] = ()
    voicemail: Document | None = None
    summary: Document | None = None
    dialogue: tuple[tuple[str, bool, str], ...] = ()
    """Who said what in a call, and whether that was our side."""

    @property
    def day(self) -> str:
        """The day, by which items are grouped."""
        return self.at[:10]


def items(
    place: Place,
    conversation: Document,
    people: dict[str, Person],
    ours: frozenset[str],
    before: Position | None,
) -> tuple[list[Item], str | None]:
    """A window of a thread, oldest first, and where the one before it ends, if there is one."""
    found = store.thread(
        place.workspace,
        conversation["phoneNumberId"],
        together(conversation["participants"]),
        limit=WINDOW + 1,
        before=before,
    )
    earlier = said(found[-WINDOW].position) if len(found) > WINDOW else None
    shown = found[-WINDOW:]
    remains = Remains.of(place, [each.document["id"] for each in shown if each.kind == "call"])
    told = Told(place, people, _users(place), ours, len(conversation["participants"]) > 1)
    made = [told.message(each) if each.kind == "message" else told.call(each, remains) for each in shown]
    return made, earlier


def conversation(place: Place, id: str) -> tuple[Document, int] | None:
    """A conversation, and how much of it is unread; None if there is none."""
    document = place.workspace.read(CONVERSATIONS, id)
    if document is None:
        return None
    return document, int(place.workspace.value(CONVERSATIONS, id, "unread"))


@dataclass(frozen=True, slots=True)
class Remains:
    """What remains of some calls, by their ids."""

    recordings: dict[str, list[Document]]
    voicemails: dict[str, Document]
    summaries: dict[str, Document]
    transcripts: dict[str, Document]

    @classmethod
    def of(cls, place: Place, ids: list[str]) -> Remains:
        """All of it that is part of the workspace's plan."""
        recordings: dict[str, list[Document]] = {}
        for call_id, document in store.parts(place.workspace, RECORDINGS, ids, by="call_id"):
            recordings.setdefault(call_id, []).append(document)
        voicemails, summaries, transcripts = (
            dict(store.parts(place.workspace, table, ids)) for table in (VOICEMAILS, SUMMARIES, TRANSCRIPTS)
        )
        return cls(recordings, voicemails, summaries, transcripts)


@dataclass(frozen=True, slots=True)
class Told:
    """How the activities of one thread are told."""

    place: Place
    people: dict[str, Person]
    users: dict[str, str]
    """The names of our users by their ids."""
    ours: frozenset[str]
    """Our numbers."""
    group: bool
    """Whether there are several on the other side."""

    def message(self, activity: store.Activity) -> Item:
        """A text: ours with what it cost, theirs with who wrote it if there are several."""
        message = activity.document
        ours = message["direction"] == "outgoing"
        parts = _segments(message["text"]) if ours else 0
        return Item(
            key=f"m-{message['id']}",
            position=said(activity.position),
            kind="message",
            at=message["createdAt"],
            ours=ours,
            who=self.users.get(message["userId"] or "", "") if ours else self._theirs(message["from"]),
            document=message,
            segments=parts,
            cents=parts * len(message["to"]) * self.place.settings.price_cents,
        )

    def call(self, activity: store.Activity, remains: Remains) -> Item:
        """A call, with what remains of it as far as it is ready."""
        call = activity.document
        transcript = remains.transcripts.get(call["id"]) or {}
        return Item(
            key=f"c-{call['id']}",
            position=said(activity.position),
            kind="call",
            at=call["createdAt"],
            ours=call["direction"] == "outgoing",
            who=self.users.get(call["answeredBy"] or call["initiatedBy"] or "", ""),
            document=call,
            said=call_said(call),
            recordings=tuple(remains.recordings.get(call["id"], ())),
            voicemail=remains.voicemails.get(call["id"]),
            summary=remains.summaries.get(call["id"]),
            dialogue=tuple(map(self._spoken, transcript.get("dialogue") or ())),
        )

    def _theirs(self, number: str) -> str:
        return self._name(number) if self.group else ""

    def _name(self, number: str) -> str:
        return self.people[number].name if number in self.people else phone(number)

    def _spoken(self, line: Document) -> tuple[str, bool, str]:
        """Who spoke, whether for us, and what: of an agent's lines only the number says whose they are."""
        number, user_id = line.get("identifier"), line.get("userId")
        ours = user_id is not None or (number is not None and number in self.ours)
        if ours:
            return self.users.get(user_id or "", "AI agent"), True, line["content"]
        return (self._name(number) if number else "Customer"), False, line["content"]


@lru_cache(maxsize=4096)
def _segments(text: str) -> int:
    return segments.count(text).segments


def _users(place: Place) -> dict[str, str]:
    """The names of the workspace's users by their ids."""
    users = (msgspec.json.decode(text) for text in place.workspace.every(USERS))
    return {user["id"]: " ".join(filter(None, (user["firstName"], user["lastName"]))) for user in users}
