"""Users, phone numbers and custom fields, as the recipe lists them."""

from __future__ import annotations

from typing import Any

from ..clock import moment_of
from ..store import Workspace
from ..store.tables import CUSTOM_FIELDS, PHONE_NUMBERS, USERS
from .recipe import GUIDE_TIME, Recipe

_AS_LISTED = moment_of(GUIDE_TIME)
_ON_A_NUMBER = ("id", "email", "firstName", "lastName", "role")
_EVERYWHERE_BUT_ABROAD = {"CA": "unrestricted", "Intl": "restricted", "US": "unrestricted"}


def fill(workspace: Workspace, recipe: Recipe) -> None:
    """Add them in the order of the recipe, a microsecond apart."""
    users = {user["id"]: user for user in recipe.words["users"]}
    times = {"createdAt": GUIDE_TIME, "updatedAt": GUIDE_TIME}
    for index, user in enumerate(users.values()):
        document = {**user, "pictureUrl": None, **times}
        workspace.insert(USERS, document, id=user["id"], created_at=_AS_LISTED + index)
    for index, number in enumerate(recipe.words["phone_numbers"]):
        document = {**_number(number, users), **times}
        workspace.insert(
            PHONE_NUMBERS, document, id=number["id"], number=number["number"], created_at=_AS_LISTED + index
        )
        for user_id in number["users"]:
            workspace.add_member(number["id"], user_id)
    for index, field in enumerate(recipe.words["custom_fields"]):
        workspace.insert(CUSTOM_FIELDS, field, id=field["key"], created_at=_AS_LISTED + index)


def _number(number: dict[str, Any], users: dict[str, dict[str, Any]]) -> dict[str, Any]:
    group = {"groupId": number["groupId"]}
    return {
        **number,
        "users": [{name: users[id][name] for name in _ON_A_NUMBER} | group for id in number["users"]],
        "forward": None,
        "portRequestId": None,
        "portingStatus": None,
        "restrictions": {"calling": _EVERYWHERE_BUT_ABROAD, "messaging": _EVERYWHERE_BUT_ABROAD},
    }
