"""`PhoneNumbers` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncPhoneNumbers, PhoneNumbers


class RawPhoneNumbers:
    """The methods of `PhoneNumbers`, with the response beside what each gives."""

    def __init__(self, resource: PhoneNumbers) -> None:
        self.list = raw(resource, PhoneNumbers.list)
        self.get = raw(resource, PhoneNumbers.get)


class AsyncRawPhoneNumbers:
    """The methods of `AsyncPhoneNumbers`, with the response beside what each gives."""

    def __init__(self, resource: AsyncPhoneNumbers) -> None:
        self.list = async_raw(resource, AsyncPhoneNumbers.list)
        self.get = async_raw(resource, AsyncPhoneNumbers.get)
