"""`Webhooks` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncWebhooks, Webhooks


class RawWebhooks:
    """The methods of `Webhooks`, with the response beside what each gives."""

    def __init__(self, resource: Webhooks) -> None:
        self.list = raw(resource, Webhooks.list)
        self.get = raw(resource, Webhooks.get)
        self.delete = raw(resource, Webhooks.delete)
        self.create_for_messages = raw(resource, Webhooks.create_for_messages)
        self.create_for_calls = raw(resource, Webhooks.create_for_calls)
        self.create_for_call_summaries = raw(resource, Webhooks.create_for_call_summaries)
        self.create_for_call_transcripts = raw(resource, Webhooks.create_for_call_transcripts)


class AsyncRawWebhooks:
    """The methods of `AsyncWebhooks`, with the response beside what each gives."""

    def __init__(self, resource: AsyncWebhooks) -> None:
        self.list = async_raw(resource, AsyncWebhooks.list)
        self.get = async_raw(resource, AsyncWebhooks.get)
        self.delete = async_raw(resource, AsyncWebhooks.delete)
        self.create_for_messages = async_raw(resource, AsyncWebhooks.create_for_messages)
        self.create_for_calls = async_raw(resource, AsyncWebhooks.create_for_calls)
        self.create_for_call_summaries = async_raw(resource, AsyncWebhooks.create_for_call_summaries)
        self.create_for_call_transcripts = async_raw(resource, AsyncWebhooks.create_for_call_transcripts)
