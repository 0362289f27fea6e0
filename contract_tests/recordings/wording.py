"""The words of error texts: what a gateway says stays readable, what it repeats of a person does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mock_gateway import spec
from mock_gateway.complaints import TEXTS
from mock_gateway.contract import PHRASES

HIDDEN = "[redacted]"
LONGEST = 2000
"""Characters of a text; what is longer is no error text."""

_DESCRIBING = ("description", "summary", "title")
_TOKEN = re.compile(r"[^\s<>/\"'=]+")
_WORD = re.compile(r"[A-Za-z]+(?:'t|'s)?")
_SMALL = re.compile(r"-?[0-9]{1,4}")
_EDGES = ".,:;!?()[]`{}"
_MARKUP = (
    "DOCTYPE html head body title pre meta charset utf-8 lang en Cannot GET POST PUT PATCH DELETE v1 quo"
)
_KINDS = "Literal Union TemplateLiteral Integer Number String Array Object Boolean Unknown"
"""What TypeBox calls the kinds of schemas."""


def said(text: str) -> str:
    """Return an error text with every word hidden that is not a word of the spec, nor a short number."""
    return _TOKEN.sub(lambda found: _token(found[0]), text) if len(text) <= LONGEST else HIDDEN


def is_stated(text: str) -> bool:
    """Whether the spec itself holds this text outside its examples: a pattern, a format, a keyword."""
    return text in _vocabulary()[1]


def _token(token: str) -> str:
    plain = token.strip(_EDGES)
    words, texts = _vocabulary()
    known = [*_MARKUP.split(), *_KINDS.split()]
    if not plain or plain in texts or _SMALL.fullmatch(plain):
        return token
    return token if plain.lower() in words or plain in known else token.replace(plain, HIDDEN)


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The words that the spec describes things with, in lower case, and the texts that it states."""
    document = spec.read()
    prose = [*_prose(document), *TEXTS.values(), *PHRASES.values(), _MARKUP]
    words = {word.lower() for text in prose for word in _WORD.findall(text)}
    return frozenset(words), frozenset(_stated(document))


def _prose(node: Any) -> Iterator[str]:
    """Descriptions and titles, but no examples: people live in these."""
    if isinstance(node, Mapping):
        yield from (node[name] for name in _DESCRIBING if isinstance(node.get(name), str))
        yield from (text for key, value in node.items() if not _is_example(key) for text in _prose(value))
    elif isinstance(node, list):
        yield from (text for value in node for text in _prose(value))


def _stated(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield str(key)
            if not _is_example(str(key)):
                yield from _stated(value)
    elif isinstance(node, list):
        yield from (text for value in node for text in _stated(value))
    elif isinstance(node, str):
        yield node


def _is_example(key: str) -> bool:
    return key in ("example", "examples")
