"""One request that reaches for what is somebody else's, and its twin that names what nobody has."""

from __future__ import annotations

import base64
import json
import random
import string
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
TOKEN = "eyJsYXN0SWQiOi"
"""What every page token begins with, as the one that the guide prints."""
OWN = "~m"
"""What follows a victim's text where the attacker has written it."""


class Foreign(str):
    """A value of somebody else's, with one of the same form that nobody has as its `twin`."""

    twin: str

    @classmethod
    def of(cls, value: str, dice: random.Random) -> Foreign:
        """The value, with a twin by the dice."""
        made = cls(value)
        made.twin = _token(value, dice) if value.startswith(TOKEN) else _alike(value, dice)
        return made

    def marked(self) -> Foreign:
        """The value as the attacker's own text, by which it is known again when he reads it later."""
        made = Foreign(f"{self}{OWN}")
        made.twin = f"{self.twin}{OWN}"
        return made


@dataclass(frozen=True)
class Attempt:
    """A request as plain values; those of the victims are `Foreign`."""

    aim: str
    """The operation or page that it is for, as it is counted."""
    method: str
    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    """A JSON value, or with `form` the fields of a form; None sends nothing."""
    form: bool = False

    @property
    def url(self) -> str:
        """Path and query, encoded."""
        path = "/" + "/".join(quote(each, safe="") for each in self.path)
        return f"{path}?{urlencode(self.query)}" if self.query else path

    @property
    def content(self) -> bytes:
        """The body as it is sent."""
        if self.body is None:
            return b""
        return (urlencode(self.body) if self.form else json.dumps(self.body)).encode()

    @property
    def content_type(self) -> str:
        """The type of the body."""
        return FORM if self.form else JSON

    @property
    def said(self) -> str:
        """Everything in it, decoded: what an answer may repeat."""
        words = [*self.path, *(word for pair in self.query for word in pair), *self.headers.values()]
        return "\n".join([*words, json.dumps(self.body)])

    @cached_property
    def foreign(self) -> list[Foreign]:
        """The values in it that are the victims'."""
        parts = (self.path, self.query, dict(self.headers), self.body)
        return [each for part in parts for each in _foreign(part)]

    def twin(self) -> Attempt:
        """The same request for what nobody has."""
        return replace(
            self,
            path=tuple(_twin(self.path)),
            query=tuple((name, _twin(value)) for name, value in self.query),
            headers=_twin(dict(self.headers)),
            body=_twin(self.body),
        )

    def __str__(self) -> str:
        lines = [f"{self.method} {self.url}", *(f"{name}: {value}" for name, value in self.headers.items())]
        return "\n".join([*lines, "", self.content.decode()] if self.body is not None else lines)


def _foreign(part: Any) -> list[Foreign]:
    if isinstance(part, Foreign):
        return [part]
    if isinstance(part, dict):
        part = [*part, *part.values()]
    return [found for each in part for found in _foreign(each)] if isinstance(part, list | tuple) else []


def _twin(part: Any) -> Any:
    if isinstance(part, Foreign):
        return part.twin
    if isinstance(part, dict):
        return {_twin(name): _twin(value) for name, value in part.items()}
    return [_twin(each) for each in part] if isinstance(part, list | tuple) else part


_CLASSES = (string.digits, string.ascii_lowercase, string.ascii_uppercase)
_HEX = "0123456789abcdef"


def _alike(value: str, dice: random.Random) -> str:
    """A text of the same form: prefixes, dashes and length stay, all else is drawn."""
    if value.isdecimal():  # a number of the journal: far beyond those that there are
        return str(int(value) + dice.randrange(10**8, 10**9))
    if value.startswith("+"):  # of an area that no victim lives in
        return "+12" + "".join(dice.choice(string.digits) for _ in value[3:])
    kept = value[: 2 if value[:2].isupper() else max(1, value.find("/", 8) + 1)]  # as a URL's host
    rest = value.removeprefix(kept)
    hexadecimal = set(rest) <= {*_HEX, "-"}
    return kept + "".join(_like(each, dice, hexadecimal) for each in rest)


def _like(character: str, dice: random.Random, hexadecimal: bool) -> str:
    if hexadecimal and character in _HEX:
        return dice.choice(_HEX)
    return next((dice.choice(one) for one in _CLASSES if character in one), character)


def _token(value: str, dice: random.Random) -> str:
    """A page token of the same form, which no list has issued."""
    content = json.loads(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)))
    made = {**content, "lastId": _alike(content["lastId"], dice), "mac": _alike(content["mac"], dice)}
    return base64.urlsafe_b64encode(json.dumps(made, separators=(",", ":")).encode()).rstrip(b"=").decode()
