"""YAML as people mean it: `yes` is a word, `+1555…` a number to call, a date a text; and nothing explodes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NoReturn

import yaml

from .mistakes import BadFile, Mistake, Path

DEEPEST = 32
MOST_VALUES = 1_000_000

INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,399})")
FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,399})\.[0-9]+([eE][-+]?[0-9]{1,3})?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def read(raw: bytes) -> tuple[str, Any]:
    """The text of a file and its one value, of mappings, lists, texts, numbers, true, false and null.

    Raises:
        BadFile: it is not UTF-8 or not YAML, has aliases, tags or a key twice, or is too deep or too large.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadFile([Mistake((), "Expected UTF-8", line, 1)]) from None
    try:
        return text, _Builder(text).whole()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BadFile([Mistake((), f"Expected YAML: {said}", line, column)]) from None


def located(text: str, mistakes: Iterable[Mistake]) -> list[Mistake]:
    """The mistakes with their lines, in the order of the text: of the value, or of what should hold it."""
    mistakes = list(mistakes)
    wanted = {each.path[:length] for each in mistakes for length in range(len(each.path) + 1)}
    places: dict[Path, tuple[int, int]] = {(): (1, 1)}  # an empty file has no value at all
    places |= {path: place for path, place in _places(text) if path in wanted}
    found = []
    for each in mistakes:
        path = each.path
        while path not in places:
            path = path[:-1]
        line, column = places[path]
        found.append(replace(each, line=line, column=column))
    return sorted(found, key=lambda each: (each.line, each.column))


def plain(text: str) -> Any:
    """What a text without quotes means: a number, true, false, null, or itself."""
    if text in _WORDS:
        return _WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text


def _events(text: str) -> Iterator[Any]:
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    return events


def _refuse(event: Any, path: Path, message: str) -> NoReturn:
    mark = event.start_mark
    raise BadFile([Mistake(path, message, mark.line + 1, mark.column + 1)])


class _Builder:
    """Builds the value out of the parser's events, so that no alias is ever followed."""

    def __init__(self, text: str) -> None:
        self._events = _events(text)
        self._left = MOST_VALUES

    def whole(self) -> Any:
        value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    _refuse(event, (), "Expected one document, and there is another after ---")
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: Any, path: Path) -> Any:
        self._left -= 1
        if self._left < 0:
            _refuse(event, path, f"Expected no more than {MOST_VALUES} values in a file")
        if len(path) > DEEPEST:
            _refuse(event, path[:3], f"Expected no more than {DEEPEST} levels, one inside the other")
        if isinstance(event, yaml.AliasEvent):
            _refuse(event, path, f"Expected it written out: aliases such as *{event.anchor} are not followed")
        if event.tag is not None:
            _refuse(event, path, f"Expected a plain value: tags such as {event.tag[:60]} are not understood")
        if isinstance(event, yaml.ScalarEvent):
            if "\0" in event.value:
                _refuse(event, path, "Expected a text without NUL characters")
            value = plain(event.value) if event.implicit[0] else event.value
            if isinstance(value, float) and not math.isfinite(value):
                _refuse(event, path, "Expected a number that is not so large")
            return value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag is not None:
                _refuse(event, path, "Expected the name of a field to be a plain text")
            if event.value in items:
                _refuse(event, (*path, event.value), "Expected once: this name is here twice")
            items[event.value] = self._value(next(self._events), (*path, event.value))
        return items


def _nodes(text: str) -> Iterator[Any]:
    """The parser's events that begin or end a value."""
    kinds = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.CollectionEndEvent)
    return (event for event in _events(text) if isinstance(event, kinds))


def _places(text: str) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Each value of a text that was read, with its line and column."""
    stack: list[list[Any]] = []  # the path, and the next index of a list or the next key of a mapping
    for event in _nodes(text):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            continue
        path: Path = ()
        if stack:
            top = stack[-1]
            if top[1] is None:  # the key of a mapping
                top[1] = event.value
                continue
            path = (*top[0], top[1])
            top[1] = top[1] + 1 if isinstance(top[1], int) else None
        yield path, (event.start_mark.line + 1, event.start_mark.column + 1)
        if not isinstance(event, yaml.ScalarEvent):
            stack.append([path, 0 if isinstance(event, yaml.SequenceStartEvent) else None])
