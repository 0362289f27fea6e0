"""What can be set for a workspace: at start with `--set`, later through the control API."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one workspace, at their defaults."""

    rate_limit: int = 10
    """How many requests an account may make in one second; 0 lifts the limit."""

    price_cents: int = 1
    """What a segment of a text costs each recipient, in cents."""

    open_task_limit: int = 1000
    """How many tasks of the workspace may be open at the same time; 0 lifts the limit. Quo's reference names
    the error (402, Open Tasks Limit Reached), but no source says at how many: the number is our choice."""

    def with_changes(self, changes: dict[str, Any]) -> Settings:
        """A copy with `changes`.

        Raises:
            ValueError: a name is unknown, or a value is not a whole number from 0 on.
        """
        for name, value in changes.items():
            if name not in NAMES:
                raise ValueError(f"there is no setting {name!r}; there are {', '.join(sorted(NAMES))}")
            check(name, value)
        return replace(self, **changes)

    def as_json(self) -> dict[str, Any]:
        """The settings by name."""
        return asdict(self)


NAMES = frozenset(field.name for field in fields(Settings))


def check(name: str, value: Any) -> None:
    """Raise `ValueError` unless `value` is a whole number from 0 on."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise ValueError(f"{name} takes a whole number from 0 on, not {value!r}")
