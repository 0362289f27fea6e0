"""What a value looks like, in words that hold nothing of the value: reports are shown to people."""

from __future__ import annotations

import re
from typing import Any

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.(\d+))?(Z|z|[+-]\d\d:?\d\d)?")
_WORD = re.compile(r"(?=.{1,32}$)([a-z][a-z0-9]*([._-][a-z0-9]+)*|[A-Z][A-Z0-9_]+)")
"""What a word of an enum looks like; `Jane` is none."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")
_PREFIX = re.compile(r"(REC|[A-Z]{2})[A-Za-z0-9_-]+")
_FORMS = (
    (re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"), "a UUID"),
    (re.compile(r"[0-9a-f]{24}"), "24 hex digits"),
    (re.compile(r"\+[1-9]\d{1,14}"), "a number in E.164"),
    (re.compile(r"[a-z]+/[a-z0-9.+-]+"), "a MIME type"),
    (re.compile(r"[a-z][a-z0-9+.-]*://\S*"), "a URL"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "a date without time"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d.*"), "a date and time with a space"),
    (re.compile(r"\d+"), "digits"),
    (re.compile(r""), "an empty text"),
)


def type_of(value: Any) -> str:
    """Return the JSON type of a value; a whole number is an integer."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"


def form_of(value: str, *, is_id: bool = False) -> str:
    """Return the form of a text: how a date-time is written, the letters an id begins with, or its kind."""
    moment = _DATE_TIME.fullmatch(value)
    if moment:
        decimals, zone = len(moment[1] or ""), moment[2]
        written = {None: "without a zone", "Z": "Z", "z": "z"}.get(zone, "an offset")
        return f"date-time, {decimals} decimals, {written}"
    if is_id and (prefix := _PREFIX.fullmatch(value)):
        return f"{prefix[1]}…"
    return next((name for pattern, name in _FORMS if pattern.fullmatch(value)), "another text")


def is_id(path: str) -> bool:
    """Whether a JSON path ends at an id of Quo's own: `externalId` is the customer's."""
    last = path.rpartition(".")[2].removesuffix("[]")
    return last == "id" or (last.endswith(("Id", "Ids", "_id")) and not last.startswith("external"))


def is_moment(path: str) -> bool:
    """Whether a JSON path ends at a time that the service writes; a custom field's is the customer's."""
    return path.rpartition(".")[2].endswith(("At", "_time", "Time", "Date", "Until"))


def written(form: str) -> bool:
    """Whether a form is one that two sides can be held to: of a date-time, or of an id."""
    return form.startswith("date-time") or form.endswith("…") or form in ("a UUID", "24 hex digits")


def word_of(value: str) -> str:
    """Return a word of an enum as it is, and of anything that is no word its form."""
    return value if _WORD.fullmatch(value) else form_of(value)


def name_of(key: str) -> str:
    """Return the name of a field as it is; a key that is not made like one might be somebody's name."""
    return key if _NAME.fullmatch(key) else "‹a key›"


def joined(path: str, key: str) -> str:
    """Return the path of a field: `data[].createdAt`."""
    return f"{path}.{name_of(key)}" if path else name_of(key)
