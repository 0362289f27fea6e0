"""The new revision of a task in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .task_revision import TaskRevision


class TaskRevisionEnvelope(Model, kw_only=True):
    """The new revision of a task in its envelope."""

    data: TaskRevision
    """The revision."""
