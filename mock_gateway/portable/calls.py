"""Calls in a file, and what remains of them."""

from __future__ import annotations

from typing import Any

from ..clock import SECOND, iso
from ..store.tables import CALLS, RECORDINGS, SUMMARIES, TRANSCRIPTS, VOICEMAILS
from .entry import Entry
from .parties import WAYS, Party, way_of
from .world import Document, Row, World, label, names_of

_UNFINISHED = ("queued", "initiated", "ringing", "in-progress")


def call(world: World, entry: Entry, party: Party, at: int) -> Row:
    """A call: `in: status` or `out: status`, such as completed, missed or no-answer."""
    way = way_of(entry)
    at = entry.moment("at", at)
    status, seconds = entry.text(way, "completed"), entry.whole("duration", 0, most=10**6)
    user_id = world.user_id(entry, "by", party.owner_id)
    end = iso(at + seconds * SECOND)
    document = {
        "id": entry.id(world.ids.activity()),
        "phoneNumberId": party.number["id"],
        "userId": user_id,
        "direction": WAYS[way],
        "status": status,
        "duration": seconds,
        "participants": party.others[:1],
        "answeredAt": iso(at) if seconds else None,
        "answeredBy": user_id if seconds and way == "in" else None,
        "initiatedBy": user_id if way == "out" else None,
        "callRoute": "phone-number" if way == "in" else None,
        "forwardedFrom": None,
        "forwardedTo": None,
        "aiHandled": None,
        "completedAt": None if status in _UNFINISHED else end,
        "createdAt": iso(at),
        "updatedAt": end,
    }
    kinds = ("recordings", "summary", "transcript", "voicemail")
    left = {kind: entry.any(kind) for kind in kinds if entry.has(kind)}
    row = world.keep(
        CALLS,
        entry,
        document,
        columns=lambda whole: party.columns(whole, at),
        names={"status": way, "createdAt": "at", "userId": "by"},
        fixed=("phoneNumberId", "direction"),
    )
    for kind, given in left.items():
        for each in entry.entries(kind) if kind == "recordings" else [_spoken(entry, kind, given)]:
            ARTEFACTS[kind](world, each, row, at)
    return row


def call_entry(world: World, document: Document, at: str) -> dict[str, Any]:
    """What the entry of a call gives in words of its own, but for what remains of it."""
    user = world.user(document["userId"])
    return {
        "out" if document["direction"] == "outgoing" else "in": document["status"],
        "by": label(world.user, user["id"], names_of(user)) if user else document["userId"],
        "at": at,
        **({"duration": document["duration"]} if document["duration"] else {}),
        "id": document["id"],
    }


_MAIN = {"summary": "summary", "transcript": "dialogue", "voicemail": "transcript"}


def _spoken(entry: Entry, kind: str, given: Any) -> Entry:
    """The entry of an artefact; the words alone stand for one that is completed."""
    return entry.entry(given if isinstance(given, dict) else {_MAIN[kind]: given}, kind)


def recording(world: World, entry: Entry, call: Row, at: int) -> Row:
    """A recording of a call."""
    id = entry.id(world.ids.recording())
    kept = entry.moment("at", at)
    document = {
        "id": id,
        "duration": call.document["duration"],
        "startTime": iso(at),
        "status": "completed",
        "type": world.recording_type,
        "url": f"https://files.example.com/{id}.mp3",
    }
    columns = {"call_id": call.id, "created_at": kept}
    return world.keep(RECORDINGS, entry, document, columns=lambda _: columns)


def summary(world: World, entry: Entry, call: Row, at: int) -> Row:
    """The summary of a call."""
    said = entry.any("summary")
    document = {
        "callId": call.id,
        "status": "completed",
        "summary": [said] if isinstance(said, str) else said,
        "nextSteps": [],
    }
    return _keep(SUMMARIES, world, entry, document, call)


def transcript(world: World, entry: Entry, call: Row, at: int) -> Row:
    """The transcript of a call; texts are lines that nobody is named for, some seconds apart."""
    lines = entry.any("dialogue")
    document = {
        "callId": call.id,
        "createdAt": iso(at + call.document["duration"] * SECOND),
        "dialogue": [_line(line, index) for index, line in enumerate(lines)]
        if isinstance(lines, list)
        else lines,
        "duration": call.document["duration"],
        "status": "completed",
    }
    return _keep(TRANSCRIPTS, world, entry, document, call)


def _line(line: Any, index: int) -> Any:
    if not isinstance(line, str):
        return line
    return {"content": line, "start": index * 5, "end": index * 5 + 4, "identifier": None, "userId": None}


def voicemail(world: World, entry: Entry, call: Row, at: int) -> Row:
    """The voicemail of a call."""
    id = entry.id(world.ids.voicemail())
    document = {
        "id": id,
        "duration": 14,
        "transcript": entry.text("transcript"),
        "recordingUrl": f"https://files.example.com/{id}.mp3",
        "status": "completed",
    }
    return _keep(VOICEMAILS, world, entry, document, call)


def _keep(table: Any, world: World, entry: Entry, document: Document, call: Row) -> Row:
    return world.keep(table, entry, document, id=call.id, columns=lambda _: {}, fixed=("callId",))


ARTEFACTS = {
    "recordings": recording,
    "summary": summary,
    "transcript": transcript,
    "voicemail": voicemail,
}
