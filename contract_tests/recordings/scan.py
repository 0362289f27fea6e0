"""The second look: refuses to write what looks like personal data, however it came through redaction."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from contract_tests.recordings import looks, survivors

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_BLANK = re.compile(r"\+(?!\d)")
"""A blank in a query; before a digit it is the plus of a telephone number."""
_SAFE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,40}")
_ERROR_TEXTS = {"message", "title", "description"}


class Finding(NamedTuple):
    """Where something personal stands. What it is, is not said."""

    path: str
    kind: str

    def __str__(self) -> str:
        return f"{self.path} holds {self.kind}"


class Refused(ValueError):
    """Nothing was written; the text says where something looks personal, and never repeats it."""


def refuse(held: Mapping[str, Any], personal: frozenset[str]) -> None:
    """Raise Refused if anything in files, by their names, looks personal.

    Args:
        held: the document of each file; who recorded it and when is not looked at.
        personal: values of the answers before redaction, none of which may be seen again.
    """
    found = [
        finding
        for name, document in held.items()
        for finding in scan(document["exchanges"], personal, f"{name}/exchanges")
    ]
    if found:
        more = f" There are {len(found) - 1} more places like it." if len(found) > 1 else ""
        raise Refused(f"Nothing was written: {found[0]}.{more}")


def scan(document: Any, personal: frozenset[str], name: str = "") -> list[Finding]:
    """Return every place of a JSON value that looks personal, by its own form or as one of `personal`."""
    wanted = sorted(personal, key=len, reverse=True)
    return list(dict.fromkeys(_walked(document, name, "", wanted)))


def _walked(value: Any, path: str, name: str, wanted: list[str]) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, inner in value.items():
            shown = key if _SAFE_NAME.fullmatch(key) and not looks.kind(key) else "(a name)"
            if key not in survivors.names():
                yield from _judged(key, f"{path}/{shown}", "", wanted)
            yield from _walked(inner, f"{path}/{shown}", key, wanted)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _walked(inner, f"{path}/{position}", name, wanted)
    elif isinstance(value, str) or (isinstance(value, int | float) and abs(value) >= 10**6):
        yield from _judged(str(value), path, name, wanted)


def _judged(text: str, path: str, name: str, wanted: list[str]) -> Iterator[Finding]:
    for form in _unwrapped(text):
        kind = looks.kind(form, name)
        if kind:
            yield Finding(path, kind)
        if _survives(form, name, wanted):
            yield Finding(path, "a value that the answers held")


def _survives(text: str, name: str, wanted: list[str]) -> bool:
    """Whether one of the values stands in a text as a word of its own, what is known to be harmless aside."""
    rest = looks.masked(text)
    if len(rest.strip()) < survivors.SHORTEST:
        return False
    harmless = survivors.said() if name in _ERROR_TEXTS else frozenset[str]()
    return any(
        value in rest
        and value.lower() not in harmless
        and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", rest) is not None
        for value in wanted
    )


def _unwrapped(text: str) -> Iterator[str]:
    """The text, and what it is when it is decoded from a URL or from base64."""
    yield text
    plain = unquote(_BLANK.sub(" ", text))
    if plain != text:
        yield plain
    for token in _BASE64.findall(text):
        try:
            decoded = base64.b64decode(token.replace("-", "+").replace("_", "/") + "=" * (-len(token) % 4))
            inside = decoded.decode("ascii")
        except ValueError:
            continue
        if inside.isprintable():
            yield inside
