"""The two sides of a comparison: a gateway that is asked now, or what one has answered before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import httpx
import pytest

from contract_tests.choices import KINDS, LIVE, PROFILES, Choice
from contract_tests.drift import kept
from contract_tests.exchanges import Exchange, capture
from contract_tests.live.asked import Refused
from contract_tests.live.environment import Incomplete
from contract_tests.targets import Account, Target, opened

PLENTY = 100_000
"""Requests per second: our gateways must show the headers of a limit and never reach it."""
RECORDINGS = "recordings"


class Unreachable(Exception):
    """A side that cannot be had; the text says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side, asked or read."""

    name: str
    exchanges: list[Exchange]
    is_ours: bool
    """Whether it is the mock: only against that a divergence explains a difference."""


def defaults(variables: Mapping[str, str]) -> tuple[str, str]:
    """What is compared when nobody says: the mock and live where there is a key, else and the recordings."""
    return KINDS[0], LIVE if variables.get("MATON_API_KEY") else RECORDINGS


def side(word: str, reader: Callable[[Target], Account] = Target.reader) -> Side:
    """Return the side that a word of the command line names, asking it if it is a gateway.

    Raises:
        ValueError: the word names nothing, or a file that holds no capture.
        Unreachable: the gateway cannot be asked.
    """
    kind, _, profile = word.partition(":")
    if kind in KINDS and (not profile or profile in PROFILES):
        return _asked(word, Choice(kind, profile or PROFILES[0]), reader)
    if word == LIVE:
        return _asked(word, Choice(LIVE, None), reader)
    if "://" in word:
        if "@" in word:
            raise ValueError("A URL must not hold a password; the key comes from MATON_API_KEY.")
        return _asked(word, Choice(word.rstrip("/"), None), reader)
    return _kept(word)


def _kept(word: str) -> Side:
    path = Path(word)
    if word == RECORDINGS or path.is_dir():
        return _recorded(word)
    if path.is_file():
        target, exchanges = kept.load(path)
        return Side(path.name, exchanges, is_ours=target.partition(":")[0] in KINDS)
    known = [*KINDS, *(f"{kind}:{profile}" for kind in KINDS for profile in PROFILES), LIVE, RECORDINGS]
    close = get_close_matches(word, known, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    raise ValueError(
        f"There is no side {word!r}: allowed are in-process, loopback (each with :documented or :observed),"
        f" live, a URL, recordings, a directory of them, or a file that --save has written.{hint}"
    )


def _recorded(word: str) -> Side:
    raise Unreachable(f"{word} cannot be read yet.")


def _asked(word: str, choice: Choice, reader: Callable[[Target], Account]) -> Side:
    try:
        with opened(choice) as target:
            account = reader(target)
            if target.can_control:
                account.set(rate_limit=PLENTY)
            return Side(word, capture(account), is_ours=target.can_control)
    except Incomplete as missing:
        raise Unreachable(str(missing)) from None
    except Refused as refusal:
        raise Unreachable(f"{word} may not be asked all of it: {refusal}.") from None
    except pytest.skip.Exception as reason:
        raise Unreachable(f"{word} cannot be asked: {reason}.") from None
    except (httpx.HTTPError, OSError) as error:
        raise Unreachable(f"{word} cannot be asked: {type(error).__name__}.") from None
