"""The one place where what happens is announced, in the form that webhooks tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from .clock import iso
from .hooks.queue import plan
from .ids import Ids
from .store import Workspace
from .store import events as log
from .store.tables import CALLS, CONVERSATIONS, PHONE_NUMBERS, RECORDINGS, together

Document = dict[str, Any]
SOUND = "audio/mpeg"
"""The type of recordings in events, whatever the API calls it."""


def emit(workspace: Workspace, type: str, subject: Document, *, now: int, ids: Ids) -> None:
    """Announce something, to the webhooks that want it too, in the transaction in which it happens.

    Args:
        type: what happened, such as `message.received`.
        subject: the message, call, summary or transcript, as it is kept.
        now: when, in microseconds since 1970.

    Raises:
        BrokenDocument: the event would not keep the spec.
    """
    component, tell = _TOLD[type]
    activity = workspace.read(CALLS, subject["callId"]) if "callId" in subject else subject
    if activity is None or activity["phoneNumberId"] is None:
        return
    event = {
        "id": ids.event(),
        "object": "event",
        "apiVersion": "v4",
        "createdAt": iso(now),
        "type": type,
        "data": {"object": tell(workspace, subject), "deepLink": _deep_link(workspace, activity)},
    }
    workspace.judge(component, event)
    log.add(
        workspace,
        event,
        created_at=now,
        phone_number_id=activity["phoneNumberId"],
        subject_kind=type.partition(".")[0],
        subject_id=activity["id"],
    )
    number_id, resource_id = activity["phoneNumberId"], activity["id"]
    plan(workspace, event, now=now, resource_id=resource_id, phone_number_id=number_id, ids=ids)


def _message(workspace: Workspace, message: Document) -> Document:
    names = ("from", "to", "direction", "text", "status", "createdAt", "phoneNumberId")
    told = {"id": message["id"], "object": "message", **{name: message[name] for name in names}}
    # An incoming text belongs to the owner of the number here, and to nobody in the API.
    return {**told, "userId": message["userId"] or _owner(workspace, message["phoneNumberId"])}


def _call(workspace: Workspace, call: Document, recordings: list[Document] | None = None) -> Document:
    number = workspace.read(PHONE_NUMBERS, call["phoneNumberId"])
    sides = [*call["participants"], *([number["number"]] if number else [])]
    if call["direction"] == "outgoing":
        sides.reverse()
    names = (
        "direction", "status", "duration", "answeredAt", "answeredBy", "initiatedBy", "forwardedFrom",
        "forwardedTo", "createdAt", "completedAt", "updatedAt", "userId", "phoneNumberId",
    )  # fmt: skip
    told = {name: call.get(name) for name in names}
    return {"id": call["id"], "object": "call", **told, "participants": sides, "recordings": recordings}


def _recorded_call(workspace: Workspace, call: Document) -> Document:
    names = ("id", "duration", "startTime", "url")
    kept = map(msgspec.json.decode, workspace.every(RECORDINGS, [("call_id", "=", call["id"])]))
    return _call(workspace, call, [{name: each[name] for name in names} | {"type": SOUND} for each in kept])


def _summary(workspace: Workspace, summary: Document) -> Document:
    return {**summary, "object": "callSummary"}


def _transcript(workspace: Workspace, transcript: Document) -> Document:
    return {**transcript, "object": "callTranscript"}


_TOLD: dict[str, tuple[str, Callable[[Workspace, Document], Document]]] = {
    "message.received": ("MessageEvent", _message),
    "message.delivered": ("MessageEvent", _message),
    "call.ringing": ("CallEvent", _call),
    "call.completed": ("CallEvent", _call),
    "call.recording.completed": ("CallEvent", _recorded_call),
    "call.summary.completed": ("CallSummaryEvent", _summary),
    "call.transcript.completed": ("CallTranscriptEvent", _transcript),
}
"""The event of the spec for each type, and how its subject is told."""

TYPES = tuple(_TOLD)
"""Everything that is ever announced."""


def _owner(workspace: Workspace, number_id: str) -> str:
    number = workspace.read(PHONE_NUMBERS, number_id)
    owner: str = number["users"][0]["id"] if number and number["users"] else workspace.owner_id()
    return owner


def _deep_link(workspace: Workspace, activity: Document) -> str:
    number_id = activity["phoneNumberId"]
    conversation_id = activity.get("conversationId")
    if conversation_id is None:
        where = [
            ("phone_number_id", "=", number_id),
            ("participants", "=", together(activity["participants"])),
        ]
        conversation_id = next(iter(workspace.ids(CONVERSATIONS, where)), "")
    return f"https://my.quo.com/inbox/{number_id}/c/{conversation_id}?at={activity['id']}"
