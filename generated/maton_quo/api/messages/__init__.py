"""Text messages, sent and received."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.inbox_status import InboxStatus
from ...models.message import Message
from . import messages_get, messages_list, messages_send

if TYPE_CHECKING:
    from .raw import AsyncRawMessages, RawMessages


@dataclass(frozen=True, slots=True)
class Messages:
    """Text messages, sent and received."""

    _client: Client

    @property
    def with_raw_response(self) -> RawMessages:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawMessages

        return RawMessages(self)

    def send(
        self,
        *,
        content: str,
        from_: str,
        to: list[str],
        user_id: str | Unset = UNSET,
        set_inbox_status: InboxStatus | Unset = UNSET,
        phone_number_id: str | Unset = UNSET,
    ) -> Message:
        """Send a text message.

        Accepts a text for delivery. It is paid from the workspace's prepaid credits at 1 cent a segment in
        the US and Canada (a segment holds 160 GSM-7 or 70 UCS-2 characters, 153 or 67 when there are
        several). There is no idempotency key: sending twice texts twice. The answer is the bare message as
        the guide has it, or the message inside `data` as every other operation answers; the client returns
        the message in both cases.

        Args:
            content: What to say, 1 to 1600 characters with at least one that is not blank.
            from_: The number to send from, `PN…` or E.164.
            to: Who to text, exactly one number in E.164; the live service now takes up to ten as one group.
            user_id: Who is sending, `US…`; by default the owner of the number.
            set_inbox_status: `done` files the thread away; otherwise sending opens it.
            phone_number_id: Deprecated. The number to send from; ignored, use `from_`.

        Returns:
            The message was accepted and is queued.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. A2P Registration Not Approved (0206400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The prepaid credits do not cover the whole message, or the subscription
                has expired. Nothing was sent. Not Enough Credits (0200402), Subscription Expired (0201402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0202403), A2P 10DLC Daily Message Cap Reached (0204403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = messages_send.request(
            content=content,
            from_=from_,
            to=to,
            user_id=user_id,
            set_inbox_status=set_inbox_status,
            phone_number_id=phone_number_id,
        )
        return self._client.fetch(request, messages_send.parse)

    def get(self, message_id: str) -> Message:
        """Get a message.

        One message; fetch it again to see whether it has been delivered.

        Args:
            message_id: The message, `AC…`.

        Returns:
            The message.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0202403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = messages_get.request(message_id)
        return self._client.fetch(request, messages_get.parse)

    def list(
        self,
        *,
        phone_number_id: str,
        participants: list[str],
        user_id: str | None = None,
        created_after: datetime.datetime | None = None,
        created_before: datetime.datetime | None = None,
        since: datetime.datetime | None = None,
        max_results: int = 10,
        page_token: str | None = None,
        limit: int | None = None,
    ) -> Page[Message]:
        """List messages of a conversation.

        The texts exchanged on one of the workspace's numbers with exactly these participants, newest first. A
        group thread comes only when all of its participants are given.

        Args:
            phone_number_id: The workspace's number, `PN…`.
            participants: The other side, 1 to 10 phone numbers in E.164, such as `+15555555555`.
            user_id: Only messages that this user sent, `US…`. The user must be on the number.
            created_after: Only what was created after this time, ISO 8601.
            created_before: Only what was created before this time, ISO 8601.
            since: Deprecated. Despite its name it does what `created_before` does; use that.
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of messages.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0202403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = messages_list.request(
            phone_number_id=phone_number_id,
            participants=participants,
            user_id=user_id,
            created_after=created_after,
            created_before=created_before,
            since=since,
            max_results=max_results,
            page_token=page_token,
        )
        return self._client.fetch_page(request, messages_list.parse, limit)


@dataclass(frozen=True, slots=True)
class AsyncMessages:
    """Text messages, sent and received."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawMessages:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawMessages

        return AsyncRawMessages(self)

    async def send(
        self,
        *,
        content: str,
        from_: str,
        to: list[str],
        user_id: str | Unset = UNSET,
        set_inbox_status: InboxStatus | Unset = UNSET,
        phone_number_id: str | Unset = UNSET,
    ) -> Message:
        """Send a text message.

        Accepts a text for delivery. It is paid from the workspace's prepaid credits at 1 cent a segment in
        the US and Canada (a segment holds 160 GSM-7 or 70 UCS-2 characters, 153 or 67 when there are
        several). There is no idempotency key: sending twice texts twice. The answer is the bare message as
        the guide has it, or the message inside `data` as every other operation answers; the client returns
        the message in both cases.

        Args:
            content: What to say, 1 to 1600 characters with at least one that is not blank.
            from_: The number to send from, `PN…` or E.164.
            to: Who to text, exactly one number in E.164; the live service now takes up to ten as one group.
            user_id: Who is sending, `US…`; by default the owner of the number.
            set_inbox_status: `done` files the thread away; otherwise sending opens it.
            phone_number_id: Deprecated. The number to send from; ignored, use `from_`.

        Returns:
            The message was accepted and is queued.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. A2P Registration Not Approved (0206400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The prepaid credits do not cover the whole message, or the subscription
                has expired. Nothing was sent. Not Enough Credits (0200402), Subscription Expired (0201402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0202403), A2P 10DLC Daily Message Cap Reached (0204403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = messages_send.request(
            content=content,
            from_=from_,
            to=to,
            user_id=user_id,
            set_inbox_status=set_inbox_status,
            phone_number_id=phone_number_id,
        )
        return await self._client.fetch(request, messages_send.parse)

    async def get(self, message_id: str) -> Message:
        """Get a message.

        One message; fetch it again to see whether it has been delivered.

        Args:
            message_id: The message, `AC…`.

        Returns:
            The message.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0202403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = messages_get.request(message_id)
        return await self._client.fetch(request, messages_get.parse)

    def list(
        self,
        *,
        phone_number_id: str,
        participants: list[str],
        user_id: str | None = None,
        created_after: datetime.datetime | None = None,
        created_before: datetime.datetime | None = None,
        since: datetime.datetime | None = None,
        max_results: int = 10,
        page_token: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Message]:
        """List messages of a conversation.

        The texts exchanged on one of the workspace's numbers with exactly these participants, newest first. A
        group thread comes only when all of its participants are given.

        Args:
            phone_number_id: The workspace's number, `PN…`.
            participants: The other side, 1 to 10 phone numbers in E.164, such as `+15555555555`.
            user_id: Only messages that this user sent, `US…`. The user must be on the number.
            created_after: Only what was created after this time, ISO 8601.
            created_before: Only what was created before this time, ISO 8601.
            since: Deprecated. Despite its name it does what `created_before` does; use that.
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of messages.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0202403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = messages_list.request(
            phone_number_id=phone_number_id,
            participants=participants,
            user_id=user_id,
            created_after=created_after,
            created_before=created_before,
            since=since,
            max_results=max_results,
            page_token=page_token,
        )
        return self._client.fetch_page(request, messages_list.parse, limit)
