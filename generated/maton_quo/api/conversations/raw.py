"""`Conversations` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncConversations, Conversations


class RawConversations:
    """The methods of `Conversations`, with the response beside what each gives."""

    def __init__(self, resource: Conversations) -> None:
        self.list = raw(resource, Conversations.list)
        self.mark_as_read = raw(resource, Conversations.mark_as_read)
        self.mark_as_done = raw(resource, Conversations.mark_as_done)
        self.mark_as_open = raw(resource, Conversations.mark_as_open)


class AsyncRawConversations:
    """The methods of `AsyncConversations`, with the response beside what each gives."""

    def __init__(self, resource: AsyncConversations) -> None:
        self.list = async_raw(resource, AsyncConversations.list)
        self.mark_as_read = async_raw(resource, AsyncConversations.mark_as_read)
        self.mark_as_done = async_raw(resource, AsyncConversations.mark_as_done)
        self.mark_as_open = async_raw(resource, AsyncConversations.mark_as_open)
