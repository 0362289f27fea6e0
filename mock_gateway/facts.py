"""What a database knows about itself: its page secret, and the shape of its documents."""

from __future__ import annotations

import base64
import secrets

from .profile import Profile
from .store import Accounts, StoreUnavailable

SHAPING = ("id_style", "recording_type", "max_recipients")
"""The switches that decide what a stored document looks like."""


def page_secret(accounts: Accounts) -> bytes:
    """What page tokens are signed with: one for all processes on the database, across restarts."""
    kept, keyring = accounts.fact("page_secret"), accounts.database.keyring
    if kept is None:
        kept = base64.b64encode(secrets.token_bytes(32)).decode()
        accounts.keep_fact("page_secret", kept if keyring is None else keyring.sealed(kept))
    elif keyring is not None:
        kept = keyring.opened(kept)
    return base64.b64decode(kept)


def keep_shape(accounts: Accounts, profile: Profile, name: str) -> None:
    """Keep documents of different shapes apart: the spec of either profile would refuse the other's.

    Raises:
        StoreUnavailable: the database, known by `name`, was made under other switches.
    """
    kept = {switch: accounts.fact(switch) for switch in SHAPING}
    wrong = [f"{switch}={value}" for switch, value in kept.items() if value not in (None, profile[switch])]
    if wrong:
        raise StoreUnavailable(
            f"{name} was made with {', '.join(wrong)}: set that again, or take another database"
        )
    for switch, value in kept.items():
        if value is None:
            accounts.keep_fact(switch, profile[switch])
