"""The workspace's own phone numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ...models.phone_number import PhoneNumber
from . import phone_numbers_get, phone_numbers_list


@dataclass(frozen=True, slots=True)
class PhoneNumbers:
    """The workspace's own phone numbers."""

    _client: Client

    def get(self, phone_number_id: str) -> PhoneNumber:
        """Get a phone number.

        One phone number of the workspace.

        Args:
            phone_number_id: The phone number, `PN…`.
        """
        request = phone_numbers_get.request(phone_number_id)
        return self._client.fetch(request, phone_numbers_get.parse)

    def list(self, *, user_id: str | None = None) -> list[PhoneNumber]:
        """List phone numbers.

        All phone numbers of the workspace, each with the users who share it, oldest first.

        Args:
            user_id: Only numbers that this user has, `US…`.
        """
        request = phone_numbers_list.request(user_id=user_id)
        return self._client.fetch(request, phone_numbers_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncPhoneNumbers:
    """The workspace's own phone numbers."""

    _client: AsyncClient

    async def get(self, phone_number_id: str) -> PhoneNumber:
        """Get a phone number.

        One phone number of the workspace.

        Args:
            phone_number_id: The phone number, `PN…`.
        """
        request = phone_numbers_get.request(phone_number_id)
        return await self._client.fetch(request, phone_numbers_get.parse)

    async def list(self, *, user_id: str | None = None) -> list[PhoneNumber]:
        """List phone numbers.

        All phone numbers of the workspace, each with the users who share it, oldest first.

        Args:
            user_id: Only numbers that this user has, `US…`.
        """
        request = phone_numbers_list.request(user_id=user_id)
        return await self._client.fetch(request, phone_numbers_list.parse)
