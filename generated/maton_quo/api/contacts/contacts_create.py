"""`POST /v1/contacts`: create a contact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.contact import Contact
from ...models.contact_create_fields import ContactCreateFields
from ...models.contact_custom_field_create import ContactCustomFieldCreate
from ...models.contact_envelope import ContactEnvelope

_decode = decoder(ContactEnvelope)


def request(
    *,
    default_fields: ContactCreateFields | dict[str, Any],
    custom_fields: Sequence[ContactCustomFieldCreate | dict[str, Any]] | Unset = UNSET,
    created_by_user_id: str | Unset = UNSET,
    source: str | Unset = UNSET,
    source_url: str | Unset = UNSET,
    external_id: str | None | Unset = UNSET,
) -> Request:
    """What is sent."""
    return Request(
        "POST",
        "/v1/contacts",
        body={
            "defaultFields": default_fields,
            "customFields": custom_fields,
            "createdByUserId": created_by_user_id,
            "source": source,
            "sourceUrl": source_url,
            "externalId": external_id,
        },
    )


def parse(body: bytes) -> Contact:
    """What is answered, out of its envelope."""
    return _decode(body).data
