"""What `--set NAME=VALUE` sets: one switch of the profile, or one setting."""

from __future__ import annotations

from ..profile import BY_NAME, Profile
from ..settings import NAMES, Settings, assigned


def assigned_options(profile: Profile, assignments: tuple[str, ...]) -> tuple[Profile, Settings]:
    """The profile and the settings after every `NAME=VALUE`; raises `ValueError` with what is allowed."""
    changes: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise ValueError(f"--set takes NAME=VALUE, not {assignment!r}")
        if name in BY_NAME:
            profile = profile.set(name, value)
        elif name in NAMES:
            changes[name] = value
        else:
            known = ", ".join(sorted(NAMES | BY_NAME.keys()))
            raise ValueError(f"there is nothing to set by the name {name!r}; there are {known}")
    return profile, assigned(changes)
