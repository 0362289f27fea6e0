"""The extra fields that a workspace has defined for its contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ...models.contact_custom_field_definition import ContactCustomFieldDefinition
from . import contact_custom_fields_list

if TYPE_CHECKING:
    from .raw import AsyncRawContactCustomFields, RawContactCustomFields


@dataclass(frozen=True, slots=True)
class ContactCustomFields:
    """The extra fields that a workspace has defined for its contacts."""

    _client: Client

    @property
    def with_raw_response(self) -> RawContactCustomFields:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawContactCustomFields

        return RawContactCustomFields(self)

    def list(
        self,
    ) -> list[ContactCustomFieldDefinition]:
        """List contact custom fields.

        The fields that this workspace has defined for its contacts; fields are made in the Quo app.

        Returns:
            The field definitions.

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
        request = contact_custom_fields_list.request()
        return self._client.fetch(request, contact_custom_fields_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncContactCustomFields:
    """The extra fields that a workspace has defined for its contacts."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawContactCustomFields:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawContactCustomFields

        return AsyncRawContactCustomFields(self)

    async def list(
        self,
    ) -> list[ContactCustomFieldDefinition]:
        """List contact custom fields.

        The fields that this workspace has defined for its contacts; fields are made in the Quo app.

        Returns:
            The field definitions.

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
        request = contact_custom_fields_list.request()
        return await self._client.fetch(request, contact_custom_fields_list.parse)
