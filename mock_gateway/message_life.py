"""What becomes of a text: it is queued, sent, delivered or not, and perhaps answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import events, inbound
from .clock import SECOND, iso
from .happening import Happening
from .ids import Ids
from .numbers import Step
from .store import Workspace, agenda
from .store.tables import MESSAGES, PHONE_NUMBERS

ANSWER = "Thanks, got it!"


def plan(workspace: Workspace, message_id: str, steps: Iterable[Step], *, now: int, ids: Ids) -> None:
    """Let the steps happen to a message, each at its time after `now` (microseconds)."""
    for step in steps:
        due_at = now + round(step.after_seconds * SECOND)
        agenda.add(
            workspace.database, agenda.Entry(workspace.id, ids.entry(), due_at, step.event, message_id)
        )


def _becomes(status: str) -> Callable[[Happening], None]:
    def happen(it: Happening) -> None:
        message = it.workspace.read(MESSAGES, it.subject_id)
        if message is None:
            return
        changed = {**message, "status": status, "updatedAt": iso(it.at)}
        it.workspace.replace(MESSAGES, changed, id=it.subject_id)
        if status == "delivered":
            events.emit(it.workspace, "message.delivered", changed, now=it.at, ids=it.ids)

    return happen


def _is_answered(text: str) -> Callable[[Happening], None]:
    def happen(it: Happening) -> None:
        message = it.workspace.read(MESSAGES, it.subject_id)
        number = message and it.workspace.read(PHONE_NUMBERS, message["phoneNumberId"])
        if message and number:
            inbound.receive(
                it.workspace, number, message["to"][0], text, now=it.at, ids=it.ids, group=message["to"]
            )

    return happen


HAPPENINGS: dict[str, Callable[[Happening], None]] = {
    "message.sent": _becomes("sent"),
    "message.delivered": _becomes("delivered"),
    "message.undelivered": _becomes("undelivered"),
    "message.answered": _is_answered(ANSWER),
    "message.stopped": _is_answered("STOP"),
}
