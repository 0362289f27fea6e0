"""Field definitions in their envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .contact_custom_field_definition import ContactCustomFieldDefinition


class ContactCustomFieldsEnvelope(Model, kw_only=True):
    """Field definitions in their envelope."""

    data: list[ContactCustomFieldDefinition]
    """The field definitions."""
