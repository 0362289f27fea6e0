"""The recordings of a call in their envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .call_recording import CallRecording


class CallRecordingsEnvelope(Model, kw_only=True):
    """The recordings of a call in their envelope."""

    data: list[CallRecording]
    """The recorded segments, oldest first."""
