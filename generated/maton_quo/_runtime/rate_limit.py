"""What the `ratelimit` headers of an answer say about the 10 requests a second."""

from __future__ import annotations

import re
from typing import NamedTuple

import httpx


class RateLimit(NamedTuple):
    """How far the account is from its limit.

    Attributes:
        limit: How many requests a window allows; None if the server does not say.
        remaining: How many are left of the current window.
        reset: When the window ends, in seconds from the answer; None if the server does not say.
    """

    limit: int | None
    remaining: int
    reset: int | None


def read(headers: httpx.Headers) -> RateLimit | None:
    """The state of the limit; None if the answer does not tell it.

    The form is that of the IETF draft: `ratelimit: "per-second"; r=9; t=1`, and beside it
    `ratelimit-policy: "per-second"; q=10; w=1`.
    """
    state = headers.get("ratelimit", "")
    remaining = _number(state, "r")
    if remaining is None:
        return None
    return RateLimit(_number(headers.get("ratelimit-policy", ""), "q"), remaining, _number(state, "t"))


def _number(header: str, name: str) -> int | None:
    found = re.search(rf"(?:^|;)\s*{name}=(\d{{1,9}})\s*(?:;|,|$)", header, re.ASCII)
    return int(found[1]) if found else None
