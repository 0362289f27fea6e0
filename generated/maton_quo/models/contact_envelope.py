"""A contact in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .contact import Contact


class ContactEnvelope(Model, kw_only=True):
    """A contact in its envelope."""

    data: Contact
    """The contact."""
