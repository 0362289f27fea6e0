"""Which targets a run was asked for, before any of them is opened."""

from __future__ import annotations

from dataclasses import dataclass, replace

KINDS = ("in-process", "loopback")
"""The gateways that a run starts itself."""
LIVE = "live"
DATABASES = ("sqlite", "postgresql")
PROFILES = ("documented", "observed")


@dataclass(frozen=True, slots=True)
class Choice:
    """A target that was asked for but not opened yet."""

    kind: str
    """`in-process`, `loopback`, `live`, or a URL."""
    profile: str | None
    """None takes whatever profile the gateway at a URL has."""
    database: str = DATABASES[0]
    """What a gateway of ours keeps everything in."""

    @property
    def is_in_memory(self) -> bool:
        """Whether it lives in the memory of this process, where it is opened in no time."""
        return (self.kind, self.database) == (KINDS[0], DATABASES[0])

    def __str__(self) -> str:
        words = (self.kind, self.profile, self.database if self.database != DATABASES[0] else None)
        return "-".join(filter(None, words))


def choices(kind: str | None, profile: str | None, database: str | None = None) -> list[Choice]:
    """What to run against: what the command line says.

    By default it is both profiles, each in-process and over a socket, and one on PostgreSQL.
    """
    if database:
        return [replace(choice, database=database) for choice in _choices(kind or KINDS[0], profile)]
    found = _choices(kind, profile)
    return found if kind or profile else [*found, Choice("in-process", "documented", "postgresql")]


def _choices(kind: str | None, profile: str | None) -> list[Choice]:
    if kind and "://" in kind:
        if "@" in kind:
            raise ValueError("A URL must not hold a password: it would stand in every report of the run.")
        return [Choice(kind.rstrip("/"), profile)]
    if kind == LIVE:
        return [Choice(LIVE, profile)]
    if kind and kind not in KINDS:
        raise ValueError(f"--target takes {', '.join(KINDS)}, {LIVE} or a URL, not {kind!r}")
    if kind or profile:
        return [Choice(kind or KINDS[0], each) for each in ((profile,) if profile else PROFILES)]
    return [Choice(where, each) for where in KINDS for each in PROFILES]
