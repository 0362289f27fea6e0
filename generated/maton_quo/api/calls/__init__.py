"""Calls and what remains of them: recordings, summaries, transcripts, voicemails."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.call import Call
from ...models.call_recording import CallRecording
from ...models.call_summary import CallSummary
from ...models.call_transcript import CallTranscript
from ...models.call_voicemail import CallVoicemail
from . import calls_get, calls_list, calls_recordings, calls_summary, calls_transcript, calls_voicemail

if TYPE_CHECKING:
    from .raw import AsyncRawCalls, RawCalls


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls and what remains of them: recordings, summaries, transcripts, voicemails."""

    _client: Client

    @property
    def with_raw_response(self) -> RawCalls:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawCalls

        return RawCalls(self)

    def get(self, call_id: str) -> Call:
        """Get a call.

        One call. `completed` says only that it ended; whether anybody picked up is told by `answered_at`. A
        call with more than two participants is refused.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The call.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Too Many Participants (0101400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0101403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_get.request(call_id)
        return self._client.fetch(request, calls_get.parse)

    def recordings(self, call_id: str) -> list[CallRecording]:
        """Get the recordings of a call.

        The recorded segments of a call, oldest first; an empty list when nothing was recorded.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The recordings.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_recordings.request(call_id)
        return self._client.fetch(request, calls_recordings.parse)

    def summary(self, call_id: str) -> CallSummary:
        """Get the summary of a call.

        What the call was about and what was agreed. Only some plans summarize; other calls are not found.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The summary.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_summary.request(call_id)
        return self._client.fetch(request, calls_summary.parse)

    def transcript(self, call_id: str) -> CallTranscript:
        """Get the transcript of a call.

        Who said what and when. Only some plans transcribe; other calls are not found.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The transcript.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_transcript.request(call_id)
        return self._client.fetch(request, calls_transcript.parse)

    def voicemail(self, call_id: str) -> CallVoicemail:
        """Get the voicemail of a call.

        The message that a caller left; `in-progress` until it is processed. A call without one is not found.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The voicemail.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_voicemail.request(call_id)
        return self._client.fetch(request, calls_voicemail.parse)

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
    ) -> Page[Call]:
        """List calls with one participant.

        The calls between one of the workspace's numbers and one other number, newest first.

        Args:
            phone_number_id: The workspace's number, `PN…`.
            participants: The other side, exactly one phone number in E.164.
            user_id: Only calls that this user made or took, `US…`. The user must be on the number.
            created_after: Only what was created after this time, ISO 8601.
            created_before: Only what was created before this time, ISO 8601.
            since: Deprecated. Despite its name it does what `created_before` does; use that.
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of calls.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Too Many Participants (0101400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0101403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_list.request(
            phone_number_id=phone_number_id,
            participants=participants,
            user_id=user_id,
            created_after=created_after,
            created_before=created_before,
            since=since,
            max_results=max_results,
            page_token=page_token,
        )
        return self._client.fetch_page(request, calls_list.parse, limit)


@dataclass(frozen=True, slots=True)
class AsyncCalls:
    """Calls and what remains of them: recordings, summaries, transcripts, voicemails."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawCalls:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawCalls

        return AsyncRawCalls(self)

    async def get(self, call_id: str) -> Call:
        """Get a call.

        One call. `completed` says only that it ended; whether anybody picked up is told by `answered_at`. A
        call with more than two participants is refused.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The call.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Too Many Participants (0101400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0101403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_get.request(call_id)
        return await self._client.fetch(request, calls_get.parse)

    async def recordings(self, call_id: str) -> list[CallRecording]:
        """Get the recordings of a call.

        The recorded segments of a call, oldest first; an empty list when nothing was recorded.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The recordings.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_recordings.request(call_id)
        return await self._client.fetch(request, calls_recordings.parse)

    async def summary(self, call_id: str) -> CallSummary:
        """Get the summary of a call.

        What the call was about and what was agreed. Only some plans summarize; other calls are not found.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The summary.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_summary.request(call_id)
        return await self._client.fetch(request, calls_summary.parse)

    async def transcript(self, call_id: str) -> CallTranscript:
        """Get the transcript of a call.

        Who said what and when. Only some plans transcribe; other calls are not found.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The transcript.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_transcript.request(call_id)
        return await self._client.fetch(request, calls_transcript.parse)

    async def voicemail(self, call_id: str) -> CallVoicemail:
        """Get the voicemail of a call.

        The message that a caller left; `in-progress` until it is processed. A call without one is not found.

        Args:
            call_id: The call, `AC…`.

        Returns:
            The voicemail.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_voicemail.request(call_id)
        return await self._client.fetch(request, calls_voicemail.parse)

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
    ) -> AsyncPager[Call]:
        """List calls with one participant.

        The calls between one of the workspace's numbers and one other number, newest first.

        Args:
            phone_number_id: The workspace's number, `PN…`.
            participants: The other side, exactly one phone number in E.164.
            user_id: Only calls that this user made or took, `US…`. The user must be on the number.
            created_after: Only what was created after this time, ISO 8601.
            created_before: Only what was created before this time, ISO 8601.
            since: Deprecated. Despite its name it does what `created_before` does; use that.
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of calls.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Too Many Participants (0101400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0101403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = calls_list.request(
            phone_number_id=phone_number_id,
            participants=participants,
            user_id=user_id,
            created_after=created_after,
            created_before=created_before,
            since=since,
            max_results=max_results,
            page_token=page_token,
        )
        return self._client.fetch_page(request, calls_list.parse, limit)
