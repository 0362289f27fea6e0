"""The message of an event."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .event_message import EventMessage


class MessageEventData(Model, kw_only=True):
    """The message of an event."""

    object: EventMessage
    """The message."""

    deep_link: str | Unset = UNSET
    """Where the app shows it."""
