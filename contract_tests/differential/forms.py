"""What can be compared with a workspace that is somebody's: what the run made, refusals, and forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contract_tests.differential.comparison import HEADERS, Answer, Difference
from contract_tests.differential.names import Pair
from contract_tests.differential.steps import Step

OWN = ("contacts", "tasks")
FOUND_BY = ("sources", "externalIds")
"""Filters by which a list shows nothing but what the run made."""
THEIRS = ("customFields",)
"""Fields of what the run made that the workspace fills as its owner arranged it."""

_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


def is_about_its_own(step: Step) -> bool:
    """Whether the answer is about nothing but what the run itself made."""
    call = step.call
    if call is None or call.operation.tag not in OWN:
        return False
    if call.operation.id.endswith("_list"):
        return any(call.query.get(name) for name in FOUND_BY)
    return call.operation.method == "POST" or all(isinstance(id, Pair) for id in call.path.values())


def counts(difference: Difference) -> bool:
    """Whether it is one in what the run made, and not in what the workspace adds to it."""
    return not any(f"/{name}" in difference.where for name in THEIRS)


@dataclass(slots=True)
class _Seen:
    """What stands at one path of an answer; those of a list's items are one."""

    types: set[str] = field(default_factory=set)
    """Without null, which any data may have."""
    always: set[str] | None = None
    """The fields that every object there has; None if there is no object."""


def of_form(left: Answer, right: Answer) -> list[Difference]:
    """Where two answers differ whatever data stand behind them: status, headers, code, fields and types.

    Fields count where all objects of one side have them and none of the other, types where a value never has
    the same on both; values never count, but for the code of a refusal.
    """
    if left.status != right.status:
        return [Difference("status", str(left.status), str(right.status))]
    names = [name for name in HEADERS if left.headers.get(name) != right.headers.get(name)]
    found = [
        Difference(f"header {name}", str(left.headers.get(name)), str(right.headers.get(name)))
        for name in names
        if name != "retry-after"
    ]
    codes = [_code(answer) for answer in (left, right)]
    if left.status >= 400 and codes[0] != codes[1]:
        found.append(Difference("/code", *codes))
    return [*found, *_forms_apart(_seen(left.content), _seen(right.content))]


def _forms_apart(left: dict[str, _Seen], right: dict[str, _Seen]) -> Iterator[Difference]:
    for path in sorted(left.keys() & right.keys()):
        one, other = left[path], right[path]
        if one.types and other.types and not one.types & other.types:
            yield Difference(path or "/", *(" or ".join(sorted(each.types)) for each in (one, other)))
        if one.always is None or other.always is None:
            continue
        for name in sorted(one.always | other.always):
            is_left, is_right = (f"{path}/{name}" in each for each in (left, right))
            if is_left != is_right:
                said = ("there", "nothing") if is_left else ("nothing", "there")
                yield Difference(f"{path}/{name}", *said)


def _seen(content: Any) -> dict[str, _Seen]:
    found: defaultdict[str, _Seen] = defaultdict(_Seen)
    _look(content, "", found)
    return found


def _look(value: Any, path: str, found: defaultdict[str, _Seen]) -> None:
    seen = found[path]
    if value is not None:
        seen.types.add(_TYPES[type(value)])
    if isinstance(value, dict):
        seen.always = {*value} if seen.always is None else seen.always & {*value}
        for name, each in value.items():
            _look(each, f"{path}/{name}", found)
    elif isinstance(value, list):
        for each in value:
            _look(each, f"{path}/*", found)


def _code(answer: Answer) -> str:
    content = answer.content if isinstance(answer.content, dict) else {}
    inner = content.get("error", content)
    return str(inner.get("code") if isinstance(inner, dict) else None)
