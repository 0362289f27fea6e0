"""What people have told the gateway through `/_mock/api`, the same for all processes on its database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from .clock import Setting
from .store import Accounts, Database, admission


@dataclass(frozen=True, slots=True)
class Steering:
    """All that can be told; a database that was told nothing has the defaults."""

    clock: Setting = field(default_factory=Setting)


_NOTHING_TOLD = Steering()
_decoder = msgspec.json.Decoder(Steering)


def understood(text: str | None) -> Steering:
    """The steering that a text of the database holds; a text that is known already is not parsed again."""
    return _NOTHING_TOLD if text is None else _parsed(text)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Steering:
    return _decoder.decode(text)


def steer(database: Database, accounts: Accounts, change: Callable[[Steering], Steering]) -> None:
    """Keep what `change` makes of the present steering; what it raises changes nothing."""
    with database.transaction(write=True):
        changed = change(understood(accounts.fact(admission.CONTROL)))
        accounts.keep_fact(admission.CONTROL, msgspec.json.encode(changed).decode())
