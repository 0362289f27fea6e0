"""One recorded segment of a call."""

from __future__ import annotations

import datetime

from .._runtime.model import Model
from .recording_status import RecordingStatus


class CallRecording(Model, kw_only=True):
    """One recorded segment of a call."""

    id: str
    """The recording, `REC…` in the guide and `CR…` on the live service."""

    duration: int | None
    """How long it is, in seconds."""

    start_time: datetime.datetime | None
    """When it began."""

    status: RecordingStatus | None
    """How far it has come."""

    type: str | None
    """`voicemail` or `call` in the guide, a MIME type on the live service."""

    url: str | None
    """Where to fetch the sound."""
