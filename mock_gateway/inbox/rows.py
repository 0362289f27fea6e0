"""The left and the middle of the inbox: the workspace's numbers, and a window of conversations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from ..clock import moment_of
from ..store import Position
from ..store import inbox as store
from ..store.tables import CALLS, MESSAGES, PHONE_NUMBERS
from .names import Names, Person
from .place import Place
from .shown import lasting, phone

WINDOW = 50
MOST_NAMES = 200
"""So many people are looked for by their name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One of the workspace's numbers."""

    id: str
    number: str
    name: str
    symbol: str
    unread: int


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation as the list shows it."""

    id: str
    position: str
    """Where a window after this row begins, for an address."""
    name: str
    people: list[str]
    """The numbers of the other side."""
    symbol: str
    """The symbol of our number."""
    at: str | None
    """When it was last active, in ISO 8601."""
    last: str
    """What its last activity was, in a line."""
    kind: str
    """`message`, `call` or nothing."""
    unread: int
    done: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked to show, as the address says it."""

    number: str | None = None
    filter: str = ""
    q: str = ""
    before: Position | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Whatever an address says; what makes no sense is ignored."""
        filter = "unread" if query.get("filter") == "unread" else ""
        words = " ".join(query.get("q", "").replace("\0", " ").split())[:80]
        return cls(query.get("number") or None, filter, words, position_of(query.get("before")))

    @property
    def kept(self) -> dict[str, str]:
        """What goes along to other pages of the inbox."""
        given = {"number": self.number, "filter": self.filter, "q": self.q}
        return {name: value for name, value in given.items() if value}


def position_of(text: str | None) -> Position | None:
    """The position that an address names, as `1767225600000000.CV123abc`; None for anything else."""
    at, dot, id = (text or "").partition(".")
    return Position(int(at), id) if dot and re.fullmatch(r"[0-9]{1,17}", at) and "\0" not in id else None


def said(position: Position) -> str:
    """A position in an address."""
    return f"{position.key}.{position.id}"


def lines(place: Place) -> list[Line]:
    """The workspace's numbers, each with how many of its conversations are unread."""
    unread = store.unread(place.workspace)
    numbers = [msgspec.json.decode(text) for text in place.workspace.every(PHONE_NUMBERS)]
    return [
        Line(
            each["id"],
            each["number"],
            each["name"] or phone(each["number"]),
            each["symbol"] or "",
            unread.get(each["id"], 0),
        )
        for each in numbers
    ]


def rows(place: Place, names: Names, wanted: Wanted, our: Iterable[Line]) -> tuple[list[Row], str | None]:
    """A window of conversations, and where the next one begins, if there is more."""
    workspace = place.workspace
    found = store.conversations(
        workspace, _sought(place, names, wanted), limit=WINDOW + 1, before=wanted.before
    )
    following = said(found[WINDOW - 1].position) if len(found) > WINDOW else None
    shown, people = found[:WINDOW], names.of(workspace)
    symbols = {line.id: line.symbol for line in our}
    latest = _latest(place, [each.document["lastActivityId"] for each in shown])
    return [_row(place, each, people, symbols, latest) for each in shown], following


def _sought(place: Place, names: Names, wanted: Wanted) -> store.Sought:
    digits = re.sub(r"[\s().+-]", "", wanted.q)
    digits = digits if digits.isascii() and digits.isdigit() else ""
    numbers = names.numbers(place.workspace, wanted.q, most=MOST_NAMES) if wanted.q else []
    if wanted.q and not digits and not numbers:
        numbers = [""]  # nobody
    return store.Sought(wanted.number, wanted.filter == "unread", digits, numbers)


def _latest(place: Place, ids: list[str | None]) -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """The last activities by id and time, for a call may have the id of a message."""
    known = [id for id in ids if id]
    found = {}
    for kind, table in (("call", CALLS), ("message", MESSAGES)):
        for text in place.workspace.every(table, [("id", "in", known)]):
            document = msgspec.json.decode(text)
            found[document["id"], document["createdAt"]] = kind, document
    return found


def _row(
    place: Place,
    found: store.Found,
    people: dict[str, Person],
    symbols: dict[str, str],
    latest: dict[tuple[str, str], tuple[str, dict[str, Any]]],
) -> Row:
    conversation = found.document
    at = conversation["lastActivityAt"]
    kind, document = latest.get((conversation["lastActivityId"] or "", at or ""), ("", {}))
    return Row(
        id=conversation["id"],
        position=said(found.position),
        name=name_of(conversation, people),
        people=conversation["participants"],
        symbol=symbols.get(conversation["phoneNumberId"], ""),
        at=at,
        last=_said_of(kind, document),
        kind=kind,
        unread=found.unread,
        done=is_done(conversation, place.now),
    )


def name_of(conversation: dict[str, Any], people: dict[str, Person]) -> str:
    """What people call a conversation: its own name, or those of whom it is with."""
    numbers: list[str] = conversation["participants"]
    known = (people[number].name if number in people else phone(number) for number in numbers)
    own: str | None = conversation["name"]
    return own or ", ".join(known)


def is_done(conversation: dict[str, Any], now: int) -> bool:
    """Whether a conversation is filed away: snoozed to a time that has not come."""
    until = conversation["snoozedUntil"]
    return until is not None and moment_of(until) > now


def _said_of(kind: str, document: dict[str, Any]) -> str:
    if kind == "message":
        text: str = document["text"]
        ours = "You: " if document["direction"] == "outgoing" else ""
        return f"{ours}{text[:120]}"
    if kind == "call":
        return call_said(document)
    return "No messages yet"


def call_said(call: dict[str, Any]) -> str:
    """What became of a call, in a few words: `completed` alone says only that it is over (seen live)."""
    by_us = call["direction"] == "outgoing"
    if call["status"] in ("ringing", "queued", "initiated"):
        return "Calling…" if by_us else "Ringing…"
    if call["status"] == "in-progress":
        return "On the phone"
    if call["status"] == "forwarded":
        return "Forwarded call"
    if call["answeredAt"] is not None:
        return f"{'Outgoing' if by_us else 'Incoming'} call, {lasting(call['duration'])}"
    return "No answer" if by_us else "Missed call"
