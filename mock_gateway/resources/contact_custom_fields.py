"""The extra fields that the workspace has defined for its contacts."""

from __future__ import annotations

from ..listing import listed
from ..request import Request
from ..store.tables import CUSTOM_FIELDS


def contact_custom_fields_list(request: Request) -> str:
    """All field definitions, in the order they were made."""
    return listed(request.workspace.every(CUSTOM_FIELDS))
