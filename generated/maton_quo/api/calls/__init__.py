"""Calls and what remains of them: recordings, summaries, transcripts, voicemails."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.call import Call
from ...models.call_recording import CallRecording
from ...models.call_summary import CallSummary
from ...models.call_transcript import CallTranscript
from ...models.call_voicemail import CallVoicemail
from . import calls_get, calls_list, calls_recordings, calls_summary, calls_transcript, calls_voicemail


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls and what remains of them: recordings, summaries, transcripts, voicemails."""

    _client: Client

    def get(self, call_id: str) -> Call:
        """Get a call.

        One call. `completed` says only that it ended; whether anybody picked up is told by `answered_at`. A
        call with more than two participants is refused.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_get.request(call_id)
        return self._client.fetch(request, calls_get.parse)

    def recordings(self, call_id: str) -> list[CallRecording]:
        """Get the recordings of a call.

        The recorded segments of a call, oldest first; an empty list when nothing was recorded.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_recordings.request(call_id)
        return self._client.fetch(request, calls_recordings.parse)

    def summary(self, call_id: str) -> CallSummary:
        """Get the summary of a call.

        What the call was about and what was agreed. Only some plans summarize; other calls are not found.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_summary.request(call_id)
        return self._client.fetch(request, calls_summary.parse)

    def transcript(self, call_id: str) -> CallTranscript:
        """Get the transcript of a call.

        Who said what and when. Only some plans transcribe; other calls are not found.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_transcript.request(call_id)
        return self._client.fetch(request, calls_transcript.parse)

    def voicemail(self, call_id: str) -> CallVoicemail:
        """Get the voicemail of a call.

        The message that a caller left; `in-progress` until it is processed. A call without one is not found.

        Args:
            call_id: The call, `AC…`.
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
        return self._client.fetch_page(request, calls_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncCalls:
    """Calls and what remains of them: recordings, summaries, transcripts, voicemails."""

    _client: AsyncClient

    async def get(self, call_id: str) -> Call:
        """Get a call.

        One call. `completed` says only that it ended; whether anybody picked up is told by `answered_at`. A
        call with more than two participants is refused.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_get.request(call_id)
        return await self._client.fetch(request, calls_get.parse)

    async def recordings(self, call_id: str) -> list[CallRecording]:
        """Get the recordings of a call.

        The recorded segments of a call, oldest first; an empty list when nothing was recorded.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_recordings.request(call_id)
        return await self._client.fetch(request, calls_recordings.parse)

    async def summary(self, call_id: str) -> CallSummary:
        """Get the summary of a call.

        What the call was about and what was agreed. Only some plans summarize; other calls are not found.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_summary.request(call_id)
        return await self._client.fetch(request, calls_summary.parse)

    async def transcript(self, call_id: str) -> CallTranscript:
        """Get the transcript of a call.

        Who said what and when. Only some plans transcribe; other calls are not found.

        Args:
            call_id: The call, `AC…`.
        """
        request = calls_transcript.request(call_id)
        return await self._client.fetch(request, calls_transcript.parse)

    async def voicemail(self, call_id: str) -> CallVoicemail:
        """Get the voicemail of a call.

        The message that a caller left; `in-progress` until it is processed. A call without one is not found.

        Args:
            call_id: The call, `AC…`.
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
        return self._client.fetch_page(request, calls_list.parse)
