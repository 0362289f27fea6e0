"""Something that falls due on the timeline, as the functions see it that let it happen."""

from __future__ import annotations

from dataclasses import dataclass

from .ids import Ids
from .store import Workspace


@dataclass(frozen=True, slots=True)
class Happening:
    """What it happens to, and when."""

    workspace: Workspace
    subject_id: str
    at: int
    """When it fell due, in microseconds since 1970: for what happens it is the present."""
    ids: Ids
