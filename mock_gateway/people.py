"""The users that requests name."""

from __future__ import annotations

from .request import Request
from .store.tables import USERS


def user(request: Request, id: str) -> str:
    """`id`, if that user is of the workspace; raises `Problem` 404 otherwise."""
    if request.workspace.find(USERS, id) is None:
        raise request.not_found("User")
    return id


def user_or_owner(request: Request, id: str | None) -> str:
    """`id`, or the workspace's owner where nobody is named; raises `Problem` 404 for a stranger."""
    return request.workspace.owner_id() if id is None else user(request, id)
