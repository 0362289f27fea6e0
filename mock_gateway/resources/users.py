"""The people of the workspace."""

from __future__ import annotations

from ..listing import one, paged
from ..request import Request
from ..store.tables import USERS


def users_list(request: Request) -> bytes:
    """A page of users, oldest membership first."""
    return paged(request, USERS, [])


def users_get(request: Request) -> str:
    """One user."""
    return one(request, USERS, request.path["userId"], "User")
