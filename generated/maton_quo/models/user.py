"""A person of the workspace."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .role import Role


class User(Model, kw_only=True):
    """A person of the workspace."""

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

    created_at: datetime.datetime
    """When the user joined."""

    updated_at: datetime.datetime
    """When the user last changed."""

    picture_url: str | None | Unset = UNSET
    """The user's picture."""
