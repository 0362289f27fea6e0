"""Many thousand attempts, counted by what they were for and how they were answered."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from contract_tests.crossing.gateways import Scene
from contract_tests.crossing.oracle import Crossed

EACH = 2_500
"""Attempts on one gateway; then it is planted anew, for whatever the attacker has made slows it down."""


@dataclass
class Count:
    """What came of attempts."""

    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How many, by what they were for and the status of the answer."""
    crossed: str | None = None
    """What crossed, with the request; None if nothing did."""

    @property
    def total(self) -> int:
        """How many there were."""
        return self.answered.total()


def attempts(place: AbstractContextManager[Scene], many: int, seed: str) -> Count:
    """So many attempts on one gateway; the first that crosses is the last.

    Args:
        place: opens the gateway.
        seed: another one tries others.
    """
    count = Count()
    with place as scene:
        _on(scene, random.Random(seed), many, count)
    return count


def _on(scene: Scene, dice: random.Random, many: int, count: Count) -> None:
    for number in range(1, many + 1):
        attempt = scene.surfaces.attempt(scene.surfaces.any(dice), dice)
        try:
            answer = scene.oracle.try_out(attempt)
            if number == many:  # reads are looked after once, for they change nothing
                scene.oracle.look_after(attempt, answer)
        except Crossed as crossed:
            count.crossed = str(crossed)
            return
        count.answered[attempt.aim, answer.status] += 1
