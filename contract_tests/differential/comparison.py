"""Two answers to the same step, freed of what each server chooses for itself, and where they differ."""

from __future__ import annotations

import json
import marshal
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import httpx

from contract_tests.differential.names import Names, Path, kind_of

HEADERS = ("content-type", "allow", "retry-after")
"""Headers that a client may act on; the rest is transport."""
MADE_UP = ("jobs",)
"""What nobody asked for and no server has reason to tell alike: what an AI agent noted down in a call."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_HIDDEN = {"nextPageToken": "<token>", "trace": "<trace>"}
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

    @property
    def document(self) -> Mapping[str, Any]:
        """The document that it holds, in its envelope or bare; nothing if it holds none."""
        inner = self.content.get("data", self.content) if isinstance(self.content, dict) else {}
        return inner if isinstance(inner, dict) else {}


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two answers part, and what each has there, as JSON or in words."""

    where: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the answers of two sides are compared in one history."""

    names: Names
    base_urls: tuple[str, str]
    started: float | None
    """Seconds since 1970 at which the history began, if both clocks stand together."""

    def differences(self, operation: str, tag: str, left: Answer, right: Answer) -> list[Difference]:
        """Everything in which two answers differ; of those whose status differs only that.

        What stands in the same place of both, and is chosen by the server, becomes a pair.
        """
        if left.status != right.status:
            return [Difference("status", str(left.status), str(right.status))]
        found = [
            Difference(f"header {name}", str(left.headers.get(name)), str(right.headers.get(name)))
            for name in HEADERS
            if left.headers.get(name) != right.headers.get(name)
        ]
        return found + list(self._within(operation, tag, (left.content, right.content), ()))

    def _within(self, operation: str, tag: str, both: tuple[Any, Any], path: Path) -> Iterator[Difference]:
        left, right = both
        if _same(left, right) or (path and path[-1] in MADE_UP):
            return
        if isinstance(left, dict) and isinstance(right, dict):
            for name in sorted(left.keys() | right.keys()):
                inner = (left.get(name, _MISSING), right.get(name, _MISSING))
                yield from self._within(operation, tag, inner, (*path, name))
        elif isinstance(left, list) and isinstance(right, list):
            for turn in range(max(len(left), len(right))):
                one, other = (each[turn] if turn < len(each) else _MISSING for each in both)
                yield from self._within(operation, tag, (one, other), (*path, turn))
        else:
            kind = kind_of(operation, tag, path)
            if (
                kind
                and isinstance(left, str)
                and isinstance(right, str)
                and self.names.pair(kind, left, right)
            ):
                return
            seen = [self.seen(operation, tag, side, value, path) for side, value in enumerate(both)]
            if not _same(*seen):
                yield Difference("/" + "/".join(map(str, path)), *map(_said, seen))

    def share(self, left: Answer, right: Answer) -> None:
        """Let ids that stand in both answers be shown as they are."""
        self.names.shared |= {*_texts(left.content)} & {*_texts(right.content)}

    def shown(self, operation: str, tag: str, side: int, answer: Answer) -> Answer:
        """The answer with names for ids, and times as seconds since the history began."""
        return replace(answer, content=self.seen(operation, tag, side, answer.content, ()))

    def seen(self, operation: str, tag: str, side: int, value: Any, path: Path) -> Any:
        """A value of an answer without what the server chose for itself."""
        if isinstance(value, dict):
            return {
                name: self.seen(operation, tag, side, each, (*path, name)) for name, each in value.items()
            }
        if isinstance(value, list):
            return [self.seen(operation, tag, side, each, (*path, turn)) for turn, each in enumerate(value)]
        if not isinstance(value, str):
            return value
        if path and path[-1] in _HIDDEN:
            return _HIDDEN[str(path[-1])]
        if _TIME.fullmatch(value):
            return self._time(value)
        if kind := kind_of(operation, tag, path):
            own = value if value in self.names.shared else None
            return self.names.name(side, value) or own or f"<another {kind}>"
        return self.names.in_text(side, value.replace(self.base_urls[side], "<base>"))

    def _time(self, text: str) -> str:
        if self.started is None:
            return "<time>"
        moment = datetime.fromisoformat(text).astimezone(UTC).timestamp()
        return text if moment < self.started else f"<start+{moment - self.started:.3f}s>"


def _same(left: Any, right: Any) -> bool:
    """Whether two JSON values are the same; to `==`, true is 1 and 1 is 1.0."""
    if left is _MISSING or right is _MISSING:
        return left is right
    return marshal.dumps(left, 2) == marshal.dumps(right, 2)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _said(value: Any) -> str:
    return "nothing" if value is _MISSING else json.dumps(value, ensure_ascii=False)
