"""Takes everything personal out of exchanges: what the spec does not say to be harmless is replaced.

Kept are words of enums, numbers that the spec describes (durations, totals, statuses), truth values, codes
and wording of errors, and the names of properties. Times are moved so that the earliest is in 2020: order
and intervals stay, the days do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from contract_tests.exchanges import Exchange
from contract_tests.exchanges.asking import LONG_AGO, NOT_AN_ID, door
from contract_tests.recordings import shapes, wording
from contract_tests.recordings.leaves import Leaf, leaves, mapped
from contract_tests.recordings.place import Place, answer_place, query_place
from contract_tests.recordings.substitutes import Substitutes
from mock_gateway import spec

OURS = frozenset({LONG_AGO, NOT_AN_ID, "nonsense", "ten", "true", "*"})
"""What the capture itself has asked with, and the star that stands for all numbers of a webhook."""

_PROBLEMS = frozenset({"QuoProblem", "MatonProblem", "WrappedProblemError", "Complaint", "Problem"})
_RULE = "BrokenRule"
"""What a gateway repeats of the rule that was broken: patterns, limits, types."""
_SAID = frozenset({"message", "title", "description", "key"})
_WORDS = frozenset({"app", "callRoute", "portingStatus"})
"""Texts of a few words that the service chooses, though the spec lists none."""
_CODE = re.compile(r"[0-9]{7}")
_HEADER = re.compile(r"[ -~]{0,200}")
_ID_NAMES = re.compile(r"(^|[a-z_])(id|Id|ids|Ids|By|To)$")


def redacted(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Return the exchanges without anything that says who, what or when; equal values stay equal."""
    return _Redaction(exchanges).exchanges()


class _Redaction:
    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._document = spec.read()
        self._raw = exchanges
        self._substitutes = Substitutes(frozenset(_texts(exchanges)))
        self._shift = self._shift_of(exchanges)
        self._doors = frozenset(ask.path for ask in door())

    def exchanges(self) -> list[Exchange]:
        return [self._exchange(exchange) for exchange in self._raw]

    def _exchange(self, raw: Exchange) -> Exchange:
        return replace(
            raw,
            path=self._path(raw),
            query=tuple((name, self._asked(raw.operation, name, value)) for name, value in raw.query),
            body=self._document_of(raw.body, Place(self._document)),
            headers={name: value for name, value in raw.headers.items() if _HEADER.fullmatch(value)},
            content=self._content(raw),
        )

    def _content(self, raw: Exchange) -> Any:
        if isinstance(raw.content, str):
            return wording.said(raw.content)
        return self._document_of(raw.content, answer_place(self._document, raw.operation, raw.status))

    def _document_of(self, value: Any, place: Place) -> Any:
        return mapped(value, place, self._leaf, self._name)

    def _path(self, raw: Exchange) -> str:
        if raw.path in self._doors:
            return raw.path
        static = {"", "quo"} | {step for path in self._document["paths"] for step in path.split("/")}
        return "/".join(
            step if step in static | OURS else self._substitutes.id(step) for step in raw.path.split("/")
        )

    def _asked(self, operation: str, name: str, value: str) -> str:
        if value in OURS or (name == "maxResults" and re.fullmatch("-?[0-9]{1,4}", value)):
            return value
        if name == "pageToken":
            return self._substitutes.token(value)
        return self._text(Leaf(value, query_place(self._document, operation, name), name.partition("[")[0]))

    def _leaf(self, leaf: Leaf) -> Any:
        if isinstance(leaf.value, str):
            return self._text(leaf)
        if leaf.place.types & {"integer", "number"} and "string" not in leaf.place.types:
            return leaf.value
        is_limit = leaf.place.component == _RULE and abs(leaf.value) < 10_000
        return leaf.value if is_limit else self._substitutes.number(leaf.value)

    def _text(self, leaf: Leaf) -> str:
        """By what the spec says about the place, then by the form of the text, then as mere words."""
        text, place, name = str(leaf.value), leaf.place, leaf.name
        if text in OURS or not text:
            return text
        if place.words is not None:
            return text if text in place.words or shapes.is_word(text) else self._by_form(text)
        if place.component == _RULE and wording.is_stated(text):
            return text
        if place.component in _PROBLEMS | {_RULE}:
            return self._of_problem(text, name)
        if name in _WORDS and place.schemas and shapes.is_word(text):
            return text
        if name == "type" and place.schemas and shapes.MIME.fullmatch(text):
            return text
        return self._by_place(text, place, name)

    def _of_problem(self, text: str, name: str) -> str:
        if name in _SAID or (name == "type" and text.isalpha()):
            return wording.said(text)
        if name == "code" and _CODE.fullmatch(text):
            return text
        if name == "path":
            return "/".join(map(_step, text.split("/")))
        return self._by_form(text)

    def _by_place(self, text: str, place: Place, name: str) -> str:
        new = self._substitutes
        if "date-time" in place.formats:
            return shapes.shifted(text, self._shift) or new.moment(text)
        if "password" in place.formats:
            return new.signing_key(text)
        if name == "nextPageToken":
            return new.token(text)
        if place.formats & {"uri", "uri-reference"} or name.lower().endswith(("url", "uri", "link")):
            return new.url(text)
        if "email" in place.formats:
            return new.email(text)
        has_prefix = any(
            re.match(r"\^(\(?[A-Z]{2}|\[0-9a-fA-F\]\{8\})", pattern) for pattern in place.patterns
        )
        if has_prefix and not shapes.PHONE.fullmatch(text):
            return new.id(text)
        return self._by_form(text)

    def _by_form(self, text: str) -> str:
        new = self._substitutes
        if shapes.PHONE.fullmatch(text):
            return new.phone(text)
        if shapes.MOMENT.fullmatch(text):
            return new.moment(text)
        if shapes.ID.fullmatch(text):
            return new.id(text)
        if shapes.EMAIL.fullmatch(text):
            return new.email(text)
        return new.url(text) if shapes.URL.fullmatch(text) and "://" in text else new.words(text)

    def _name(self, name: str) -> str:
        """An unknown property keeps its name, which is drift to be seen, if it can be the name of one."""
        return name if shapes.NAME.fullmatch(name) else self._substitutes.words(name)

    def _shift_of(self, exchanges: Sequence[Exchange]) -> timedelta:
        found = [
            shapes.read_moment(str(leaf.value))
            for each in exchanges
            for leaf in leaves(each.content, answer_place(self._document, each.operation, each.status))
            if "date-time" in leaf.place.formats
        ]
        moments = [moment for moment in found if moment is not None]
        shift = shapes.START - min(moments) if moments else timedelta()
        return shift or timedelta(days=1)


def _step(step: str) -> str:
    """A step of the way to what was wrong: the name of a parameter or property, or a position."""
    return step if not step or wording.is_stated(step) or step.isdigit() else "redacted"


def _texts(exchanges: Sequence[Exchange]) -> list[str]:
    """Every text of the exchanges as they came."""
    nowhere = Place({})
    found = [str(leaf.value) for each in exchanges for leaf in leaves(each.content, nowhere)]
    found += [value for each in exchanges for _, value in each.query]
    return found + [step for each in exchanges for step in each.path.split("/")]
