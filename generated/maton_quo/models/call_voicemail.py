"""The message a caller left."""

from __future__ import annotations

from .._runtime.model import Model
from .voicemail_status import VoicemailStatus


class CallVoicemail(Model, kw_only=True):
    """The message a caller left."""

    id: str
    """The voicemail, `VM…`."""

    duration: int | None
    """How long it is, in seconds; null until processed."""

    transcript: str | None
    """What was said; null until processed."""

    recording_url: str | None
    """Where to fetch the sound; null until processed."""

    status: VoicemailStatus
    """How far it has come."""
