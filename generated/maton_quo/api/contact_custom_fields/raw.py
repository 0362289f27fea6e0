"""`ContactCustomFields` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncContactCustomFields, ContactCustomFields


class RawContactCustomFields:
    """The methods of `ContactCustomFields`, with the response beside what each gives."""

    def __init__(self, resource: ContactCustomFields) -> None:
        self.list = raw(resource, ContactCustomFields.list)


class AsyncRawContactCustomFields:
    """The methods of `AsyncContactCustomFields`, with the response beside what each gives."""

    def __init__(self, resource: AsyncContactCustomFields) -> None:
        self.list = async_raw(resource, AsyncContactCustomFields.list)
