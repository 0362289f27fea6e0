"""A new task in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .task_created import TaskCreated


class TaskCreatedEnvelope(Model, kw_only=True):
    """A new task in its envelope."""

    data: TaskCreated
    """The task."""
