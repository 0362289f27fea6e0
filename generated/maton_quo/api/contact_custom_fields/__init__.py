"""The extra fields that a workspace has defined for its contacts."""

from __future__ import annotations

from dataclasses import dataclass

from ..._runtime.async_client import AsyncClient
from ..._runtime.client import Client
from ...models.contact_custom_field_definition import ContactCustomFieldDefinition
from . import contact_custom_fields_list


@dataclass(frozen=True, slots=True)
class ContactCustomFields:
    """The extra fields that a workspace has defined for its contacts."""

    _client: Client

    def list(
        self,
    ) -> list[ContactCustomFieldDefinition]:
        """List contact custom fields.

        The fields that this workspace has defined for its contacts; fields are made in the Quo app.
        """
        request = contact_custom_fields_list.request()
        return self._client.fetch(request, contact_custom_fields_list.parse)


@dataclass(frozen=True, slots=True)
class AsyncContactCustomFields:
    """The extra fields that a workspace has defined for its contacts."""

    _client: AsyncClient

    async def list(
        self,
    ) -> list[ContactCustomFieldDefinition]:
        """List contact custom fields.

        The fields that this workspace has defined for its contacts; fields are made in the Quo app.
        """
        request = contact_custom_fields_list.request()
        return await self._client.fetch(request, contact_custom_fields_list.parse)
