"""What comes in from customers: texts, and with them the wish to get no more of them."""

from __future__ import annotations

from typing import Any

from . import events, threads
from .clock import iso
from .ids import Ids
from .store import Workspace, opt_outs
from .store.tables import MESSAGES, together

# support.quo.com/core-concepts/messaging/opt-out (2026-11): single words, in any case; what holds for one of
# the account's numbers holds for all of them. The replies that confirm it are the carrier's and are not kept.
STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START = frozenset({"START", "UNSTOP"})


def receive(
    workspace: Workspace,
    number: dict[str, Any],
    sender: str,
    text: str,
    *,
    now: int,
    ids: Ids,
    group: list[str] | None = None,
) -> dict[str, Any]:
    """Let a text come in on one of the workspace's numbers; returns the message as it is kept.

    Args:
        group: everybody on the other side, if the text goes to a group.
    """
    participants = group or [sender]
    conversation = threads.thread(workspace, number["id"], participants, now=now, ids=ids)
    message = {
        "id": ids.activity(),
        "to": [number["number"]],
        "from": sender,
        "text": text,
        "phoneNumberId": number["id"],
        "conversationId": conversation["id"],
        "direction": "incoming",
        "userId": None,
        "status": "received",
        "createdAt": iso(now),
        "updatedAt": iso(now),
    }
    workspace.insert(
        MESSAGES,
        message,
        id=message["id"],
        phone_number_id=number["id"],
        participants=together(participants),
        user_id=None,
        created_at=now,
    )
    threads.touch(workspace, conversation, message["id"], now=now, done=False, unread=1)
    _heed(workspace, sender, text)
    events.emit(workspace, "message.received", message, now=now, ids=ids)
    return message


def _heed(workspace: Workspace, sender: str, text: str) -> None:
    word = text.strip().upper()
    if word in STOP:
        opt_outs.add(workspace, sender)
    elif word in START:
        opt_outs.remove(workspace, sender)
