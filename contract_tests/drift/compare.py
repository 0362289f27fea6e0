"""Compares two captures call by call."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from contract_tests.drift import inside, outside
from contract_tests.drift.asked import Asked
from contract_tests.drift.findings import Finding, Report, merged
from contract_tests.exchanges import Exchange

Named = dict[str, Exchange]


def compare(
    left: Sequence[Exchange],
    right: Sequence[Exchange],
    *,
    names: tuple[str, str] = ("left", "right"),
    excuses: bool = True,
    accepted: Collection[tuple[str, ...]] = (),
) -> Report:
    """Return where two captures differ in form; their values are neither compared nor repeated.

    Args:
        names: what the sides are called.
        excuses: whether a divergence between the guide and the live service explains a difference.
        accepted: keys of findings that are no news.
    """
    sides: tuple[Named, Named] = ({each.name: each for each in left}, {each.name: each for each in right})
    both = [name for name in sides[0] if name in sides[1]]
    return Report(
        *names,
        findings=merged(_findings(sides, both, excuses=excuses)),
        compared=tuple(both),
        only_left=tuple(name for name in sides[0] if name not in sides[1]),
        only_right=tuple(name for name in sides[1] if name not in sides[0]),
        accepted=frozenset(accepted),
    )


def _findings(sides: tuple[Named, Named], both: Sequence[str], *, excuses: bool) -> Iterator[Finding]:
    left, right = sides
    for name in both:
        yield from outside.findings(left[name], right[name], Asked(left[name], excuses))
    operations = dict.fromkeys(each.operation for side in sides for each in side.values())
    for operation in operations:
        answers = [[each for each in side.values() if each.operation == operation] for side in sides]
        if all(answers):
            yield from inside.findings(operation, *answers, excuses=excuses)
