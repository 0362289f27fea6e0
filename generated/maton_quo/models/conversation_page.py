"""A page of conversations."""

from __future__ import annotations

from .._runtime.model import Model
from .conversation import Conversation


class ConversationPage(Model, kw_only=True):
    """A page of conversations."""

    data: list[Conversation]
    """The conversations of this page."""

    total_items: int
    """How many conversations match in all; officially not exact."""

    next_page_token: str | None
    """Where the next page begins; null on the last page."""
