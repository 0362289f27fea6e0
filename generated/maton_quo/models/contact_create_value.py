"""An e-mail address or phone number to give to a contact."""

from __future__ import annotations

from .._runtime.model import Model


class ContactCreateValue(Model, kw_only=True):
    """An e-mail address or phone number to give to a contact."""

    name: str
    """What to call it, such as `work`."""

    value: str | None
    """The address or number."""
