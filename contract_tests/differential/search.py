"""The search: many histories, and of those that differ the shortest that hypothesis can find."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from contract_tests.differential import machine as rules
from contract_tests.differential.history import Clocks, Differ
from contract_tests.targets import Target


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to."""

    difference: Differ | None
    """The shortest way to a difference; None if none was found."""
    known: frozenset[str]
    """The divergences of the two profiles that were met."""


def search(
    left: Target, right: Target, *, examples: int = 100, steps: int = 20, seed: int = 0, start: str = "demo"
) -> Outcome:
    """Drive both targets through as many histories as `examples`, each of at most `steps` steps.

    The same seed tries the same histories, as long as hypothesis stays the same. Workspaces begin as `start`
    says: like the guide's (`demo`), or `empty`, with which histories are quicker and shorter.
    """

    class OnBoth(rules.Contacts, rules.Tasks, rules.Webhooks, rules.Threads):
        pass

    OnBoth.left, OnBoth.right = left, right
    OnBoth.seed = start
    OnBoth.clocks, OnBoth.met = Clocks(left, right), set()
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
    found = None
    try:
        run_state_machine_as_test(seeded(seed)(OnBoth), settings=chosen)
    except Differ as difference:
        found = difference
    return Outcome(found, frozenset(OnBoth.met))
