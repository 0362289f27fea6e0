"""The fields that every contact has; only `first_name` must be given, and may be null."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .contact_create_value import ContactCreateValue


class ContactCreateFields(Model, kw_only=True):
    """The fields that every contact has; only `first_name` must be given, and may be null."""

    first_name: str | None
    """Given name."""

    last_name: str | None | Unset = UNSET
    """Family name."""

    company: str | None | Unset = UNSET
    """Where the contact works."""

    role: str | None | Unset = UNSET
    """What the contact does there."""

    emails: list[ContactCreateValue] | Unset = UNSET
    """E-mail addresses."""

    phone_numbers: list[ContactCreateValue] | Unset = UNSET
    """Phone numbers."""
