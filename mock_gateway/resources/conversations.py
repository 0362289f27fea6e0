"""Threads of messages and calls, and the marks that people put on them."""

from __future__ import annotations

from typing import Any

import msgspec

from ..clock import iso
from ..listing import between, created_between, paged
from ..request import Request
from ..store import Condition
from ..store.tables import CONVERSATIONS, PHONE_NUMBERS, conversation_columns
from ..threads import CENTURY


def conversations_list(request: Request) -> bytes:
    """A page of conversations, most recent activity first."""
    query = request.query
    where = created_between(request) + between(
        request, "updated_at", after="updatedAfter", before=("updatedBefore",)
    )
    references = query.get("phoneNumbers") or ([query["phoneNumber"]] if "phoneNumber" in query else None)
    if references is not None:
        where.append(("phone_number_id", "in", _numbers(request, references)))
    if "userId" in query:
        where.append(("phone_number_id", "in", request.workspace.numbers_of(query["userId"])))
    if query.get("excludeInactive"):
        # What Quo calls inactive is in no source but for this: conversations that are done stay (2026).
        where.append(("active", "=", 1))
    return paged(request, CONVERSATIONS, where)


def conversations_mark_as_read(request: Request) -> str:
    """Clear the unread mark, which no field of the API shows."""
    conversation = _conversation(request)
    return request.workspace.replace(CONVERSATIONS, conversation, id=conversation["id"], unread=0)


def conversations_mark_as_done(request: Request) -> str:
    """File a conversation away: it is snoozed for about a hundred years."""
    return _snoozed(request, iso(request.now + CENTURY))


def conversations_mark_as_open(request: Request) -> str:
    """Bring a conversation back into the open inbox."""
    return _snoozed(request, None)


def _snoozed(request: Request, until: str | None) -> str:
    changed = {**_conversation(request), "snoozedUntil": until, "updatedAt": iso(request.now)}
    return request.workspace.replace(
        CONVERSATIONS, changed, id=changed["id"], **conversation_columns(changed)
    )


def _conversation(request: Request) -> dict[str, Any]:
    conversation = request.workspace.read(CONVERSATIONS, request.path["conversationId"])
    if conversation is None:
        raise request.not_found("Conversation")
    return conversation


def _numbers(request: Request, references: list[str]) -> list[str]:
    """The ids of the numbers meant; those that the workspace does not have match nothing."""
    where: list[Condition] = [("number", "in", [text for text in references if text.startswith("+")])]
    by_number = request.workspace.every(PHONE_NUMBERS, where)
    ids = [msgspec.json.decode(text)["id"] for text in by_number]
    return ids + [text for text in references if not text.startswith("+")]
