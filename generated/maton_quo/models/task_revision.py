"""Which version of a task a change has made."""

from __future__ import annotations

from .._runtime.model import Model


class TaskRevision(Model, kw_only=True):
    """Which version of a task a change has made."""

    task_id: str
    """The task, `TK…`."""

    revision: str
    """Its new revision, one more than before."""
