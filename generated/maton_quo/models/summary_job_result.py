"""What a summary job found."""

from __future__ import annotations

from .._runtime.model import Model
from .summary_job_field import SummaryJobField


class SummaryJobResult(Model, kw_only=True):
    """What a summary job found."""

    data: list[SummaryJobField]
    """The findings."""
