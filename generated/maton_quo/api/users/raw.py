"""`Users` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncUsers, Users


class RawUsers:
    """The methods of `Users`, with the response beside what each gives."""

    def __init__(self, resource: Users) -> None:
        self.list = raw(resource, Users.list)
        self.get = raw(resource, Users.get)


class AsyncRawUsers:
    """The methods of `AsyncUsers`, with the response beside what each gives."""

    def __init__(self, resource: AsyncUsers) -> None:
        self.list = async_raw(resource, AsyncUsers.list)
        self.get = async_raw(resource, AsyncUsers.get)
