"""What a call was about."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .artefact_status import ArtefactStatus
from .summary_job import SummaryJob


class CallSummary(Model, kw_only=True):
    """What a call was about."""

    call_id: str
    """The call, `AC…`."""

    status: ArtefactStatus
    """How far it has come."""

    summary: list[str] | None
    """What was said, a sentence each."""

    next_steps: list[str] | None
    """What was agreed, a sentence each."""

    jobs: list[SummaryJob] | None | Unset = UNSET
    """What AI agents found out."""
