"""What a private gateway can be asked to be: its seed, its profile, and any single switch or setting."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..profile import BY_NAME, Profile
from ..settings import LARGEST, NAMES, Settings, assigned

OWN = ("seed", "profile", "balance_cents")


@dataclass(frozen=True, slots=True)
class Options:
    """What a private gateway begins as."""

    seed: str
    profile: Profile
    settings: Settings
    balance_cents: int | None
    """The workspace's credits; None leaves what the seed has."""


def options(**given: Any) -> Options:
    """The options that were given by name, the rest at its default.

    There is no rate limit unless one is set: a test sends more than ten requests a second.

    Args:
        given: `seed` (`demo`, `empty`, the path of a YAML file), `profile`, `balance_cents`, and every name
            that `quo-mock serve --set` takes, such as `rate_limit=10` or `send_envelope="data"`.

    Raises:
        ValueError: a name is unknown or a value is not allowed; the text says what is.
    """
    for name in given:
        if name not in (*OWN, *NAMES, *BY_NAME):
            raise ValueError(_unknown(name))
    seed, balance = given.get("seed", "demo"), given.get("balance_cents")
    if not isinstance(seed, str) or not seed:
        raise ValueError(f"seed takes a name such as demo, or the path of a YAML file, not {seed!r}")
    if balance is not None and not (type(balance) is int and 0 <= balance <= LARGEST):
        raise ValueError(f"balance_cents takes a whole number from 0 on, not {balance!r}")
    profile = given.get("profile", "documented")
    chosen = profile if isinstance(profile, Profile) else Profile.named(str(profile))
    for name in BY_NAME.keys() & given.keys():
        chosen = chosen.set(name, given[name])
    texts = {name: str(given[name]) for name in sorted(NAMES & given.keys())}
    return Options(seed, chosen, assigned({"rate_limit": "0", **texts}), balance)


def _unknown(name: str) -> str:
    known = (*OWN, *sorted(NAMES), *BY_NAME)
    close = get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no option {name!r}; there are {', '.join(known)}.{hint}"
