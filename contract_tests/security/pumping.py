"""Texts on which a regular expression may take forever: each of its loops run long, and disappointed."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

_parser: Any = importlib.import_module("re._parser")
LOOSE = 20
"""A loop that may run more often than this is pumped."""
_CATEGORIES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_NOT_DIGIT": "x",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "x",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": "-",
}
_ANY = "aA7 -.@/\"'<[=:\n\u00e4"
"""Characters that classes are asked for."""


def attacks(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Texts of about `length` characters that begin as the pattern wants it, loop, and end as it does not."""
    tree = _parser.parse(pattern, flags)
    seen = set()
    for before, body in _loops(list(tree), ""):
        # A second loop over the same characters shows where one of them could be divided between the two.
        for pumped in {body, body[:1], body[-1:], *_common(body)} - {""}:
            for end in ("", "\0", "\n\0"):
                text = before + pumped * (length // len(pumped)) + end
                if text not in seen:
                    seen.add(text)
                    yield text


def _common(body: str) -> set[str]:
    return {each for each in "a7 " if each in body}


def _loops(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What comes before each loop, and what one turn of it reads, in each of its ways."""
    for operation, argument in nodes:
        for inside in _inner(str(operation), argument):
            yield from _loops(inside, before)
        if str(operation) in _REPEATS and (argument[1] is _parser.MAXREPEAT or argument[1] > LOOSE):
            for way in _ways(list(argument[2])):
                yield before, way
        before += _sample([(operation, argument)])


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def _inner(operation: str, argument: Any) -> list[list[Any]]:
    if operation in _REPEATS:
        return [list(argument[2])]
    if operation == "SUBPATTERN":
        return [list(argument[3])]
    if operation == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if operation in ("ASSERT", "ASSERT_NOT"):
        return [list(argument[1])]
    return [list(argument)] if operation == "ATOMIC_GROUP" else []


def _ways(nodes: list[Any]) -> list[str]:
    """Some texts that the nodes match: of a class several characters, of branches each."""
    if len(nodes) == 1:
        operation, argument = str(nodes[0][0]), nodes[0][1]
        if operation in ("IN", "ANY", "NOT_LITERAL"):
            return _characters(operation, argument)[:6]
        if operation == "BRANCH":
            return [way for branch in argument[1] for way in _ways(list(branch))]
        if operation == "SUBPATTERN":
            return _ways(list(argument[3]))
    return [_sample(nodes)]


def _sample(nodes: list[Any]) -> str:
    """A text that the nodes match, the shortest ways taken, but each loop at least once."""
    text = ""
    for operation, argument in nodes:
        name = str(operation)
        if name == "LITERAL":
            text += chr(argument)
        elif name in ("IN", "ANY", "NOT_LITERAL"):
            text += _characters(name, argument)[0]
        elif name in _REPEATS:
            text += _sample(list(argument[2])) * max(1, argument[0])
        elif name == "BRANCH":
            text += _sample(list(argument[1][0]))
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            text += _sample(list(argument[3] if name == "SUBPATTERN" else argument))
    return text


def _characters(name: str, argument: Any) -> list[str]:
    if name == "ANY":
        return list(_ANY)
    if name == "NOT_LITERAL":
        return [each for each in _ANY if ord(each) != argument]
    own = [text for kind, value in argument for text in _of_item(str(kind), value)]
    source = re.compile("[" + re.escape("".join(own)) + "]") if own else None
    if any(str(kind) == "NEGATE" for kind, _ in argument):
        return [each for each in _ANY if source is None or not source.match(each)] or ["\u4e00"]
    return own


def _of_item(kind: str, value: Any) -> list[str]:
    if kind == "LITERAL":
        return [chr(value)]
    if kind == "RANGE":
        return [chr(value[0]), chr(value[1])]
    return [_CATEGORIES[str(value)]] if kind == "CATEGORY" else []
