"""A call from its first ring to the last of what remains of it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from . import events, threads
from .call_parts import Document
from .call_plan import Beginning, decoded, ringing, stages
from .clock import iso, moment_of
from .happening import Happening
from .ids import Ids
from .store import Workspace, agenda, scripts
from .store.tables import CALLS, RECORDINGS, SUMMARIES, TRANSCRIPTS, VOICEMAILS, together

PARTS = {table.name: table for table in (RECORDINGS, SUMMARIES, TRANSCRIPTS, VOICEMAILS)}
_TOLD_ALONE = frozenset({"call.summary.completed", "call.transcript.completed"})
"""The events that tell of a part of a call, without the call."""


def begin(workspace: Workspace, begun: Beginning, *, ids: Ids) -> Document:
    """Let a call ring, and plan the rest of it; returns the call."""
    call = ringing(begun)
    workspace.insert(
        CALLS,
        call,
        id=call["id"],
        phone_number_id=call["phoneNumberId"],
        participants=together(call["participants"]),
        user_id=call["userId"],
        created_at=begun.at,
    )
    conversation = threads.thread(
        workspace, call["phoneNumberId"], call["participants"], now=begun.at, ids=ids
    )
    threads.touch(workspace, conversation, call["id"], now=begun.at, done=False)
    planned = stages(begun)
    scripts.keep(workspace, call["id"], msgspec.json.encode(planned).decode())
    for stage in planned:
        entry = agenda.Entry(workspace.id, ids.entry(), stage.due_at, stage.event, call["id"])
        agenda.add(workspace.database, entry)
    events.emit(workspace, "call.ringing", call, now=begun.at, ids=ids)
    return call


def _happens(event: str) -> Callable[[Happening], None]:
    """The function that lets the stage of that name happen, as it was planned."""

    def happen(it: Happening) -> None:
        text, call = scripts.read(it.workspace, it.subject_id), it.workspace.read(CALLS, it.subject_id)
        planned = decoded(text or "[]")
        stage = next((stage for stage in planned if stage.event == event), None)
        if stage is None or call is None:
            return
        late = it.at - stage.due_at  # of a workspace that stood aside as a snapshot meanwhile
        if stage.call:
            call |= _later(stage.call, late)
            it.workspace.replace(CALLS, call, id=call["id"])
        parts = [(table, _later(part, late)) for table, part in stage.parts]
        for table, part in parts:
            _put(it.workspace, table, part, call["id"], it.at)
        if stage.told:
            subject = parts[0][1] if stage.told in _TOLD_ALONE else call
            events.emit(it.workspace, stage.told, subject, now=it.at, ids=it.ids)
        if stage == planned[-1]:
            scripts.forget(it.workspace, it.subject_id)

    return happen


def _later(document: Document, microseconds: int) -> Document:
    """A copy whose times are so much later."""
    times = {name for name in document if name.endswith("At") or name == "startTime"}
    return {
        name: iso(moment_of(value) + microseconds) if microseconds and value and name in times else value
        for name, value in document.items()
    }


def _put(workspace: Workspace, name: str, part: Document, call_id: str, at: int) -> None:
    """Keep a part in place of what it was before; all but recordings go by the id of their call."""
    table = PARTS[name]
    id = part["id"] if table is RECORDINGS else call_id
    if workspace.find(table, id) is not None:
        workspace.replace(table, part, id=id)
    elif table is RECORDINGS:
        workspace.insert(table, part, id=id, call_id=call_id, created_at=at)
    else:
        workspace.insert(table, part, id=id)


STAGES = (
    "call.answered", "call.forwarded", "call.ended", "call.recording.completed", "call.voicemail.completed",
    "call.transcript.completed", "call.summary.completed",
)  # fmt: skip
HAPPENINGS: dict[str, Callable[[Happening], None]] = {name: _happens(name) for name in STAGES}
