"""Text messages: sending, which is paid for, and reading."""

from __future__ import annotations

from typing import Any

from .. import message_life, numbers, segments, threads
from ..clock import iso
from ..errors import Problem
from ..lines import line, on_line, user_on
from ..listing import created_between, enveloped, one, paged
from ..request import Request
from ..store import opt_outs
from ..store.tables import MESSAGES, together

NOT_ENOUGH_CREDITS = "0200402"


def messages_send(request: Request) -> str:
    """Accept a text: it is paid, put into its conversation, and sent and delivered a little later.

    Raises:
        Problem: 404 unknown sender or user; 403 user not on the number, or a recipient abroad; 400 not
            registered for A2P, or a recipient who has opted out; 402 not enough credits.
    """
    body = request.body
    number = line(request, body["from"])
    # The first user of a number is its owner, who is the sender unless another is named.
    owner_id = number["users"][0]["id"] if number["users"] else None
    user_id = user_on(request, number, body["userId"]) if "userId" in body else owner_id
    recipients = list(dict.fromkeys(body["to"]))
    _permit(request, recipients)
    _pay(request, body["content"], len(recipients))
    conversation = threads.thread(
        request.workspace, number["id"], recipients, now=request.now, ids=request.ids
    )
    message = _message(request, number, recipients, user_id, conversation["id"])
    text = request.workspace.insert(
        MESSAGES,
        message,
        id=message["id"],
        phone_number_id=number["id"],
        participants=together(recipients),
        user_id=user_id,
        created_at=request.now,
    )
    done = body.get("setInboxStatus") == "done"
    threads.touch(request.workspace, conversation, message["id"], now=request.now, done=done)
    steps = numbers.steps(recipients)
    message_life.plan(request.workspace, message["id"], steps, now=request.now, ids=request.ids)
    return text if request.profile["send_envelope"] == "bare" else enveloped(text)


def messages_list(request: Request) -> str:
    """A page of the thread with exactly these participants, newest first."""
    return paged(request, MESSAGES, on_line(request) + created_between(request))


def messages_get(request: Request) -> str:
    """One message."""
    return one(request, MESSAGES, request.path["messageId"], "Message")


def _permit(request: Request, recipients: list[str]) -> None:
    """What the workspace's settings and the recipients themselves allow; +1 is the US and Canada."""
    settings = request.settings
    if settings.international == "off" and not all(number.startswith("+1") for number in recipients):
        raise Problem(403, numbers.NOT_ENABLED, numbers.FORBIDDEN)
    if settings.a2p == "pending" and any(number.startswith("+1") for number in recipients):
        raise Problem(400, numbers.NOT_APPROVED, numbers.A2P_NOT_APPROVED)
    if opt_outs.first_of(request.workspace, recipients) is not None:
        raise Problem(400, numbers.OPTED_OUT)


def _pay(request: Request, content: str, recipients: int) -> None:
    """Take the price of every segment to every recipient, all or nothing, as Quo does."""
    count = segments.count(content).segments * recipients
    if not request.workspace.pay(count * request.settings.price_cents):
        raise Problem(
            402, f"Not enough credits to send {count} segment{'s' * (count != 1)}", NOT_ENOUGH_CREDITS
        )


def _message(
    request: Request, number: dict[str, Any], recipients: list[str], user_id: str | None, conversation_id: str
) -> dict[str, Any]:
    now = iso(request.now)
    return {
        "id": request.ids.activity(),
        "to": recipients,
        "from": number["number"],
        "text": request.body["content"],
        "phoneNumberId": number["id"],
        "conversationId": conversation_id,
        "direction": "outgoing",
        "userId": user_id,
        "status": "queued",
        "createdAt": now,
        "updatedAt": now,
    }
