"""`Contacts` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncContacts, Contacts


class RawContacts:
    """The methods of `Contacts`, with the response beside what each gives."""

    def __init__(self, resource: Contacts) -> None:
        self.list = raw(resource, Contacts.list)
        self.create = raw(resource, Contacts.create)
        self.get = raw(resource, Contacts.get)
        self.delete = raw(resource, Contacts.delete)
        self.update = raw(resource, Contacts.update)


class AsyncRawContacts:
    """The methods of `AsyncContacts`, with the response beside what each gives."""

    def __init__(self, resource: AsyncContacts) -> None:
        self.list = async_raw(resource, AsyncContacts.list)
        self.create = async_raw(resource, AsyncContacts.create)
        self.get = async_raw(resource, AsyncContacts.get)
        self.delete = async_raw(resource, AsyncContacts.delete)
        self.update = async_raw(resource, AsyncContacts.update)
