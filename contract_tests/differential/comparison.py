"""Two answers to the same step, freed of what each server chooses for itself, and where they differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import httpx

from contract_tests.differential.names import Names, Path, kind_of

HEADERS = ("content-type", "allow", "retry-after")
"""Headers that a client may act on; the rest is transport."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_HIDDEN = {"nextPageToken": "<token>", "trace": "<trace>", "pageToken": "<token>"}
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side answered to one request."""

    status: int
    headers: Mapping[str, str]
    content: Any
    """The parsed JSON; the text of what is none."""

    @classmethod
    def of(cls, response: httpx.Response) -> Answer:
        """What matters of a response."""
        headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
        try:
            content = response.json() if response.content else None
        except ValueError:
            content = response.text
        return cls(response.status_code, headers, content)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two answers part, and what each has there; `None` for what a side lacks altogether."""

    where: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class View:
    """How the answers of one side are seen in one history."""

    names: Names
    side: int
    base_url: str
    started: float | None
    """Seconds since 1970 at which the history began, if both clocks stand together; times are hidden if not."""

    def normalised(self, operation: str, tag: str, answer: Answer) -> Answer:
        """The answer with names for ids, and times as seconds since the history began."""
        return replace(answer, content=self._value(operation, tag, answer.content, ()))

    def _value(self, operation: str, tag: str, value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            return {name: self._value(operation, tag, each, (*path, name)) for name, each in value.items()}
        if isinstance(value, list):
            return [self._value(operation, tag, each, (*path, turn)) for turn, each in enumerate(value)]
        if not isinstance(value, str):
            return value
        if path and path[-1] in _HIDDEN:
            return _HIDDEN[str(path[-1])]
        if _TIME.fullmatch(value):
            return self._time(value)
        kind = kind_of(operation, tag, path)
        if kind is not None:
            return self.names.name(self.side, value) or f"<another {kind}>"
        return self.names.in_text(self.side, value.replace(self.base_url, "<base>"))

    def _time(self, text: str) -> str:
        if self.started is None:
            return "<time>"
        moment = datetime.fromisoformat(text).astimezone(UTC).timestamp()
        return text if moment < self.started else f"<start+{moment - self.started:.3f}s>"


def differences(left: Answer, right: Answer) -> list[Difference]:
    """Everything in which two normalised answers differ, the status first."""
    if left.status != right.status:
        return [Difference("status", str(left.status), str(right.status))]
    found = [
        Difference(f"header {name}", str(left.headers.get(name)), str(right.headers.get(name)))
        for name in HEADERS
        if left.headers.get(name) != right.headers.get(name)
    ]
    return found + list(_within(left.content, right.content, ""))


def _within(left: Any, right: Any, path: str) -> Iterator[Difference]:
    if isinstance(left, dict) and isinstance(right, dict):
        for name in sorted(left.keys() | right.keys()):
            yield from _within(left.get(name, _MISSING), right.get(name, _MISSING), f"{path}/{name}")
    elif isinstance(left, list) and isinstance(right, list):
        for turn in range(max(len(left), len(right))):
            yield from _within(*(each[turn] if turn < len(each) else _MISSING for each in (left, right)), f"{path}/{turn}")
    elif type(left) is not type(right) or left != right:
        yield Difference(path or "/", _said(left), _said(right))


def _said(value: Any) -> str:
    return "nothing" if value is _MISSING else json.dumps(value, ensure_ascii=False)
