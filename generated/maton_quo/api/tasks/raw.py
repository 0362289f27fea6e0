"""`Tasks` with the response beside what each method gives."""

from __future__ import annotations

from ..._runtime.raw import async_raw, raw
from . import AsyncTasks, Tasks


class RawTasks:
    """The methods of `Tasks`, with the response beside what each gives."""

    def __init__(self, resource: Tasks) -> None:
        self.list = raw(resource, Tasks.list)
        self.create = raw(resource, Tasks.create)
        self.get = raw(resource, Tasks.get)
        self.update = raw(resource, Tasks.update)
        self.delete = raw(resource, Tasks.delete)
        self.complete = raw(resource, Tasks.complete)
        self.reopen = raw(resource, Tasks.reopen)
        self.assign = raw(resource, Tasks.assign)
        self.unassign = raw(resource, Tasks.unassign)
        self.link_conversation = raw(resource, Tasks.link_conversation)
        self.unlink_conversation = raw(resource, Tasks.unlink_conversation)
        self.change_due_date = raw(resource, Tasks.change_due_date)
        self.remove_due_date = raw(resource, Tasks.remove_due_date)


class AsyncRawTasks:
    """The methods of `AsyncTasks`, with the response beside what each gives."""

    def __init__(self, resource: AsyncTasks) -> None:
        self.list = async_raw(resource, AsyncTasks.list)
        self.create = async_raw(resource, AsyncTasks.create)
        self.get = async_raw(resource, AsyncTasks.get)
        self.update = async_raw(resource, AsyncTasks.update)
        self.delete = async_raw(resource, AsyncTasks.delete)
        self.complete = async_raw(resource, AsyncTasks.complete)
        self.reopen = async_raw(resource, AsyncTasks.reopen)
        self.assign = async_raw(resource, AsyncTasks.assign)
        self.unassign = async_raw(resource, AsyncTasks.unassign)
        self.link_conversation = async_raw(resource, AsyncTasks.link_conversation)
        self.unlink_conversation = async_raw(resource, AsyncTasks.unlink_conversation)
        self.change_due_date = async_raw(resource, AsyncTasks.change_due_date)
        self.remove_due_date = async_raw(resource, AsyncTasks.remove_due_date)
