"""The fields that every contact has."""

from __future__ import annotations

from .._runtime.model import Model
from .contact_value import ContactValue


class ContactFields(Model, kw_only=True):
    """The fields that every contact has."""

    company: str | None
    """Where the contact works."""

    first_name: str | None
    """Given name."""

    last_name: str | None
    """Family name."""

    role: str | None
    """What the contact does there."""

    emails: list[ContactValue]
    """E-mail addresses."""

    phone_numbers: list[ContactValue]
    """Phone numbers."""
