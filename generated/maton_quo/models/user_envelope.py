"""A user in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .user import User


class UserEnvelope(Model, kw_only=True):
    """A user in its envelope."""

    data: User
    """The user."""
