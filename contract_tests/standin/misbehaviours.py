"""What live does on a bad day: each a value that says what happens to a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Slow:
    """The answer comes, but only after some real seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class TooMany:
    """429 without the request being acted on; `retry_after` seconds are told, or nothing at all."""

    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Failing:
    """A 5xx as the edge in front of Maton words it, without the request being acted on."""

    status: int = 503


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset (RST): before the request is acted on, after it, or in the body's middle."""

    when: Literal["before", "after", "mid-body"] = "before"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends in order, but in the middle of the body."""


@dataclass(frozen=True, slots=True)
class Garbage:
    """A success whose body is no JSON, although its type says so."""

    body: bytes = b"<html>It works!</html>"


@dataclass(frozen=True, slots=True)
class Expired:
    """The OAuth token behind the connection has expired: Maton's 500, at the gateway's door alone."""


Misbehaviour = Slow | TooMany | Failing | Reset | Cut | Garbage | Expired
