"""`Calls` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncCalls, Calls


class RawCalls:
    """The methods of `Calls`, with the response beside what each gives."""

    def __init__(self, resource: Calls) -> None:
        self.list = raw(resource, Calls.list)
        self.get = raw(resource, Calls.get)
        self.recordings = raw(resource, Calls.recordings)
        self.summary = raw(resource, Calls.summary)
        self.transcript = raw(resource, Calls.transcript)
        self.voicemail = raw(resource, Calls.voicemail)


class AsyncRawCalls:
    """The methods of `AsyncCalls`, with the response beside what each gives."""

    def __init__(self, resource: AsyncCalls) -> None:
        self.list = async_raw(resource, AsyncCalls.list)
        self.get = async_raw(resource, AsyncCalls.get)
        self.recordings = async_raw(resource, AsyncCalls.recordings)
        self.summary = async_raw(resource, AsyncCalls.summary)
        self.transcript = async_raw(resource, AsyncCalls.transcript)
        self.voicemail = async_raw(resource, AsyncCalls.voicemail)
