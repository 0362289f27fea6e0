"""One of the workspace's phone numbers."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .phone_number_restrictions import PhoneNumberRestrictions
from .phone_number_user import PhoneNumberUser


class PhoneNumber(Model, kw_only=True):
    """One of the workspace's phone numbers."""

    id: str
    """The phone number, `PN…`."""

    number: str
    """The number in E.164."""

    formatted_number: str | None
    """The number as people write it."""

    name: str
    """What the workspace calls it."""

    users: list[PhoneNumberUser]
    """Who shares it; the first is its owner."""

    created_at: datetime.datetime
    """When the number was added."""

    updated_at: datetime.datetime
    """When the number last changed."""

    group_id: str | Unset = UNSET
    """The group that shares it, `GR…`."""

    forward: str | None | Unset = UNSET
    """The number that calls are forwarded to."""

    port_request_id: str | None | Unset = UNSET
    """The request to bring the number from another carrier."""

    porting_status: str | None | Unset = UNSET
    """How far that request has come."""

    symbol: str | None | Unset = UNSET
    """The emoji shown beside the number."""

    restrictions: PhoneNumberRestrictions | Unset = UNSET
    """Where it may call and text."""
