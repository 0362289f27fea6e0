"""The address book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ..._runtime.paging import AsyncPager, Page
from ...models.contact import Contact
from ...models.contact_create_fields import ContactCreateFields
from ...models.contact_custom_field_create import ContactCustomFieldCreate
from ...models.contact_custom_field_update import ContactCustomFieldUpdate
from ...models.contact_update_fields import ContactUpdateFields
from . import contacts_create, contacts_delete, contacts_get, contacts_list, contacts_update

if TYPE_CHECKING:
    from .raw import AsyncRawContacts, RawContacts


@dataclass(frozen=True, slots=True)
class Contacts:
    """The address book."""

    _client: Client

    @property
    def with_raw_response(self) -> RawContacts:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import RawContacts

        return RawContacts(self)

    def create(
        self,
        *,
        default_fields: ContactCreateFields | dict[str, Any],
        custom_fields: Sequence[ContactCustomFieldCreate | dict[str, Any]] | Unset = UNSET,
        created_by_user_id: str | Unset = UNSET,
        source: str | Unset = UNSET,
        source_url: str | Unset = UNSET,
        external_id: str | None | Unset = UNSET,
    ) -> Contact:
        """Create a contact.

        Adds a contact. Two contacts may share a phone number, but not an `external_id`. A contact made here
        shows up in the Quo app once there is a conversation with its number.

        Args:
            default_fields: The fields that every contact has.
            custom_fields: Values for the fields that the workspace has defined.
            created_by_user_id: Who is creating it, `US…`; the workspace's owner by default.
            source: Where it comes from, 1 to 72 characters; `public-api` by default.
            source_url: Its page in your own system.
            external_id: Its id in your own system; no two contacts may share one.

        Returns:
            The contact.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Custom Field Item (0801400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.Conflict: Another contact has this external id.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_create.request(
            default_fields=default_fields,
            custom_fields=custom_fields,
            created_by_user_id=created_by_user_id,
            source=source,
            source_url=source_url,
            external_id=external_id,
        )
        return self._client.fetch(request, contacts_create.parse)

    def get(self, contact_id: str) -> Contact:
        """Get a contact.

        One contact with all of its fields.

        Args:
            contact_id: The contact.

        Returns:
            The contact.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_get.request(contact_id)
        return self._client.fetch(request, contacts_get.parse)

    def delete(self, contact_id: str) -> None:
        """Delete a contact.

        Removes the contact; its conversations stay.

        Args:
            contact_id: The contact.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_delete.request(contact_id)
        self._client.send(request)

    def update(
        self,
        contact_id: str,
        *,
        default_fields: ContactUpdateFields | dict[str, Any] | Unset = UNSET,
        custom_fields: Sequence[ContactCustomFieldUpdate | dict[str, Any]] | Unset = UNSET,
        source: str | None | Unset = UNSET,
        source_url: str | None | Unset = UNSET,
        external_id: str | None | Unset = UNSET,
    ) -> Contact:
        """Update a contact.

        Changes the fields that are given; `None` empties one. An e-mail or phone number that is given without
        a value is removed. By the guide, what is left out stays; the live service empties e-mails, phone
        numbers and custom fields that are left out, so send them along if you want to keep them there.

        Args:
            contact_id: The contact.
            default_fields: The fields that every contact has.
            custom_fields: Values for the fields that the workspace has defined.
            source: Where it comes from; null forgets it.
            source_url: Its page in your own system.
            external_id: Its id in your own system; no two contacts may share one.

        Returns:
            The contact as it is now.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Custom Field Item (0801400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.Conflict: Another contact has this external id.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_update.request(
            contact_id,
            default_fields=default_fields,
            custom_fields=custom_fields,
            source=source,
            source_url=source_url,
            external_id=external_id,
        )
        return self._client.fetch(request, contacts_update.parse)

    def list(
        self,
        *,
        external_ids: list[str] | None = None,
        sources: list[str] | None = None,
        max_results: int = 10,
        page_token: str | None = None,
        limit: int | None = None,
    ) -> Page[Contact]:
        """List contacts.

        The contacts of the workspace, oldest first; all of them when no filter is given.

        Args:
            external_ids: Only contacts with one of these external ids, 1 to 75 characters each.
            sources: Only contacts from one of these sources, 1 to 75 characters each.
            max_results: How many to put on a page, 1 to 50.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of contacts.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_list.request(
            external_ids=external_ids, sources=sources, max_results=max_results, page_token=page_token
        )
        return self._client.fetch_page(request, contacts_list.parse, limit)


@dataclass(frozen=True, slots=True)
class AsyncContacts:
    """The address book."""

    _client: AsyncClient

    @property
    def with_raw_response(self) -> AsyncRawContacts:
        """The same methods, each of which gives a `RawResponse`: status, headers, rate limit, and what it gives here."""
        from .raw import AsyncRawContacts

        return AsyncRawContacts(self)

    async def create(
        self,
        *,
        default_fields: ContactCreateFields | dict[str, Any],
        custom_fields: Sequence[ContactCustomFieldCreate | dict[str, Any]] | Unset = UNSET,
        created_by_user_id: str | Unset = UNSET,
        source: str | Unset = UNSET,
        source_url: str | Unset = UNSET,
        external_id: str | None | Unset = UNSET,
    ) -> Contact:
        """Create a contact.

        Adds a contact. Two contacts may share a phone number, but not an `external_id`. A contact made here
        shows up in the Quo app once there is a conversation with its number.

        Args:
            default_fields: The fields that every contact has.
            custom_fields: Values for the fields that the workspace has defined.
            created_by_user_id: Who is creating it, `US…`; the workspace's owner by default.
            source: Where it comes from, 1 to 72 characters; `public-api` by default.
            source_url: Its page in your own system.
            external_id: Its id in your own system; no two contacts may share one.

        Returns:
            The contact.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Custom Field Item (0801400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.Conflict: Another contact has this external id.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_create.request(
            default_fields=default_fields,
            custom_fields=custom_fields,
            created_by_user_id=created_by_user_id,
            source=source,
            source_url=source_url,
            external_id=external_id,
        )
        return await self._client.fetch(request, contacts_create.parse)

    async def get(self, contact_id: str) -> Contact:
        """Get a contact.

        One contact with all of its fields.

        Args:
            contact_id: The contact.

        Returns:
            The contact.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_get.request(contact_id)
        return await self._client.fetch(request, contacts_get.parse)

    async def delete(self, contact_id: str) -> None:
        """Delete a contact.

        Removes the contact; its conversations stay.

        Args:
            contact_id: The contact.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_delete.request(contact_id)
        await self._client.send(request)

    async def update(
        self,
        contact_id: str,
        *,
        default_fields: ContactUpdateFields | dict[str, Any] | Unset = UNSET,
        custom_fields: Sequence[ContactCustomFieldUpdate | dict[str, Any]] | Unset = UNSET,
        source: str | None | Unset = UNSET,
        source_url: str | None | Unset = UNSET,
        external_id: str | None | Unset = UNSET,
    ) -> Contact:
        """Update a contact.

        Changes the fields that are given; `None` empties one. An e-mail or phone number that is given without
        a value is removed. By the guide, what is left out stays; the live service empties e-mails, phone
        numbers and custom fields that are left out, so send them along if you want to keep them there.

        Args:
            contact_id: The contact.
            default_fields: The fields that every contact has.
            custom_fields: Values for the fields that the workspace has defined.
            source: Where it comes from; null forgets it.
            source_url: Its page in your own system.
            external_id: Its id in your own system; no two contacts may share one.

        Returns:
            The contact as it is now.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once. Invalid Custom Field Item (0801400).
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.Conflict: Another contact has this external id.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_update.request(
            contact_id,
            default_fields=default_fields,
            custom_fields=custom_fields,
            source=source,
            source_url=source_url,
            external_id=external_id,
        )
        return await self._client.fetch(request, contacts_update.parse)

    def list(
        self,
        *,
        external_ids: list[str] | None = None,
        sources: list[str] | None = None,
        max_results: int = 10,
        page_token: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Contact]:
        """List contacts.

        The contacts of the workspace, oldest first; all of them when no filter is given.

        Args:
            external_ids: Only contacts with one of these external ids, 1 to 75 characters each.
            sources: Only contacts from one of these sources, 1 to 75 characters each.
            max_results: How many to put on a page, 1 to 50.
            page_token: Where to go on, from `next_page_token` of the page before. It is good for the same
                request only.
            limit: How many items to walk in all; no page is fetched beyond them. All by default.

        Returns:
            A page of contacts.

        Raises:
            errors.BadRequest: The request is not valid, or it names no usable connection. All complaints come
                at once.
            errors.Unauthorized: The API key is missing or not valid.
            errors.Forbidden: The user is not on this phone number, or the request was blocked because of its
                User-Agent. Not Phone Number User (0801403).
            errors.NotFound: There is nothing of that id in this workspace, or no such route.
            errors.RateLimited: More than 10 requests in one second from this account.
            errors.StatusError: For any other error status; 5xx are `errors.ServerError`.
            errors.ConnectionFailed, errors.Timeout: When no answer came.
            errors.UndecodableResponse: When a success is not in the promised shape.
        """
        request = contacts_list.request(
            external_ids=external_ids, sources=sources, max_results=max_results, page_token=page_token
        )
        return self._client.fetch_page(request, contacts_list.parse, limit)
