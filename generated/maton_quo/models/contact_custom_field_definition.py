"""A field that the workspace has defined for its contacts."""

from __future__ import annotations

from .._runtime.model import Model
from .custom_field_type import CustomFieldType


class ContactCustomFieldDefinition(Model, kw_only=True):
    """A field that the workspace has defined for its contacts."""

    name: str
    """What the field is called."""

    key: str
    """What to name it by in requests."""

    type: CustomFieldType
    """What it holds."""
