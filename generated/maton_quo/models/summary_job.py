"""Something an AI agent was told to find out or do in a call."""

from __future__ import annotations

from .._runtime.model import Model
from .summary_job_result import SummaryJobResult


class SummaryJob(Model, kw_only=True):
    """Something an AI agent was told to find out or do in a call."""

    icon: str
    """The emoji shown beside it."""

    name: str
    """What the job is called."""

    result: SummaryJobResult
    """What came of it."""
