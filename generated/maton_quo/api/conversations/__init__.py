"""Threads of messages and calls with the same participants on one number."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.conversation import Conversation
from . import (
    conversations_list,
    conversations_mark_as_done,
    conversations_mark_as_open,
    conversations_mark_as_read,
)

if TYPE_CHECKING:
    from .raw import AsyncRawConversations, RawConversations


@dataclass(frozen=True, slots=True)
class Conversations:
    """Threads of messages and calls with the same participants on one number."""

    _client: Client

    @property
    def with_raw_response(self) -> RawConversations:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawConversations

        return RawConversations(self)

    def mark_as_read(self, conversation_id: str) -> Conversation:
        """Mark a conversation as read.

        Clears the unread mark of the thread; it takes no body.

        Args:
            conversation_id: The conversation.

        Returns:
            The conversation as it is now, without an envelope.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_mark_as_read.request(conversation_id)
        return self._client.fetch(request, conversations_mark_as_read.parse)

    def mark_as_done(self, conversation_id: str) -> Conversation:
        """Mark a conversation as done.

        Moves the thread out of the open inbox until something new happens in it; it takes no body.

        Args:
            conversation_id: The conversation.

        Returns:
            The conversation as it is now, without an envelope.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_mark_as_done.request(conversation_id)
        return self._client.fetch(request, conversations_mark_as_done.parse)

    def mark_as_open(self, conversation_id: str) -> Conversation:
        """Mark a conversation as open.

        Moves the thread back into the open inbox; it takes no body.

        Args:
            conversation_id: The conversation.

        Returns:
            The conversation as it is now, without an envelope.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_mark_as_open.request(conversation_id)
        return self._client.fetch(request, conversations_mark_as_open.parse)

    def list(
        self,
        *,
        phone_numbers: list[str] | None = None,
        phone_number: str | None = None,
        user_id: str | None = None,
        created_after: datetime.datetime | None = None,
        created_before: datetime.datetime | None = None,
        updated_after: datetime.datetime | None = None,
        updated_before: datetime.datetime | None = None,
        exclude_inactive: bool | None = None,
        max_results: int = 10,
        page_token: str | None = None,
        limit: int | None = None,
    ) -> Page[Conversation]:
        """List conversations.

        The threads of the workspace, most recent activity first.

        Args:
            phone_numbers: Only threads on these of the workspace's numbers, each as `PN…` or in E.164; 1 to
                100.
            phone_number: Deprecated. One number to filter by. Use `phone_numbers`, which wins when both are
                given.
            user_id: Only threads on numbers that this user has, `US…`.
            created_after: Only what was created after this time, ISO 8601.
            created_before: Only what was created before this time, ISO 8601.
            updated_after: Only threads that changed after this time, ISO 8601.
            updated_before: Only threads that last changed before this time, ISO 8601.
            exclude_inactive: Leave out threads that were deleted or never had any activity. Threads marked as
                done stay.
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of conversations.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_list.request(
            phone_numbers=phone_numbers,
            phone_number=phone_number,
            user_id=user_id,
            created_after=created_after,
            created_before=created_before,
            updated_after=updated_after,
            updated_before=updated_before,
            exclude_inactive=exclude_inactive,
            max_results=max_results,
            page_token=page_token,
        )
        return self._client.fetch_page(request, conversations_list.parse, limit)


@dataclass(frozen=True, slots=True)
class AsyncConversations:
    """Threads of messages and calls with the same participants on one number."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawConversations:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawConversations

        return AsyncRawConversations(self)

    async def mark_as_read(self, conversation_id: str) -> Conversation:
        """Mark a conversation as read.

        Clears the unread mark of the thread; it takes no body.

        Args:
            conversation_id: The conversation.

        Returns:
            The conversation as it is now, without an envelope.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_mark_as_read.request(conversation_id)
        return await self._client.fetch(request, conversations_mark_as_read.parse)

    async def mark_as_done(self, conversation_id: str) -> Conversation:
        """Mark a conversation as done.

        Moves the thread out of the open inbox until something new happens in it; it takes no body.

        Args:
            conversation_id: The conversation.

        Returns:
            The conversation as it is now, without an envelope.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_mark_as_done.request(conversation_id)
        return await self._client.fetch(request, conversations_mark_as_done.parse)

    async def mark_as_open(self, conversation_id: str) -> Conversation:
        """Mark a conversation as open.

        Moves the thread back into the open inbox; it takes no body.

        Args:
            conversation_id: The conversation.

        Returns:
            The conversation as it is now, without an envelope.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_mark_as_open.request(conversation_id)
        return await self._client.fetch(request, conversations_mark_as_open.parse)

    def list(
        self,
        *,
        phone_numbers: list[str] | None = None,
        phone_number: str | None = None,
        user_id: str | None = None,
        created_after: datetime.datetime | None = None,
        created_before: datetime.datetime | None = None,
        updated_after: datetime.datetime | None = None,
        updated_before: datetime.datetime | None = None,
        exclude_inactive: bool | None = None,
        max_results: int = 10,
        page_token: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Conversation]:
        """List conversations.

        The threads of the workspace, most recent activity first.

        Args:
            phone_numbers: Only threads on these of the workspace's numbers, each as `PN…` or in E.164; 1 to
                100.
            phone_number: Deprecated. One number to filter by. Use `phone_numbers`, which wins when both are
                given.
            user_id: Only threads on numbers that this user has, `US…`.
            created_after: Only what was created after this time, ISO 8601.
            created_before: Only what was created before this time, ISO 8601.
            updated_after: Only threads that changed after this time, ISO 8601.
            updated_before: Only threads that last changed before this time, ISO 8601.
            exclude_inactive: Leave out threads that were deleted or never had any activity. Threads marked as
                done stay.
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of conversations.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (1001403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = conversations_list.request(
            phone_numbers=phone_numbers,
            phone_number=phone_number,
            user_id=user_id,
            created_after=created_after,
            created_before=created_before,
            updated_after=updated_after,
            updated_before=updated_before,
            exclude_inactive=exclude_inactive,
            max_results=max_results,
            page_token=page_token,
        )
        return self._client.fetch_page(request, conversations_list.parse, limit)
