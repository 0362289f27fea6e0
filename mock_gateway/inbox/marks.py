"""The marks on a conversation, put by the operations of Quo's own API."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..request import Request
from ..resources import conversations
from .place import Place

MARKS: Mapping[str, Callable[[Request], str]] = {
    "read": conversations.conversations_mark_as_read,
    "done": conversations.conversations_mark_as_done,
    "open": conversations.conversations_mark_as_open,
}


def put(place: Place, conversation_id: str, mark: str) -> None:
    """Mark a conversation as read, done or open; raises `Problem` 404 if there is none of that id."""
    operate = MARKS[mark]
    with place.gateway.database.transaction(write=True, scope=place.id):
        operate(request(place, operate.__name__, {"conversationId": conversation_id}))


def request(place: Place, operation: str, path: Mapping[str, str]) -> Request:
    """What a program would have asked of an operation without a body."""
    gateway = place.gateway
    return Request(
        operation=gateway.contract.operations[operation],
        path=path,
        query={},
        body=None,
        now=place.now,
        account_id=place.facts.account_id,
        workspace=place.workspace,
        settings=place.settings,
        origin="",
        accounts=gateway.accounts,
        profile=gateway.profile,
        ids=gateway.ids,
        page_secret=gateway.page_secret,
        webhook_hosts=gateway.dispatcher.hosts,
    )
