"""A contact."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .contact_custom_field import ContactCustomField
from .contact_fields import ContactFields


class Contact(Model, kw_only=True):
    """A contact."""

    id: str
    """The contact."""

    external_id: str | None
    """Its id in your own system."""

    source: str | None
    """Where it came from; null for contacts made in the app."""

    default_fields: ContactFields
    """The fields that every contact has."""

    custom_fields: list[ContactCustomField]
    """The fields that the workspace has defined."""

    created_at: datetime.datetime
    """When it was created."""

    updated_at: datetime.datetime
    """When it last changed."""

    created_by_user_id: str
    """Who created it, `US…`."""

    source_url: str | None | Unset = UNSET
    """Its page in your own system."""
