"""`DELETE /v1/contacts/{contact_id}`: delete a contact."""

from __future__ import annotations

from ..._runtime.request import Request, segment


def request(contact_id: str) -> Request:
    """What is sent."""
    return Request("DELETE", f"/v1/contacts/{segment(contact_id)}", template="/v1/contacts/{contactId}")
