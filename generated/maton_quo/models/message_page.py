"""A page of messages."""

from __future__ import annotations

from .._runtime.model import Model
from .message import Message


class MessagePage(Model, kw_only=True):
    """A page of messages."""

    data: list[Message]
    """The messages of this page."""

    total_items: int
    """How many messages match in all; officially not exact."""

    next_page_token: str | None
    """Where the next page begins; null on the last page."""
