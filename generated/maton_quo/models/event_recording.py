"""One recorded segment of a call as an event tells it."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model


class EventRecording(Model, kw_only=True):
    """One recorded segment of a call as an event tells it."""

    url: str | None
    """Where to fetch the sound."""

    id: str | Unset = UNSET
    """The recording, `REC…` in the guide and `CR…` on the live service."""

    duration: int | None | Unset = UNSET
    """How long it is, in seconds."""

    start_time: datetime.datetime | None | Unset = UNSET
    """When it began."""

    type: str | None | Unset = UNSET
    """A MIME type, such as `audio/mpeg`."""
