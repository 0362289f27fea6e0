"""The fields to change; null empties one."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .contact_value import ContactValue


class ContactUpdateFields(Model, kw_only=True):
    """The fields to change; null empties one."""

    first_name: str | None | Unset = UNSET
    """Given name."""

    last_name: str | None | Unset = UNSET
    """Family name."""

    company: str | None | Unset = UNSET
    """Where the contact works."""

    role: str | None | Unset = UNSET
    """What the contact does there."""

    emails: list[ContactValue] | Unset = UNSET
    """All e-mail addresses from now on; one without a value is removed."""

    phone_numbers: list[ContactValue] | Unset = UNSET
    """All phone numbers from now on; one without a value is removed."""
