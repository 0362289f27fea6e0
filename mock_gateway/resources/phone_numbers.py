"""The workspace's own phone numbers."""

from __future__ import annotations

from ..listing import listed, one
from ..request import Request
from ..store import Condition
from ..store.tables import PHONE_NUMBERS


def phone_numbers_list(request: Request) -> str:
    """All numbers, or those that one user has."""
    where: list[Condition] = []
    if "userId" in request.query:
        where = [("id", "in", request.workspace.numbers_of(request.query["userId"]))]
    return listed(request.workspace.every(PHONE_NUMBERS, where))


def phone_numbers_get(request: Request) -> str:
    """One number."""
    return one(request, PHONE_NUMBERS, request.path["phoneNumberId"], "Phone number")
