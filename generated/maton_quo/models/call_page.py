"""A page of calls."""

from __future__ import annotations

from .._runtime.model import Model
from .call import Call


class CallPage(Model, kw_only=True):
    """A page of calls."""

    data: list[Call]
    """The calls of this page."""

    total_items: int
    """How many calls match in all; officially not exact."""

    next_page_token: str | None
    """Where the next page begins; null on the last page."""
