"""What one side said without a break."""

from __future__ import annotations

from .._runtime.model import Model


class DialogueLine(Model, kw_only=True):
    """What one side said without a break."""

    content: str
    """What was said."""

    start: float
    """When it began, in seconds from the start of the call."""

    end: float
    """When it ended, in seconds from the start of the call."""

    identifier: str | None
    """The number that spoke, in E.164."""

    user_id: str | None
    """The user who spoke, `US…`; null for the other side."""
