"""Things to do about a phone number, a conversation, or a message or call."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.task import Task
from ...models.task_created import TaskCreated
from ...models.task_revision import TaskRevision
from . import (
    tasks_assign,
    tasks_change_due_date,
    tasks_complete,
    tasks_create,
    tasks_delete,
    tasks_get,
    tasks_link_conversation,
    tasks_list,
    tasks_remove_due_date,
    tasks_reopen,
    tasks_unassign,
    tasks_unlink_conversation,
    tasks_update,
)

if TYPE_CHECKING:
    from .raw import AsyncRawTasks, RawTasks


@dataclass(frozen=True, slots=True)
class Tasks:
    """Things to do about a phone number, a conversation, or a message or call."""

    _client: Client

    @property
    def with_raw_response(self) -> RawTasks:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawTasks

        return RawTasks(self)

    def create(
        self,
        *,
        title: str,
        description: str,
        due_date: datetime.datetime | Unset = UNSET,
        assigned_to: str | Unset = UNSET,
        phone_number_id: str | Unset = UNSET,
        conversation_id: str | Unset = UNSET,
        activity_id: str | Unset = UNSET,
    ) -> TaskCreated:
        """Create a task.

        Adds an open task about exactly one of a phone number, a conversation, or a message or call; the
        answer says which phone number that is on. A workspace can have only so many open tasks.

        Args:
            title: What is to be done, in a few words.
            description: What is to be done, at length.
            due_date: By when it is to be done, ISO 8601.
            assigned_to: Who is to do it, `US…`; nobody by default.
            phone_number_id: The workspace's number it is about, `PN…`.
            conversation_id: The thread it is about.
            activity_id: The message or call it is about, `AC…`.

        Returns:
            The task's id and revision, and what it is about.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_create.request(
            title=title,
            description=description,
            due_date=due_date,
            assigned_to=assigned_to,
            phone_number_id=phone_number_id,
            conversation_id=conversation_id,
            activity_id=activity_id,
        )
        return self._client.fetch(request, tasks_create.parse)

    def get(self, task_id: str) -> Task:
        """Get a task.

        One task; a deleted one is not found.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_get.request(task_id)
        return self._client.fetch(request, tasks_get.parse)

    def update(self, task_id: str, *, title: str, description: str) -> TaskRevision:
        """Update a task.

        Replaces the title and the description; both must be given.

        Args:
            task_id: The task, `TK…`.
            title: What is to be done, in a few words.
            description: What is to be done, at length.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_update.request(task_id, title=title, description=description)
        return self._client.fetch(request, tasks_update.parse)

    def delete(self, task_id: str) -> None:
        """Delete a task.

        Removes the task for everybody; it does not count as open any more.

        Args:
            task_id: The task, `TK…`.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_delete.request(task_id)
        self._client.send(request)

    def complete(self, task_id: str) -> TaskRevision:
        """Complete a task.

        Marks the task as done; it takes no body.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_complete.request(task_id)
        return self._client.fetch(request, tasks_complete.parse)

    def reopen(self, task_id: str) -> TaskRevision:
        """Reopen a task.

        Marks a completed task as not done after all, if there may be one more open task; it takes no body.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_reopen.request(task_id)
        return self._client.fetch(request, tasks_reopen.parse)

    def assign(self, task_id: str, *, user_id: str) -> TaskRevision:
        """Assign a task.

        Gives the task to a user of the workspace, in the place of whoever had it.

        Args:
            task_id: The task, `TK…`.
            user_id: A user of the workspace, `US…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_assign.request(task_id, user_id=user_id)
        return self._client.fetch(request, tasks_assign.parse)

    def unassign(self, task_id: str, *, user_id: str) -> TaskRevision:
        """Unassign a task.

        Takes the task away from the user who has it.

        Args:
            task_id: The task, `TK…`.
            user_id: A user of the workspace, `US…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_unassign.request(task_id, user_id=user_id)
        return self._client.fetch(request, tasks_unassign.parse)

    def link_conversation(self, task_id: str, *, conversation_id: str) -> TaskRevision:
        """Link a task to a conversation.

        Says which conversation the task is about, in the place of any other.

        Args:
            task_id: The task, `TK…`.
            conversation_id: A conversation of the workspace.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_link_conversation.request(task_id, conversation_id=conversation_id)
        return self._client.fetch(request, tasks_link_conversation.parse)

    def unlink_conversation(self, task_id: str, *, conversation_id: str) -> TaskRevision:
        """Unlink a task from a conversation.

        Forgets the conversation that the task is linked to; the phone number stays.

        Args:
            task_id: The task, `TK…`.
            conversation_id: A conversation of the workspace.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_unlink_conversation.request(task_id, conversation_id=conversation_id)
        return self._client.fetch(request, tasks_unlink_conversation.parse)

    def change_due_date(self, task_id: str, *, due_date: datetime.datetime) -> TaskRevision:
        """Change when a task is due.

        Sets the time by which the task is to be done.

        Args:
            task_id: The task, `TK…`.
            due_date: By when it is to be done, ISO 8601.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_change_due_date.request(task_id, due_date=due_date)
        return self._client.fetch(request, tasks_change_due_date.parse)

    def remove_due_date(self, task_id: str) -> TaskRevision:
        """Remove when a task is due.

        Lets the task be done at any time; it takes no body.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_remove_due_date.request(task_id)
        return self._client.fetch(request, tasks_remove_due_date.parse)

    def list(
        self, *, max_results: int = 50, page_token: str | None = None, limit: int | None = None
    ) -> Page[Task]:
        """List tasks.

        The tasks of the workspace, completed ones included, oldest first; deleted ones are left out.

        Args:
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of tasks.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_list.request(max_results=max_results, page_token=page_token)
        return self._client.fetch_page(request, tasks_list.parse, limit)


@dataclass(frozen=True, slots=True)
class AsyncTasks:
    """Things to do about a phone number, a conversation, or a message or call."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawTasks:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawTasks

        return AsyncRawTasks(self)

    async def create(
        self,
        *,
        title: str,
        description: str,
        due_date: datetime.datetime | Unset = UNSET,
        assigned_to: str | Unset = UNSET,
        phone_number_id: str | Unset = UNSET,
        conversation_id: str | Unset = UNSET,
        activity_id: str | Unset = UNSET,
    ) -> TaskCreated:
        """Create a task.

        Adds an open task about exactly one of a phone number, a conversation, or a message or call; the
        answer says which phone number that is on. A workspace can have only so many open tasks.

        Args:
            title: What is to be done, in a few words.
            description: What is to be done, at length.
            due_date: By when it is to be done, ISO 8601.
            assigned_to: Who is to do it, `US…`; nobody by default.
            phone_number_id: The workspace's number it is about, `PN…`.
            conversation_id: The thread it is about.
            activity_id: The message or call it is about, `AC…`.

        Returns:
            The task's id and revision, and what it is about.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_create.request(
            title=title,
            description=description,
            due_date=due_date,
            assigned_to=assigned_to,
            phone_number_id=phone_number_id,
            conversation_id=conversation_id,
            activity_id=activity_id,
        )
        return await self._client.fetch(request, tasks_create.parse)

    async def get(self, task_id: str) -> Task:
        """Get a task.

        One task; a deleted one is not found.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_get.request(task_id)
        return await self._client.fetch(request, tasks_get.parse)

    async def update(self, task_id: str, *, title: str, description: str) -> TaskRevision:
        """Update a task.

        Replaces the title and the description; both must be given.

        Args:
            task_id: The task, `TK…`.
            title: What is to be done, in a few words.
            description: What is to be done, at length.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_update.request(task_id, title=title, description=description)
        return await self._client.fetch(request, tasks_update.parse)

    async def delete(self, task_id: str) -> None:
        """Delete a task.

        Removes the task for everybody; it does not count as open any more.

        Args:
            task_id: The task, `TK…`.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_delete.request(task_id)
        await self._client.send(request)

    async def complete(self, task_id: str) -> TaskRevision:
        """Complete a task.

        Marks the task as done; it takes no body.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_complete.request(task_id)
        return await self._client.fetch(request, tasks_complete.parse)

    async def reopen(self, task_id: str) -> TaskRevision:
        """Reopen a task.

        Marks a completed task as not done after all, if there may be one more open task; it takes no body.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_reopen.request(task_id)
        return await self._client.fetch(request, tasks_reopen.parse)

    async def assign(self, task_id: str, *, user_id: str) -> TaskRevision:
        """Assign a task.

        Gives the task to a user of the workspace, in the place of whoever had it.

        Args:
            task_id: The task, `TK…`.
            user_id: A user of the workspace, `US…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_assign.request(task_id, user_id=user_id)
        return await self._client.fetch(request, tasks_assign.parse)

    async def unassign(self, task_id: str, *, user_id: str) -> TaskRevision:
        """Unassign a task.

        Takes the task away from the user who has it.

        Args:
            task_id: The task, `TK…`.
            user_id: A user of the workspace, `US…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_unassign.request(task_id, user_id=user_id)
        return await self._client.fetch(request, tasks_unassign.parse)

    async def link_conversation(self, task_id: str, *, conversation_id: str) -> TaskRevision:
        """Link a task to a conversation.

        Says which conversation the task is about, in the place of any other.

        Args:
            task_id: The task, `TK…`.
            conversation_id: A conversation of the workspace.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_link_conversation.request(task_id, conversation_id=conversation_id)
        return await self._client.fetch(request, tasks_link_conversation.parse)

    async def unlink_conversation(self, task_id: str, *, conversation_id: str) -> TaskRevision:
        """Unlink a task from a conversation.

        Forgets the conversation that the task is linked to; the phone number stays.

        Args:
            task_id: The task, `TK…`.
            conversation_id: A conversation of the workspace.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_unlink_conversation.request(task_id, conversation_id=conversation_id)
        return await self._client.fetch(request, tasks_unlink_conversation.parse)

    async def change_due_date(self, task_id: str, *, due_date: datetime.datetime) -> TaskRevision:
        """Change when a task is due.

        Sets the time by which the task is to be done.

        Args:
            task_id: The task, `TK…`.
            due_date: By when it is to be done, ISO 8601.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_change_due_date.request(task_id, due_date=due_date)
        return await self._client.fetch(request, tasks_change_due_date.parse)

    async def remove_due_date(self, task_id: str) -> TaskRevision:
        """Remove when a task is due.

        Lets the task be done at any time; it takes no body.

        Args:
            task_id: The task, `TK…`.

        Returns:
            The task's new revision.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_remove_due_date.request(task_id)
        return await self._client.fetch(request, tasks_remove_due_date.parse)

    def list(
        self, *, max_results: int = 50, page_token: str | None = None, limit: int | None = None
    ) -> AsyncPager[Task]:
        """List tasks.

        The tasks of the workspace, completed ones included, oldest first; deleted ones are left out.

        Args:
            max_results: How many to put on a page, 1 to 100.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of tasks.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.PaymentRequired: The workspace has as many open tasks as it may have. Nothing was changed.
                Open Tasks Limit Reached (0600402).
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = tasks_list.request(max_results=max_results, page_token=page_token)
        return self._client.fetch_page(request, tasks_list.parse, limit)
