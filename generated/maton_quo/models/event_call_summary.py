"""The summary of a call as an event tells it."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .artefact_status import ArtefactStatus
from .summary_job import SummaryJob


class EventCallSummary(Model, kw_only=True):
    """The summary of a call as an event tells it."""

    call_id: str
    """The call, `AC…`."""

    object: str
    """`call_summary`."""

    status: ArtefactStatus
    """How far it has come."""

    summary: list[str] | None | Unset = UNSET
    """What was said, a sentence each."""

    next_steps: list[str] | None | Unset = UNSET
    """What was agreed, a sentence each."""

    jobs: list[SummaryJob] | None | Unset = UNSET
    """What AI agents found out."""

    contact_ids: list[str] | Unset = UNSET
    """The contacts who have the other side's number."""
