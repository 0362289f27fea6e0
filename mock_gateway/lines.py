"""The workspace's numbers as lines that people use: which number is meant, and who may use it."""

from __future__ import annotations

from typing import Any

import msgspec

from .errors import Problem
from .people import user
from .request import Request
from .store import Condition
from .store.tables import PHONE_NUMBERS, together


def line(request: Request, reference: str) -> dict[str, Any]:
    """The workspace's phone number by id (`PN…`) or in E.164; raises `Problem` 404."""
    column = "number" if reference.startswith("+") else "id"
    texts = request.workspace.every(PHONE_NUMBERS, [(column, "=", reference)])
    if not texts:
        raise request.not_found("Phone number")
    return msgspec.json.decode(texts[0], type=dict[str, Any])


def user_on(request: Request, number: dict[str, Any], user_id: str) -> str:
    """`user_id`, if that user is on the number.

    Raises:
        Problem: 404 nobody of this workspace, 403 (Not Phone Number User) not on the number.
    """
    user(request, user_id)
    if not request.workspace.has_member(number["id"], user_id):
        raise Problem(403, f"{user_id} is not a user of {number['id']}")
    return user_id


def on_line(request: Request) -> list[Condition]:
    """The conditions of `phoneNumberId`, `participants` and `userId`, which messages and calls share."""
    number = line(request, request.query["phoneNumberId"])
    where: list[Condition] = [
        ("phone_number_id", "=", number["id"]),
        ("participants", "=", together(request.query["participants"])),
    ]
    if "userId" in request.query:
        where.append(("user_id", "=", user_on(request, number, request.query["userId"])))
    return where
