"""The transcript of a call as an event tells it."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .artefact_status import ArtefactStatus
from .dialogue_line import DialogueLine


class EventCallTranscript(Model, kw_only=True):
    """The transcript of a call as an event tells it."""

    call_id: str
    """The call, `AC…`."""

    object: str
    """`call_transcript`."""

    status: ArtefactStatus
    """How far it has come."""

    created_at: datetime.datetime | Unset = UNSET
    """When it was transcribed."""

    dialogue: list[DialogueLine] | None | Unset = UNSET
    """The lines, in the order they were said."""

    duration: float | None | Unset = UNSET
    """How long the call was, in seconds."""

    contact_ids: list[str] | Unset = UNSET
    """The contacts who have the other side's number."""
