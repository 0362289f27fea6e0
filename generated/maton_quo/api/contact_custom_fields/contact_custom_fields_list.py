"""`GET /v1/contact-custom-fields`: list contact custom fields."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.contact_custom_field_definition import ContactCustomFieldDefinition
from ...models.contact_custom_fields_envelope import ContactCustomFieldsEnvelope

_decode = decoder(ContactCustomFieldsEnvelope)


def request() -> Request:
    """What is sent."""
    return Request("GET", "/v1/contact-custom-fields")


def parse(body: bytes) -> list[ContactCustomFieldDefinition]:
    """What is answered, out of its envelope."""
    return _decode(body).data
