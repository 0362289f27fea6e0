"""The call of an event."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .event_call import EventCall


class CallEventData(Model, kw_only=True):
    """The call of an event."""

    object: EventCall
    """The call."""

    deep_link: str | Unset = UNSET
    """Where the app shows it."""
