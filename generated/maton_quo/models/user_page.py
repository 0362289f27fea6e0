"""A page of users."""

from __future__ import annotations

from .._runtime.model import Model
from .user import User


class UserPage(Model, kw_only=True):
    """A page of users."""

    data: list[User]
    """The users of this page."""

    total_items: int
    """How many users there are in all; officially not exact."""

    next_page_token: str | None
    """Where the next page begins; null on the last page."""
