"""A contact's value of a field that the workspace has defined."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .custom_field_type import CustomFieldType


class ContactCustomField(Model, kw_only=True):
    """A contact's value of a field that the workspace has defined."""

    name: str
    """What the field is called."""

    type: CustomFieldType
    """What it holds."""

    value: list[str] | str | bool | float | None
    """What it says."""

    key: str | Unset = UNSET
    """The field, by its definition's key."""

    id: str | Unset = UNSET
    """The id of this value."""
