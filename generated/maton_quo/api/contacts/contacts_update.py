"""`PATCH /v1/contacts/{contact_id}`: update a contact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.contact import Contact
from ...models.contact_custom_field_update import ContactCustomFieldUpdate
from ...models.contact_envelope import ContactEnvelope
from ...models.contact_update_fields import ContactUpdateFields

_decode = decoder(ContactEnvelope)


def request(
    contact_id: str,
    *,
    default_fields: ContactUpdateFields | dict[str, Any] | Unset = UNSET,
    custom_fields: Sequence[ContactCustomFieldUpdate | dict[str, Any]] | Unset = UNSET,
    source: str | None | Unset = UNSET,
    source_url: str | None | Unset = UNSET,
    external_id: str | None | Unset = UNSET,
) -> Request:
    """What is sent."""
    return Request(
        "PATCH",
        f"/v1/contacts/{segment(contact_id)}",
        body={
            "defaultFields": default_fields,
            "customFields": custom_fields,
            "source": source,
            "sourceUrl": source_url,
            "externalId": external_id,
        },
        template="/v1/contacts/{contactId}",
    )


def parse(body: bytes) -> Contact:
    """What is answered, out of its envelope."""
    return _decode(body).data
