"""`Messages` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncMessages, Messages


class RawMessages:
    """The methods of `Messages`, with the response beside what each gives."""

    def __init__(self, resource: Messages) -> None:
        self.list = raw(resource, Messages.list)
        self.send = raw(resource, Messages.send)
        self.get = raw(resource, Messages.get)


class AsyncRawMessages:
    """The methods of `AsyncMessages`, with the response beside what each gives."""

    def __init__(self, resource: AsyncMessages) -> None:
        self.list = async_raw(resource, AsyncMessages.list)
        self.send = async_raw(resource, AsyncMessages.send)
        self.get = async_raw(resource, AsyncMessages.get)
