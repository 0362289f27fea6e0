"""A voicemail in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .call_voicemail import CallVoicemail


class CallVoicemailEnvelope(Model, kw_only=True):
    """A voicemail in its envelope."""

    data: CallVoicemail
    """The voicemail."""
