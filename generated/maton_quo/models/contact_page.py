"""A page of contacts."""

from __future__ import annotations

from .._runtime.model import Model
from .contact import Contact


class ContactPage(Model, kw_only=True):
    """A page of contacts."""

    data: list[Contact]
    """The contacts of this page."""

    total_items: int
    """How many contacts match in all; officially not exact."""

    next_page_token: str | None
    """Where the next page begins; null on the last page."""
