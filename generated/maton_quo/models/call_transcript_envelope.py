"""A call transcript in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .call_transcript import CallTranscript


class CallTranscriptEnvelope(Model, kw_only=True):
    """A call transcript in its envelope."""

    data: CallTranscript
    """The transcript."""
