"""`GET /v1/contacts/{contact_id}`: get a contact."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.contact import Contact
from ...models.contact_envelope import ContactEnvelope

_decode = decoder(ContactEnvelope)


def request(contact_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/contacts/{segment(contact_id)}", template="/v1/contacts/{contactId}")


def parse(body: bytes) -> Contact:
    """What is answered, out of its envelope."""
    return _decode(body).data
