"""What was said in a call."""

from __future__ import annotations

import datetime

from .._runtime.model import Model
from .artefact_status import ArtefactStatus
from .dialogue_line import DialogueLine


class CallTranscript(Model, kw_only=True):
    """What was said in a call."""

    call_id: str
    """The call, `AC…`."""

    created_at: datetime.datetime
    """When it was transcribed."""

    dialogue: list[DialogueLine] | None
    """The lines, in the order they were said."""

    duration: float
    """How long the call was, in seconds."""

    status: ArtefactStatus
    """How far it has come."""
