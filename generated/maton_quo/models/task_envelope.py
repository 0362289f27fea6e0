"""A task in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .task import Task


class TaskEnvelope(Model, kw_only=True):
    """A task in its envelope."""

    data: Task
    """The task."""
