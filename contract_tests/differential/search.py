"""The search: many histories, and of those that differ the shortest that hypothesis can find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from contract_tests.differential import rules
from contract_tests.differential.history import Clocks, Differ
from contract_tests.differential.shortening import shortened
from contract_tests.targets import Target

Topic = tuple[type[rules.Machine], ...]
TOPICS: tuple[Topic, ...] = (
    (rules.Contacts,),
    (rules.Threads,),
    (rules.Tasks,),
    (rules.Webhooks,),
    (rules.Oddities,),
    (rules.Contacts, rules.Threads, rules.Tasks, rules.Webhooks, rules.Oddities),
)
"""What histories are about: one thing at a time, which goes deep, and then everything together."""
AT_A_TIME = 10
"""Histories of one topic before the next has its turn."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to."""

    difference: Differ | None
    """The shortest way to a difference; None if none was found."""
    known: frozenset[str]
    """The divergences of the two profiles that were met."""


def search(
    left: Target,
    right: Target,
    *,
    examples: int = 100,
    steps: int = 20,
    seed: int = 0,
    start: str = "demo",
    topics: Sequence[Topic] = TOPICS,
) -> Outcome:
    """Drive both targets through as many histories as `examples`, each of at most `steps` steps.

    The same seed tries the same histories, as long as hypothesis stays the same. Workspaces begin as `start`
    says: like the guide's (`demo`), or `empty`, with which histories are quicker and shorter.
    """

    clocks, met = Clocks(left, right), set[str]()
    values = {"left": left, "right": right, "clocks": clocks, "met": met, "seed": start}
    machines: list[type[rules.Machine]] = [type("OnBoth", topic, values) for topic in topics]
    rounds = max(examples // (AT_A_TIME * len(topics)), 1)
    for turn, machine in product(range(rounds), machines):
        try:
            run_state_machine_as_test(seeded(seed + turn)(machine), settings=_settings(steps))
        except Differ as difference:
            return Outcome(shortened(difference, machine.begin), frozenset(met))
    return Outcome(None, frozenset(met))


def _settings(steps: int) -> settings:
    return settings(
        max_examples=AT_A_TIME,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
