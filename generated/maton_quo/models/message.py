"""A text message."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .direction import Direction
from .message_media import MessageMedia
from .message_status import MessageStatus


class Message(Model, kw_only=True):
    """A text message."""

    id: str
    """The message, `AC…`."""

    to: list[str]
    """Who it went to."""

    from_: str
    """Who sent it, mostly in E.164; may be a short code."""

    text: str
    """What it says."""

    phone_number_id: str | None
    """The workspace's number it was sent on, `PN…`."""

    direction: Direction
    """Sent or received."""

    user_id: str | None
    """Who sent it, `US…`; null on incoming messages."""

    status: MessageStatus
    """How far it has come."""

    created_at: datetime.datetime
    """When it was accepted or received."""

    updated_at: datetime.datetime
    """When its status last changed."""

    conversation_id: str | Unset = UNSET
    """The thread it belongs to."""

    media: list[MessageMedia] | Unset = UNSET
    """What came with it."""
