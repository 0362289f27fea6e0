"""What all parts of a seed draw from."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from ..ids import Ids

GUIDE_TIME = "2022-01-01T00:00:00.000Z"
"""When everything that the guide prints was made."""

GUIDE_NUMBER = "+15555555555"
"""The number of the guide: it is at once the workspace's own and the one on the other side."""

_LIVE = {"CV123abc": "CN123abc", "CT123abc": "000000000000000000123abc", "REC123abc": "CR123abc"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """The words of a recipe file, and the randomness that turns them into a workspace."""

    words: dict[str, Any]
    randomness: random.Random
    ids: Ids
    recording_types: tuple[str, ...]
    ends_at: int
    """The latest activity, in microseconds since 1970."""

    def choice(self, name: str) -> Any:
        """One of the recipe's words."""
        return self.randomness.choice(self.words[name])

    def between(self, name: str) -> int:
        """A number from the recipe's range."""
        low, high = self.words[name]
        return self.randomness.randint(low, high)

    def guide_id(self, id: str) -> str:
        """An id that the guide prints, in the style of this gateway."""
        return _LIVE.get(id, id) if self.ids.live else id
