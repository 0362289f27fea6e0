"""One run, in order: the gateway, the proxy, the program, and what is said of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..intercept import Intercept
from ..intercept.hosts import HOSTS
from ..journal import reading
from . import expecting, summary
from .behind import Behind, Gone
from .child import NOT_EXECUTABLE, NOT_FOUND, CannotStart, Child
from .environment import environment

UNMET = 3
"""The exit code when the program was content, but what was expected did not come."""
NOT_KNOWN = 2
"""The exit code when it was content, but nobody can tell any more what came."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be run, and what of it."""

    command: tuple[str, ...]
    allowed: tuple[str, ...]
    """Hosts that are let through."""
    expected: tuple[expecting.Expected, ...]
    record: Path | None
    """Where the journal is written to."""
    say: Callable[[str], None]
    """Told what must be known at once, line by line, from any thread."""
    tell: Callable[[str], None]
    """Told what is nice to know."""


def refuse_missing(command: str) -> None:
    """Raise `CannotStart` for a program that is not there, before anything is begun for it."""
    if shutil.which(command) is not None:
        return
    if not os.path.exists(command) or "/" not in command:
        raise CannotStart(NOT_FOUND, f"there is no command {command!r}")
    why = "a folder" if Path(command).is_dir() else "not executable"
    raise CannotStart(NOT_EXECUTABLE, f"{command!r} cannot be run: it is {why}")


def run(wish: Wish, behind: Behind) -> int:
    """Run the program against a gateway that answers; its exit code, or `UNMET`.

    Raises:
        CannotStart: it cannot be started.
        ValueError: something is expected of an operation that there is none of.
        OSError: there is no port for the proxy.
    """
    expecting.refuse_unknown(wish.expected, behind.operations)
    proxy = Intercept(behind.address, allowed=wish.allowed, on_refusal=lambda it: wish.say(_refusal(it)))
    with Child() as child, proxy as intercept:
        own = environment(
            os.environ, intercept.environment(), behind.url, trusts_nobody_else=not wish.allowed
        )
        code = child.run(wish.command, own)
    try:
        complaints = _told(wish, behind, intercept.refused)
    except (Gone, OSError) as error:  # the journal may find no room any more
        wish.say(str(error))
        return code or NOT_KNOWN
    return code or (UNMET if complaints else 0)


def _told(wish: Wish, behind: Behind, refused: Mapping[str, int]) -> list[str]:
    """What did not come as expected, after the journal was written and everything said."""
    entries = behind.entries()
    if wish.record is not None:
        wish.record.write_text(reading.lines(entries), encoding="utf-8")
    sent = summary.texts(entries, behind.price_cents)
    forgotten = entries[0].number - behind.first if entries else 0
    for line in summary.lines(entries, sent, refused, behind.operations, forgotten=forgotten):
        wish.tell(line)
    complaints = expecting.unmet(wish.expected, entries, behind.operations)
    for complaint in complaints:
        wish.say(complaint)
    return complaints


def _refusal(address: str) -> str:
    host = address.rpartition(":")[0].strip("[]")
    if host in HOSTS:
        return f"refused {address}: the gateway stands for {host} at the ports 443 and 80 only"
    return f"refused {address}, which is neither Maton nor Quo; --allow-net {host} would let it through"
