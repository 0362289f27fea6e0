"""The workspace's own phone numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ...models.phone_number import PhoneNumber
from . import phone_numbers_get, phone_numbers_list

if TYPE_CHECKING:
    from .raw import AsyncRawPhoneNumbers, RawPhoneNumbers


@dataclass(frozen=True, slots=True)
class PhoneNumbers:
    """The workspace's own phone numbers."""

    _client: Client

    @property
    def with_raw_response(self) -> RawPhoneNumbers:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawPhoneNumbers

        return RawPhoneNumbers(self)

    def get(self, phone_number_id: str) -> PhoneNumber:
        """Get a phone number.

        One phone number of the workspace.

        Args:
            phone_number_id: The phone number, `PN…`.

        Returns:
            The phone number.

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
        request = phone_numbers_get.request(phone_number_id)
        return self._client.fetch(request, phone_numbers_get.parse)

    def list(self, *, user_id: str | None = None) -> list[PhoneNumber]:
        """List phone numbers.

        All phone numbers of the workspace, each with the users who share it, oldest first.

        Args:
            user_id: Only numbers that this user has, `US…`.

        Returns:
            The phone numbers.

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
        request = phone_numbers_list.request(user_id=user_id)
        return self._client.fetch(request, phone_numbers_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncPhoneNumbers:
    """The workspace's own phone numbers."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawPhoneNumbers:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawPhoneNumbers

        return AsyncRawPhoneNumbers(self)

    async def get(self, phone_number_id: str) -> PhoneNumber:
        """Get a phone number.

        One phone number of the workspace.

        Args:
            phone_number_id: The phone number, `PN…`.

        Returns:
            The phone number.

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
        request = phone_numbers_get.request(phone_number_id)
        return await self._client.fetch(request, phone_numbers_get.parse)

    async def list(self, *, user_id: str | None = None) -> list[PhoneNumber]:
        """List phone numbers.

        All phone numbers of the workspace, each with the users who share it, oldest first.

        Args:
            user_id: Only numbers that this user has, `US…`.

        Returns:
            The phone numbers.

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
        request = phone_numbers_list.request(user_id=user_id)
        return await self._client.fetch(request, phone_numbers_list.parse)
