"""A value for a field that the workspace has defined."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model


class ContactCustomFieldUpdate(Model, kw_only=True):
    """A value for a field that the workspace has defined."""

    value: list[str] | str | bool | float | None
    """What it shall say; null empties it."""

    key: str | Unset = UNSET
    """The field, by its definition's key."""

    id: str | Unset = UNSET
    """The field, by the id of its present value."""
