"""A call summary in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .call_summary import CallSummary


class CallSummaryEnvelope(Model, kw_only=True):
    """A call summary in its envelope."""

    data: CallSummary
    """The summary."""
