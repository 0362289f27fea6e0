"""A user who shares a phone number."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .role import Role


class PhoneNumberUser(Model, kw_only=True):
    """A user who shares a phone number."""

    id: str
    """The user, `US…`."""

    email: str
    """The address the user signs in with."""

    first_name: str | None
    """Given name."""

    last_name: str | None
    """Family name."""

    role: Role
    """What the user may do."""

    group_id: str | Unset = UNSET
    """The group that shares the number, `GR…`."""
