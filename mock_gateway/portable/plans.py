"""What is to happen to a file's messages and calls, and how a call that is under way goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from .. import call_life, timeline
from ..call_plan import Stage, decoded
from ..store.tables import CALLS, MESSAGES, SUMMARIES, TRANSCRIPTS
from .entry import Entry
from .world import Row, World

_MAY_CHANGE = frozenset({
    "status", "duration", "answeredAt", "answeredBy", "callRoute", "forwardedFrom", "forwardedTo",
    "aiHandled", "completedAt", "updatedAt",
})  # fmt: skip
"""What a stage may change of its call: neither whose it is nor when it began."""

_TELLS = {
    "call.ended": ("call.completed", None),
    "call.recording.completed": ("call.recording.completed", None),
    "call.transcript.completed": ("call.transcript.completed", TRANSCRIPTS.name),
    "call.summary.completed": ("call.summary.completed", SUMMARIES.name),
}
"""What webhooks hear of a stage, and the part that it tells of, if not of the call."""

Scripts = dict[str, list[Stage]]
"""The stages of calls, by the calls' ids."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Something that is to happen."""

    id: str
    event: str
    subject_id: str
    due_at: int


def scripts(world: World, top: Entry) -> Scripts:
    """How calls go on: `of` which call, and its `stages` as they were exported."""
    calls = {row.id: row for row in world.rows if row.table is CALLS}
    found: Scripts = {}
    for entry in top.entries("scripts"):
        id = entry.text("of", "")
        if id not in calls:
            entry.wrong("Expected the id of one of the file's calls", "of")
        elif id in found:
            entry.wrong("Expected a call of its own: this one has a script", "of")
        else:
            found[id] = _stages(world, entry, calls[id])
        entry.any("stages")
        entry.rest(())
    return found


def plans(world: World, top: Entry, scripts: Scripts) -> list[Plan]:
    """What is to happen: `event`, to which document it happens (`of`), and when (`at`)."""
    outgoing = {
        row.id for row in world.rows if row.table is MESSAGES and row.document["direction"] == "outgoing"
    }
    return [_plan(world, entry, outgoing, scripts) for entry in top.entries("planned")]


def _plan(world: World, entry: Entry, outgoing: set[str], scripts: Scripts) -> Plan:
    event, subject_id = entry.text("event", ""), entry.text("of", "")
    if event not in timeline.HAPPENINGS:
        entry.wrong(f"Expected one of {', '.join(timeline.HAPPENINGS)}", "event")
    elif event not in call_life.HAPPENINGS:
        if subject_id not in outgoing:
            entry.wrong(f"Expected the id of one of the file's outgoing messages, for {event}", "of")
    elif event not in {stage.event for stage in scripts.get(subject_id, ())}:
        entry.wrong(f"Expected the id of one of the file's calls that has {event} among its scripts", "of")
    plan = Plan(entry.id(world.ids.item()), event, subject_id, entry.moment("at", world.now))
    if not world.first("planned", plan.id):
        entry.wrong("Expected an id of its own", "id")
    entry.rest(())
    return plan


def _stages(world: World, entry: Entry, call: Row) -> list[Stage]:
    """The stages of a call, each of which leaves what the contract allows."""
    try:
        stages = decoded(msgspec.json.encode(entry.any("stages")))
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        entry.wrong(f"Expected stages as an export has them: {str(error).replace('`', '')}", "stages")
        return []
    document = call.document
    for index, stage in enumerate(stages):
        document = {**document, **stage.call}
        for message in _wrong(world, stage, call, document) if call.columns else ():
            entry.wrong(message, "stages", index)
    return stages


def _wrong(world: World, stage: Stage, call: Row, after: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a stage that makes such a document of its call."""
    if stage.event not in call_life.STAGES:
        yield f"Expected event to be one of {', '.join(call_life.STAGES)}"
    tells, of = _TELLS.get(stage.event, ("", None))
    if stage.told not in ("", tells):
        yield f"Expected told to be {tells or 'empty'}"
    elif stage.told and of is not None and [name for name, _ in stage.parts[:1]] != [of]:
        yield f"Expected its first part to be of {of}, which {tells} tells of"
    if not stage.call.keys() <= _MAY_CHANGE:
        yield f"Expected nothing else of the call to change than {', '.join(sorted(_MAY_CHANGE))}"
    else:
        yield from (f"{each.path[1:]} of the call: {each.message}" for each in world.judge("Call", after))
    for name, part in stage.parts:
        table = call_life.PARTS.get(name)
        if table is None:
            yield f"Expected parts of {', '.join(call_life.PARTS)}"
            continue
        for complaint in world.judge(table.component, part):
            yield f"{complaint.path[1:]} of {name}: {complaint.message}"
        if part.get("callId", call.id) != call.id:
            yield f"Expected {name} of the same call"
