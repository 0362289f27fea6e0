"""A page of tasks."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .task import Task


class TaskPage(Model, kw_only=True):
    """A page of tasks."""

    data: list[Task]
    """The tasks of this page."""

    total_items: int
    """How many tasks there are in all; officially not exact."""

    next_page_token: str | None | Unset = UNSET
    """Where the next page begins; absent on the last page."""
