"""URLs that are told of messages, calls, summaries and transcripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ...models.call_summary_webhook_event import CallSummaryWebhookEvent
from ...models.call_transcript_webhook_event import CallTranscriptWebhookEvent
from ...models.call_webhook_event import CallWebhookEvent
from ...models.message_webhook_event import MessageWebhookEvent
from ...models.webhook import Webhook
from ...models.webhook_status import WebhookStatus
from . import (
    webhooks_create_for_call_summaries,
    webhooks_create_for_call_transcripts,
    webhooks_create_for_calls,
    webhooks_create_for_messages,
    webhooks_delete,
    webhooks_get,
    webhooks_list,
)

if TYPE_CHECKING:
    from .raw import AsyncRawWebhooks, RawWebhooks


@dataclass(frozen=True, slots=True)
class Webhooks:
    """URLs that are told of messages, calls, summaries and transcripts."""

    _client: Client

    @property
    def with_raw_response(self) -> RawWebhooks:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawWebhooks

        return RawWebhooks(self)

    def get(self, webhook_id: str) -> Webhook:
        """Get a webhook.

        One webhook, with the key that its events are signed with.

        Args:
            webhook_id: The webhook, `WH…`.

        Returns:
            The webhook.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_get.request(webhook_id)
        return self._client.fetch(request, webhooks_get.parse)

    def delete(self, webhook_id: str) -> None:
        """Delete a webhook.

        Sends no more events to it.

        Args:
            webhook_id: The webhook, `WH…`.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_delete.request(webhook_id)
        self._client.send(request)

    def create_for_messages(
        self,
        *,
        url: str,
        events: list[MessageWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for messages.

        Has texts that come in or are delivered sent to a URL. A webhook cannot be changed; create another
        instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_messages.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return self._client.fetch(request, webhooks_create_for_messages.parse)

    def create_for_calls(
        self,
        *,
        url: str,
        events: list[CallWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for calls.

        Has calls that ring, end or were recorded sent to a URL. A webhook cannot be changed; create another
        instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_calls.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return self._client.fetch(request, webhooks_create_for_calls.parse)

    def create_for_call_summaries(
        self,
        *,
        url: str,
        events: list[CallSummaryWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for call summaries.

        Has the summaries of calls sent to a URL. A webhook cannot be changed; create another instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_call_summaries.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return self._client.fetch(request, webhooks_create_for_call_summaries.parse)

    def create_for_call_transcripts(
        self,
        *,
        url: str,
        events: list[CallTranscriptWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for call transcripts.

        Has the transcripts of calls sent to a URL. A webhook cannot be changed; create another instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_call_transcripts.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return self._client.fetch(request, webhooks_create_for_call_transcripts.parse)

    def list(self, *, user_id: str | None = None) -> list[Webhook]:
        """List webhooks.

        The webhooks of one user that were made through this API, oldest first; those made in the Quo app are
        not among them.

        Args:
            user_id: Whose webhooks, `US…`; the workspace's owner's by default.

        Returns:
            The webhooks.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_list.request(user_id=user_id)
        return self._client.fetch(request, webhooks_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncWebhooks:
    """URLs that are told of messages, calls, summaries and transcripts."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawWebhooks:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawWebhooks

        return AsyncRawWebhooks(self)

    async def get(self, webhook_id: str) -> Webhook:
        """Get a webhook.

        One webhook, with the key that its events are signed with.

        Args:
            webhook_id: The webhook, `WH…`.

        Returns:
            The webhook.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_get.request(webhook_id)
        return await self._client.fetch(request, webhooks_get.parse)

    async def delete(self, webhook_id: str) -> None:
        """Delete a webhook.

        Sends no more events to it.

        Args:
            webhook_id: The webhook, `WH…`.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_delete.request(webhook_id)
        await self._client.send(request)

    async def create_for_messages(
        self,
        *,
        url: str,
        events: list[MessageWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for messages.

        Has texts that come in or are delivered sent to a URL. A webhook cannot be changed; create another
        instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_messages.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return await self._client.fetch(request, webhooks_create_for_messages.parse)

    async def create_for_calls(
        self,
        *,
        url: str,
        events: list[CallWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for calls.

        Has calls that ring, end or were recorded sent to a URL. A webhook cannot be changed; create another
        instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_calls.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return await self._client.fetch(request, webhooks_create_for_calls.parse)

    async def create_for_call_summaries(
        self,
        *,
        url: str,
        events: list[CallSummaryWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for call summaries.

        Has the summaries of calls sent to a URL. A webhook cannot be changed; create another instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_call_summaries.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return await self._client.fetch(request, webhooks_create_for_call_summaries.parse)

    async def create_for_call_transcripts(
        self,
        *,
        url: str,
        events: list[CallTranscriptWebhookEvent],
        resource_ids: list[str] | Unset = UNSET,
        label: str | Unset = UNSET,
        status: WebhookStatus | Unset = UNSET,
        user_id: str | Unset = UNSET,
    ) -> Webhook:
        """Create a webhook for call transcripts.

        Has the transcripts of calls sent to a URL. A webhook cannot be changed; create another instead.

        Args:
            url: Where to send events, `http://…` or `https://…`.
            events: What to be told of.
            resource_ids: The phone numbers to be told of, `PN…`, at most 10; or `*` alone for all of them, as
                by default.
            label: What to call it.
            status: Whether to send events; `enabled` by default.
            user_id: Whose it is, `US…`; the workspace's owner's by default.

        Returns:
            The webhook, with the key that its events are signed with.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_create_for_call_transcripts.request(
            url=url, events=events, resource_ids=resource_ids, label=label, status=status, user_id=user_id
        )
        return await self._client.fetch(request, webhooks_create_for_call_transcripts.parse)

    async def list(self, *, user_id: str | None = None) -> list[Webhook]:
        """List webhooks.

        The webhooks of one user that were made through this API, oldest first; those made in the Quo app are
        not among them.

        Args:
            user_id: Whose webhooks, `US…`; the workspace's owner's by default.

        Returns:
            The webhooks.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Id (0303400), Invalid Input Format (0304400), Invalid Version (0305400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = webhooks_list.request(user_id=user_id)
        return await self._client.fetch(request, webhooks_list.parse)
