"""Finds the side that a word of the command line names, and asks it if it is a gateway."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import httpx
import pytest

from contract_tests.choices import KINDS, LIVE, PROFILES, Choice
from contract_tests.drift import kept
from contract_tests.drift.side import Side
from contract_tests.exchanges import capture
from contract_tests.live.asked import Refused
from contract_tests.live.environment import Incomplete
from contract_tests.recordings.record import meta_for
from contract_tests.targets import opened

PLENTY = 100_000
"""Requests per second: our gateways must show the headers of a limit and never reach it."""


class Unreachable(Exception):
    """A side that cannot be had; the text says why."""


def defaults(variables: Mapping[str, str]) -> tuple[str, str]:
    """What is compared when nobody says: the mock, and live where there is a key, otherwise recordings."""
    return KINDS[0], LIVE if variables.get("MATON_API_KEY") else kept.RECORDINGS


def side(word: str, today: str) -> Side:
    """Return the side that a word names; `today` is the day to note if it is asked now.

    Raises:
        ValueError: the word names nothing, or a directory that holds no recording.
        Unreachable: the gateway cannot be asked.
    """
    kind, _, profile = word.partition(":")
    if kind in KINDS and (not profile or profile in PROFILES):
        return _asked(word, Choice(kind, profile or PROFILES[0]), today)
    if word == LIVE:
        return _asked(word, Choice(LIVE, None), today)
    if "://" in word:
        if "@" in word:
            raise ValueError("A URL must not hold a password; the key comes from MATON_API_KEY.")
        return _asked(word, Choice(word.rstrip("/"), None), today)
    if word == kept.RECORDINGS:
        return kept.load(word, kept.shipped())
    if Path(word).is_dir():
        return kept.load(word, Path(word))
    known = [*KINDS, *(f"{kind}:{profile}" for kind in KINDS for profile in PROFILES), LIVE, kept.RECORDINGS]
    close = get_close_matches(word, known, n=1)
    raise ValueError(
        f"There is no side {word!r}: allowed are in-process and loopback (with :documented or :observed),"
        f" live, a URL, recordings, and a directory that `make record` or --save has written."
        + (f" Did you mean {close[0]}?" if close else "")
    )


def _asked(word: str, choice: Choice, today: str) -> Side:
    try:
        with opened(choice) as target:
            account = target.reader()
            if target.can_control:
                account.set(rate_limit=PLENTY)
            keys = frozenset(filter(None, (account.api_key, account.quo_key)))
            return Side(word, capture(account), meta_for(target, today), keys)
    except Incomplete as missing:
        raise Unreachable(str(missing)) from None
    except Refused as refusal:
        raise Unreachable(f"{word} may not be asked all of it: {refusal}.") from None
    except pytest.skip.Exception as reason:
        raise Unreachable(f"{word} cannot be asked: {reason.msg}.") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise Unreachable(f"{word} cannot be asked: {type(error).__name__}.") from None
