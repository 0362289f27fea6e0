"""The people of the workspace."""

from __future__ import annotations

from dataclasses import dataclass

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.user import User
from . import users_get, users_list


@dataclass(frozen=True, slots=True)
class Users:
    """The people of the workspace."""

    _client: Client

    def get(self, user_id: str) -> User:
        """Get a user.

        One person of the workspace.

        Args:
            user_id: The user, `US…`.
        """
        request = users_get.request(user_id)
        return self._client.fetch(request, users_get.parse)

    def list(self, *, max_results: int = 10, page_token: str | None = None) -> Page[User]:
        """List users.

        The people of the workspace, oldest membership first.

        Args:
            max_results: How many to put on a page, 1 to 50.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
        """
        request = users_list.request(max_results=max_results, page_token=page_token)
        return self._client.fetch_page(request, users_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncUsers:
    """The people of the workspace."""

    _client: AsyncClient

    async def get(self, user_id: str) -> User:
        """Get a user.

        One person of the workspace.

        Args:
            user_id: The user, `US…`.
        """
        request = users_get.request(user_id)
        return await self._client.fetch(request, users_get.parse)

    def list(self, *, max_results: int = 10, page_token: str | None = None) -> AsyncPager[User]:
        """List users.

        The people of the workspace, oldest membership first.

        Args:
            max_results: How many to put on a page, 1 to 50.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
        """
        request = users_list.request(max_results=max_results, page_token=page_token)
        return self._client.fetch_page(request, users_list.parse)
