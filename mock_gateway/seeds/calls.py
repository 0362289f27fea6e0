"""Calls of every kind, with recordings, summaries, transcripts and voicemails in every status."""

from __future__ import annotations

from typing import Any

from ..clock import SECOND, iso, moment_of
from ..store import Workspace
from ..store.tables import CALLS, RECORDINGS, SUMMARIES, TRANSCRIPTS, VOICEMAILS, together
from .recipe import GUIDE_TIME, Recipe

RECORDING_STATUSES = (
    "completed", "absent", "deleted", "failed", "in-progress", "paused", "processing", "stopped", "stopping",
)  # fmt: skip
ARTEFACT_STATUSES = ("completed", "in-progress", "failed", "absent")
MINUTE = 60 * SECOND

CROWDED_CALL = "AC125abc"
"""A call with three participants: the list shows it, getting it is refused."""


def fill(
    workspace: Workspace, recipe: Recipe, index: int, number: dict[str, Any], other: str, ends_at: int
) -> list[tuple[int, str]]:
    """Add the calls of one conversation, backwards from `ends_at`; returns when each was and its id."""
    made = []
    for position in range(recipe.between("calls")):
        at = ends_at - (recipe.randomness.randint(3, 40) + position * 60) * 7 * MINUTE
        kind = KINDS[(index + position) % len(KINDS)]
        made.append(_add(workspace, recipe, number, other, at, kind, recipe.ids.activity()))
        _add_artefacts(workspace, recipe, made[-1][1], kind, at, turn=index + position)
    if index == 0:
        at = moment_of(GUIDE_TIME)
        made.append(_add(workspace, recipe, number, other, at, "taken", "AC123abc", duration=120))
        _add_everything(workspace, recipe, "AC123abc", at)
        crowd = together([other, "+14155550198", "+14155550199"])
        made.append(_add(workspace, recipe, number, other, at, "taken", CROWDED_CALL, participants=crowd))
    return made


KINDS = ("taken", "made", "missed", "voicemail", "forwarded", "ai", "unanswered", "silent", "busy", "ringing")
"""What happens in a call; `silent` ends as completed though nobody answered, as 3 of 72 live calls did."""

STATUS = {
    "missed": "missed",
    "forwarded": "forwarded",
    "unanswered": "no-answer",
    "busy": "busy",
    "ringing": "ringing",
}
OUTGOING = frozenset({"made", "unanswered", "busy", "ringing"})
TALKED = frozenset({"taken", "made", "ai"})


def _add(
    workspace: Workspace,
    recipe: Recipe,
    number: dict[str, Any],
    other: str,
    at: int,
    kind: str,
    id: str,
    *,
    duration: int | None = None,
    participants: str | None = None,
) -> tuple[int, str]:
    talked, outgoing = kind in TALKED, kind in OUTGOING
    seconds = (duration or recipe.randomness.randint(25, 900)) if talked else 0
    user_id = number["users"][0] if outgoing or not talked else recipe.randomness.choice(number["users"])
    if id in ("AC123abc", CROWDED_CALL):
        user_id = "US123abc"
    document = {
        "id": id,
        "phoneNumberId": number["id"],
        "userId": user_id,
        "direction": "outgoing" if outgoing else "incoming",
        "status": STATUS.get(kind, "completed"),
        "duration": seconds,
        "participants": [other],
        "answeredAt": iso(at) if talked else None,
        "answeredBy": (None if outgoing else "AGsona" if kind == "ai" else user_id) if talked else None,
        "initiatedBy": user_id if outgoing else None,
        "callRoute": None if outgoing else "phone-menu" if kind == "ai" else "phone-number",
        "forwardedFrom": None,
        "forwardedTo": "+14155550190" if kind == "forwarded" else None,
        "aiHandled": "ai-agent" if kind == "ai" else None,
        "completedAt": None if kind == "ringing" else iso(at + seconds * SECOND),
        "createdAt": iso(at),
        "updatedAt": iso(at + seconds * SECOND),
    }
    workspace.insert(
        CALLS,
        document,
        id=id,
        phone_number_id=number["id"],
        participants=participants or together([other]),
        user_id=user_id,
        created_at=at,
    )
    return at, id


def _add_artefacts(
    workspace: Workspace, recipe: Recipe, call_id: str, kind: str, at: int, *, turn: int
) -> None:
    """What a call of that kind leaves behind; every third call that was talked in leaves nothing."""
    if kind == "voicemail":
        _add_voicemail(workspace, recipe, call_id, recipe.ids.voicemail(), completed=turn % 3 != 0)
    elif kind in TALKED and turn % 3 != 2:
        made = len(workspace.ids(RECORDINGS, []))  # so that the statuses take turns, too
        _add_recording(workspace, recipe, call_id, at, recipe.ids.recording(), made)
        _add_summary(workspace, recipe, call_id, ARTEFACT_STATUSES[turn % 4])
        _add_transcript(workspace, recipe, call_id, at, ARTEFACT_STATUSES[turn % 4])


def _add_everything(workspace: Workspace, recipe: Recipe, call_id: str, at: int) -> None:
    _add_recording(workspace, recipe, call_id, at, recipe.guide_id("REC123abc"), 0)
    _add_summary(workspace, recipe, call_id, "completed")
    _add_transcript(workspace, recipe, call_id, at, "completed")
    _add_voicemail(workspace, recipe, call_id, "VM123abc", completed=True)


def _add_recording(workspace: Workspace, recipe: Recipe, call_id: str, at: int, id: str, turn: int) -> None:
    status = RECORDING_STATUSES[turn % len(RECORDING_STATUSES)]
    done = status == "completed"
    document = {
        "id": id,
        "duration": 120 if done else None,
        "startTime": iso(at) if status != "absent" else None,
        "status": status,
        "type": recipe.recording_types[turn % len(recipe.recording_types)],
        "url": f"https://files.example.com/{id}.mp3" if done else None,
    }
    workspace.insert(RECORDINGS, document, id=id, call_id=call_id, created_at=at)


def _add_summary(workspace: Workspace, recipe: Recipe, call_id: str, status: str) -> None:
    done = status == "completed"
    document = {
        "callId": call_id,
        "status": status,
        "summary": recipe.words["summaries"] if done else None,
        "nextSteps": recipe.words["next_steps"] if done else None,
    }
    if done:
        findings = [{"name": "Room", "value": "Kitchen"}, {"name": "Urgent", "value": False}]
        document["jobs"] = [{"icon": "🔧", "name": "Repair request", "result": {"data": findings}}]
    workspace.insert(SUMMARIES, document, id=call_id)


def _add_transcript(workspace: Workspace, recipe: Recipe, call_id: str, at: int, status: str) -> None:
    lines = recipe.words["dialogue"]
    document = {
        "callId": call_id,
        "createdAt": iso(at + 3 * MINUTE),
        "dialogue": [_line(text, position) for position, text in enumerate(lines)]
        if status == "completed"
        else None,
        "duration": 120,
        "status": status,
    }
    workspace.insert(TRANSCRIPTS, document, id=call_id)


def _line(text: str, position: int) -> dict[str, Any]:
    ours = position % 2 == 0
    return {
        "content": text,
        "start": position * 4.5,
        "end": position * 4.5 + 4,
        "identifier": "+15555555555" if ours else None,
        "userId": "US123abc" if ours else None,
    }


def _add_voicemail(workspace: Workspace, recipe: Recipe, call_id: str, id: str, *, completed: bool) -> None:
    document = {
        "id": id,
        "duration": 14 if completed else None,
        "transcript": recipe.choice("voicemails") if completed else None,
        "recordingUrl": f"https://files.example.com/{id}.mp3" if completed else None,
        "status": "completed" if completed else "in-progress",
    }
    workspace.insert(VOICEMAILS, document, id=call_id)
