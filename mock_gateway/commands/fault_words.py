"""A fault in one word, such as `503` or `slow=2s`, and the rule that it stands for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import msgspec

from ..control.faults import NewFault
from ..faults.rule import Action
from .durations import seconds_of

NAMES = tuple(str(action.__struct_config__.tag) for action in get_args(Action))
"""The actions by name; `status` is said by the status alone."""
_SPANS = ("slow", "down")
_MATCHED = ("operation", "method", "path", "workspace_id")


def rule_of(word: str, options: dict[str, Any]) -> NewFault:
    """The rule that a word and the options beside it stand for.

    Args:
        options: `operation`, `method`, `path`, `workspace_id`, `after`, `times`, `every`, `probability`.

    Raises:
        ValueError: there is no such fault; the text says which there are.
    """
    rule = dict(options)
    match = {name: rule.pop(name) for name in _MATCHED if name in rule}
    then = _action(word) | ({"when": "after"} if rule.pop("after", False) else {})
    try:
        return msgspec.convert({"match": match, "then": then, **rule}, NewFault)
    except msgspec.ValidationError as error:
        if "`when`" in str(error):
            raise ValueError(f"--after is for a status, slow and reset, not for {word!r}") from None
        raise ValueError(f"{word!r} is no fault: {_lower(str(error))}") from None


def rule_in(file: Path) -> NewFault:
    """The rule that a JSON file holds; raises `ValueError`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=NewFault)
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {(error.strerror or '').lower()}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} is no rule: {_lower(str(error))}") from None


def _action(word: str) -> dict[str, Any]:
    name, equals, value = word.partition("=")
    if word.isascii() and word.isdigit():
        return {"action": "status", "status": int(word[:9])}
    if name not in NAMES or name == "status":
        known = ", ".join(each for each in NAMES if each != "status")
        raise ValueError(f"there is no fault {word!r}; there are a status such as 503, {known}")
    if name in _SPANS:
        if not equals:
            raise ValueError(f"{name} takes how long, such as {name}=5s")
        return {"action": name, "seconds": seconds_of(value)}
    if name == "cut" and equals:
        if not (value.isascii() and value.isdigit()):
            raise ValueError(f"cut takes a number of bytes, such as cut=100, not {value!r}")
        return {"action": name, "bytes": int(value)}
    if equals:
        raise ValueError(f"{name} takes no value")
    return {"action": name}


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].partition(" - at")[0].replace("`", "")
