"""A text message as an event tells it."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .direction import Direction
from .message_media import MessageMedia
from .message_status import MessageStatus


class EventMessage(Model, kw_only=True):
    """A text message as an event tells it."""

    id: str
    """The message, `AC…`."""

    object: str
    """`message`."""

    from_: str
    """Who sent it, mostly in E.164; may be a short code."""

    to: list[str]
    """Who it went to. Deliveries have been seen with the one number bare; the client makes it a list."""

    direction: Direction
    """Sent or received."""

    text: str | None
    """What it says."""

    status: MessageStatus
    """How far it has come."""

    created_at: datetime.datetime
    """When it was accepted or received."""

    user_id: str | None | Unset = UNSET
    """Who sent it, or whose number received it, `US…`."""

    phone_number_id: str | None | Unset = UNSET
    """The workspace's number it was sent on, `PN…`."""

    conversation_id: str | None | Unset = UNSET
    """The thread it belongs to."""

    media: list[MessageMedia] | Unset = UNSET
    """What came with it."""

    contact_ids: list[str] | Unset = UNSET
    """The contacts who have the other side's number."""
