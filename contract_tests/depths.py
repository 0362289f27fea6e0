"""How many examples the tests of properties try, and how: one name for each occasion."""

from __future__ import annotations

import os
from collections.abc import Mapping

from hypothesis import HealthCheck, Phase, settings

DEPTHS = ("quick", "ci", "live", "fuzz")
VARIABLE = "HYPOTHESIS_PROFILE"

_COMMON = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    database=None,
)


def register() -> None:
    """Make the depths known to hypothesis, under their own names.

    A search that depends on luck has no place in a build: `quick` and `ci` try the same examples every time.
    Luck is wanted in `make fuzz`. On `live` every example is a request that somebody's account pays for in
    patience, and may hold somebody's data: few of them, none kept in a file, and a failure is shown as it
    was found, for to shrink it would take hundreds of requests.
    """
    settings.register_profile("quick", _COMMON, max_examples=8, stateful_step_count=12)
    settings.register_profile("ci", _COMMON, max_examples=30, stateful_step_count=25)
    settings.register_profile(
        "live",
        _COMMON,
        max_examples=5,
        stateful_step_count=8,
        phases=[Phase.explicit, Phase.generate],
        print_blob=False,
        suppress_health_check=list(HealthCheck),  # a network is slow, and that is no fault of the data
    )
    settings.register_profile(
        "fuzz",
        _COMMON,
        derandomize=False,
        database=settings.get_profile("default").database,
        max_examples=2000,
        stateful_step_count=60,
        print_blob=True,
    )


def depth(said: str | None, target: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The depth of a run: what `--depth` says, else the environment, else what suits the target.

    Raises:
        ValueError: When the environment names a depth that there is not.
    """
    found = said or environment.get(VARIABLE) or ("live" if target == "live" else "ci")
    if found not in DEPTHS:
        raise ValueError(f"{VARIABLE} takes {', '.join(DEPTHS)}, not {found!r}")
    return found


def part(share: int, whole: settings | None = None) -> settings:
    """The settings of a search that is dear: of the examples that others try one in `share`, at least one."""
    whole = whole or settings()
    return settings(whole, max_examples=max(1, whole.max_examples // share))


def is_deep() -> bool:
    """Whether tests are to go on for as long as it takes, as at `fuzz`."""
    return settings().max_examples > settings.get_profile("ci").max_examples
