"""An e-mail address or phone number of a contact."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model


class ContactValue(Model, kw_only=True):
    """An e-mail address or phone number of a contact."""

    name: str
    """What it is called, such as `work`."""

    value: str | None
    """The address or number."""

    id: str | Unset = UNSET
    """Its own id."""
