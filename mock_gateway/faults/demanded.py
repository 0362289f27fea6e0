"""A fault for one request alone: the header `Mock-Fault`, as in `Mock-Fault: 503` or `Mock-Fault: slow=2`."""

from __future__ import annotations

from typing import Any

import msgspec

from ..errors import Problem
from .rule import LONGEST_DELAY, Action, Answer

HEADER = "Mock-Fault"

_ARGUMENTS = {
    "slow": "seconds",
    "reset": "when",
    "cut": "bytes",
    "broken-json": "",
    "no-page-token": "",
    "unknown-enum": "field",
    "unknown-field": "field",
    "rate-limit": "",
}
"""The actions that a header can name, and what may follow their names after `=`."""

_ALLOWED = (
    f"an error status from 400 to 599, slow=SECONDS (up to {LONGEST_DELAY}), reset, reset=after, cut,"
    " cut=BYTES, broken-json, no-page-token, unknown-enum=FIELD, unknown-field=FIELD or rate-limit"
)


def action_of(text: str) -> Action:
    """The action that the header's value asks for; raises `Problem` 400 if it means none."""
    if len(text) == 3 and text.isascii() and text.isdigit() and 400 <= int(text) <= 599:
        return Answer(int(text), message=f"A fault was asked for by {HEADER}: {text}")
    name, equals, value = text.partition("=")
    argument = _ARGUMENTS.get(name)
    if argument is None or (equals and not argument) or (name == "slow" and not equals):
        raise _misunderstood(text)
    asked: dict[str, Any] = {"action": name, **({argument: value} if equals else {})}
    try:
        action: Action = msgspec.convert(asked, Action, strict=False)
    except msgspec.ValidationError:
        raise _misunderstood(text) from None
    return action


def _misunderstood(text: str) -> Problem:
    return Problem(400, f"{HEADER} takes {_ALLOWED}; not {text[:20]!r}")
