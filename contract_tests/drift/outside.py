"""Compares what is around the data of two answers to one call: status, headers, and errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from contract_tests.drift.asked import Asked, Expected
from contract_tests.drift.findings import BODY, Departs, Finding
from contract_tests.drift.forms import name_of
from contract_tests.exchanges import Exchange

NUMBERED = ("ratelimit", "ratelimit-policy", "retry-after")
"""Headers whose numbers are values, and whose form matters. Of all others, only whether they are there."""
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(\s*;\s*charset=[a-z0-9-]+)?")
_METHODS = re.compile(r"[A-Z]{3,7}(, ?[A-Z]{3,7})*")
_LIMIT = re.compile(r"[a-z0-9 ;=\"-]{1,100}")
_CODE = re.compile(r"\d{7}")


def findings(left: Exchange, right: Exchange, asked: Asked) -> Iterator[Finding]:
    """Yield every difference around the data; where the statuses differ in kind, that is all."""
    if left.status != right.status:
        yield _status(left, right, asked)
        if left.status // 100 != 2 or right.status // 100 != 2:
            return
    yield from _headers(left, right, asked)
    if left.status >= 400:
        yield from _errors(left, right, asked)


def _status(left: Exchange, right: Exchange, asked: Asked) -> Finding:
    sides = str(left.status), str(right.status)
    said = _departs(*(not asked.allows(each.status) for each in (left, right)))
    known = asked.switch_between(left.status, right.status)
    return Finding(left.operation, left.case, "status", BODY, *sides, said, known)


def _headers(left: Exchange, right: Exchange, asked: Asked) -> Iterator[Finding]:
    for name in sorted({*left.headers, *right.headers}):
        forms = _form(left.headers, name), _form(right.headers, name)
        if forms[0] != forms[1]:
            said = _departs(*(asked.departs_in_type(each) for each in (left, right)))
            departs: Departs = said if name == "content-type" else "neither"
            known = asked.switch_of_door(left, right)
            yield Finding(left.operation, left.case, "header", name, *forms, departs, known)


def _form(headers: Mapping[str, str], name: str) -> str:
    if name not in headers:
        return "absent"
    value = headers[name].strip()
    if name == "content-type" and _TYPE.fullmatch(value.lower()):
        return value.lower()
    if name == "allow" and _METHODS.fullmatch(value):
        return ", ".join(sorted(word.strip() for word in value.split(",")))
    if name in NUMBERED and _LIMIT.fullmatch(value):
        return re.sub(r"\d+", "N", value)
    return "present"


def _errors(left: Exchange, right: Exchange, asked: Asked) -> Iterator[Finding]:
    names = left.operation, left.case
    shapes = _shape(left.content), _shape(right.content)
    if shapes[0] != shapes[1]:
        said = _departs(*(not asked.is_problem(each) for each in (left, right)))
        known = asked.switch_of_door(left, right)
        yield Finding(*names, "error-shape", BODY, *shapes, said, known)
        return
    codes = _code(left.content), _code(right.content)
    if codes[0] != codes[1]:
        expected: Expected = asked.codes
        said = _departs(*(bool(expected) and code not in expected for code in codes))
        yield Finding(*names, "error-code", "code", *codes, said)


def _shape(content: Any) -> str:
    """The fields of an error, one level into those that are objects or lists of them."""
    if isinstance(content, str):
        return "HTML" if content.lstrip().lower().startswith("<") else "text"
    if not isinstance(content, dict):
        return "JSON that is no object"
    return "{" + ", ".join(f"{name_of(key)}{_inner(value)}" for key, value in sorted(content.items())) + "}"


def _inner(value: Any) -> str:
    if isinstance(value, dict):
        return f": {_shape(value)}"
    fields = (
        {key for item in value if isinstance(item, dict) for key in item} if isinstance(value, list) else ()
    )
    return f": [{', '.join(sorted(map(name_of, fields)))}]" if isinstance(value, list) else ""


def _code(content: Any) -> str:
    """The 7 digits, or the word that a wrapped error has instead."""
    held = content.get("error", content) if isinstance(content, dict) else {}
    code = held.get("code", held.get("key")) if isinstance(held, dict) else None
    if not isinstance(code, str):
        return "none"
    return code if _CODE.fullmatch(code) else name_of(code)


def _departs(left: bool, right: bool) -> Departs:
    names: dict[tuple[bool, bool], Departs] = {(True, True): "both", (True, False): "left"}
    names |= {(False, True): "right", (False, False): "neither"}
    return names[left, right]
