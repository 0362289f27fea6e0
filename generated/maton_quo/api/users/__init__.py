"""The people of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.user import User
from . import users_get, users_list

if TYPE_CHECKING:
    from .raw import AsyncRawUsers, RawUsers


@dataclass(frozen=True, slots=True)
class Users:
    """The people of the workspace."""

    _client: Client

    @property
    def with_raw_response(self) -> RawUsers:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawUsers

        return RawUsers(self)

    def get(self, user_id: str) -> User:
        """Get a user.

        One person of the workspace.

        Args:
            user_id: The user, `US…`.

        Returns:
            The user.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = users_get.request(user_id)
        return self._client.fetch(request, users_get.parse)

    def list(
        self, *, max_results: int = 10, page_token: str | None = None, limit: int | None = None
    ) -> Page[User]:
        """List users.

        The people of the workspace, oldest membership first.

        Args:
            max_results: How many to put on a page, 1 to 50.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of users.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = users_list.request(max_results=max_results, page_token=page_token)
        return self._client.fetch_page(request, users_list.parse, limit)


@dataclass(frozen=True, slots=True)
class AsyncUsers:
    """The people of the workspace."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawUsers:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawUsers

        return AsyncRawUsers(self)

    async def get(self, user_id: str) -> User:
        """Get a user.

        One person of the workspace.

        Args:
            user_id: The user, `US…`.

        Returns:
            The user.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = users_get.request(user_id)
        return await self._client.fetch(request, users_get.parse)

    def list(
        self, *, max_results: int = 10, page_token: str | None = None, limit: int | None = None
    ) -> AsyncPager[User]:
        """List users.

        The people of the workspace, oldest membership first.

        Args:
            max_results: How many to put on a page, 1 to 50.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of users.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent.
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = users_list.request(max_results=max_results, page_token=page_token)
        return self._client.fetch_page(request, users_list.parse, limit)
