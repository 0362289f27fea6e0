"""The search: many histories, and of those that differ the shortest that hypothesis can find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from contract_tests.differential import rules, rules_guests
from contract_tests.differential.guests import Guests, tidied
from contract_tests.differential.history import Clocks, Differ, History
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
READING: tuple[Topic, ...] = ((rules_guests.Reading,),)
WRITING: tuple[Topic, ...] = (
    *READING,
    (rules_guests.MarkedContacts,),
    (rules_guests.MarkedTasks,),
    (rules_guests.Reading, rules_guests.MarkedContacts, rules_guests.MarkedTasks),
)
"""The same where a side is somebody's account: without and with permission to write."""
AT_A_TIME = 10
"""Histories of one topic before the next has its turn."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to."""

    difference: Differ | None
    """The shortest way to a difference; None if none was found."""
    known: frozenset[str]
    """The divergences of the two profiles that were met."""
    refused: frozenset[str] = frozenset()
    """Why the search ended early: what may not be asked of somebody's account."""


class Unsteady(Exception):
    """The sides differed once and not again; the text says where, and not what stood there."""

    def __init__(self, first: Differ | None) -> None:
        where = f"at {first.found[0].where} after {len(first.taken)} steps" if first else "at some step"
        super().__init__(
            f"they differed once, {where}, and not when the same steps were taken again: something there"
            " depends on time or on chance"
        )


def search(
    left: Target,
    right: Target,
    *,
    examples: int = 100,
    steps: int = 20,
    seed: int = 0,
    start: str = "demo",
    topics: Sequence[Topic] | None = None,
) -> Outcome:
    """Drive both targets through as many histories as `examples`, each of at most `steps` steps.

    The same seed tries the same histories, as long as hypothesis stays the same. Workspaces begin as `start`
    says: like the guide's (`demo`), or `empty`, with which histories are quicker and shorter. Where a side is
    somebody's account, all histories are on the same two accounts, and leave nothing behind.

    Raises:
        Unsteady: what differed did not when it was tried again.
        Unequal: somebody's account lacks what the comparison needs.
    """
    clocks, met, refused = Clocks(left, right), set[str](), set[str]()
    values = {"left": left, "right": right, "clocks": clocks, "met": met, "seed": start, "refused": refused}
    guards = [target.guard for target in (left, right) if target.guard]
    end = tidied if guards else History.close
    if guards:
        writing = all(guard.permissions.writes for guard in guards)
        values["guests"] = Guests.invited(left, right, writing=writing)
        topics = topics or (WRITING if writing else READING)
    topics = topics or TOPICS
    machines: list[type[rules.Machine]] = [type("OnBoth", topic, values) for topic in topics]
    at_a_time = min(AT_A_TIME, max(examples // len(topics), 1))
    rounds = max(examples // (at_a_time * len(topics)), 1)
    found: Differ | None = None
    for turn, machine in product(range(rounds), machines):
        try:
            run_state_machine_as_test(seeded(seed + turn)(machine), settings=_settings(steps, at_a_time))
        except Differ as difference:
            found = shortened(difference, machine.begin, end)
        except Flaky as flaky:
            found = _first_of(flaky)
            if found is None or not refused:  # else no request was left to try it again
                raise Unsteady(found) from None
        if found or refused:
            break
    return Outcome(found, frozenset(met), frozenset(refused))


def _first_of(flaky: Flaky) -> Differ | None:
    """The difference that was seen at first."""
    seen = getattr(flaky, "exceptions", ())
    return next((each for each in seen if isinstance(each, Differ)), None)


def _settings(steps: int, examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
