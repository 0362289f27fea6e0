"""What is asked of one operation: its cases, good and bad, derived from the spec and the ids at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contract_tests.exchanges.reading import Parameter, Reading

Pairs = tuple[tuple[str, str], ...]

FIRST_PAGE = 2
"""Items on the first page: so few that a second page is likely, so many that an order shows."""
LONG_AGO = "2000-01-01T00:00:00Z"
NOT_AN_ID = "not-an-id"
_PREFIX = re.compile(r"\^?([A-Z]{2,3})")


@dataclass(frozen=True, slots=True)
class Ask:
    """One call to make; it is always a GET."""

    operation: str
    case: str
    path: str
    query: Pairs = ()
    control: bool = False
    """Whether it goes to Maton's control host."""
    authorized: bool = True
    connection: str | None = None
    """What `Maton-Connection` says, if it is sent."""


def door() -> Iterator[Ask]:
    """Calls that reach no operation."""
    yield Ask("door", "unknown-route", "/quo/v1/nonsense")
    yield Ask("door", "unknown-connection", "/quo/v1/phone-numbers", connection=unlike("", "uuid"))


def first_page(reading: Reading, needed: Mapping[str, Sequence[str]]) -> Ask:
    """The list as everyone asks for it; `needed` holds the values of what it requires."""
    pairs = [(name, value) for name, values in needed.items() for value in values]
    if reading.pages:
        pairs.append(("maxResults", str(FIRST_PAGE)))
    case = "first-page" if reading.pages else "list"
    return Ask(reading.id, case, reading.url(), tuple(pairs), reading.control)


def second_page(first: Ask, token: str) -> Ask:
    """The page that a token of the first one leads to."""
    return replace(first, case="second-page", query=(*first.query, ("pageToken", token)))


def variations(reading: Reading, good: Ask, known: Mapping[str, Sequence[str]]) -> Iterator[Ask]:
    """Everything else that is asked of an operation, each a small change of a good call to it."""
    for parameter in reading.query:
        if parameter.name == "maxResults":
            yield from _page_sizes(good, parameter)
        elif parameter.name == "pageToken":
            yield replace(good, case="bad-token", query=(*good.query, ("pageToken", "nonsense")))
        else:
            yield from _of_parameter(good, parameter, known.get(parameter.name, ()))
    for parameter in reading.required:
        yield replace(good, case=f"missing-{parameter.name}", query=_without(good.query, parameter.name))
    yield replace(good, case="unknown-parameter", query=(*good.query, ("nonsense", "1")))
    yield replace(good, case="unauthenticated", authorized=False)


def of_subject(reading: Reading, example: str) -> Iterator[Ask]:
    """What is asked by id besides the ids that were found."""
    assert reading.subject is not None
    pattern = str(reading.subject.schema.get("pattern", ""))
    unknown = unlike(example, pattern)
    yield Ask(reading.id, "unknown-id", reading.url(unknown), control=reading.control)
    yield Ask(reading.id, "malformed-id", reading.url(NOT_AN_ID), control=reading.control)
    yield Ask(reading.id, "unauthenticated", reading.url(example or unknown), (), reading.control, False)


def unlike(example: str, pattern: str) -> str:
    """Return an id of the form of an example, or else of a pattern, that nothing has."""
    prefix = _PREFIX.match(pattern)
    if example:
        start = example[:2] if example[:2].isupper() else ""
        return start + re.sub("[a-zA-Z]", "a", re.sub("[0-9]", "0", example[len(start) :]))
    if prefix:
        return prefix[1] + "0" * 10
    return "00000000-0000-4000-8000-000000000000"


def _page_sizes(good: Ask, parameter: Parameter) -> Iterator[Ask]:
    least, most = int(parameter.schema["minimum"]), int(parameter.schema["maximum"])
    sizes = {
        "smallest-page": least,
        "largest-page": most,
        "page-too-small": least - 1,
        "page-too-large": most + 1,
    }
    others = _without(good.query, "maxResults")
    for case, size in sizes.items():
        yield replace(good, case=case, query=(*others, ("maxResults", str(size))))
    yield replace(good, case="page-of-words", query=(*others, ("maxResults", "ten")))


def _of_parameter(good: Ask, parameter: Parameter, known: Sequence[str]) -> Iterator[Ask]:
    others = _without(good.query, parameter.name)
    given = tuple(value for name, value in good.query if name == parameter.name)
    value = given[0] if given else _good_value(parameter, known)
    bad = _bad_value(parameter)
    if bad is not None:
        yield replace(good, case=f"bad-{parameter.name}", query=(*others, (parameter.name, bad)))
    if value is not None and not given:
        yield replace(good, case=f"with-{parameter.name}", query=(*others, (parameter.name, value)))
    if parameter.name.endswith("Id") and not parameter.is_array:
        unknown = unlike(value or "", str(parameter.schema.get("pattern", "")))
        yield replace(good, case=f"unknown-{parameter.name}", query=(*others, (parameter.name, unknown)))
    if parameter.is_array and value is not None:
        for form in ("[]", "[0]"):
            pair = (parameter.name + form, value)
            yield replace(good, case=f"array-{parameter.name}{form}", query=(*others, pair))


def _good_value(parameter: Parameter, known: Sequence[str]) -> str | None:
    schema = parameter.schema
    if known:
        return known[0]
    if "enum" in schema:
        return str(schema["enum"][0])
    if schema.get("format") == "date-time":
        return LONG_AGO
    return {"boolean": "true", "string": None if "pattern" in schema else "nonsense"}.get(
        str(schema.get("type"))
    )


def _bad_value(parameter: Parameter) -> str | None:
    schema = parameter.schema
    picky = schema.keys() & {"enum", "pattern", "format"} or schema.get("type") != "string"
    return "nonsense" if picky else None


def _without(query: Pairs, name: str) -> Pairs:
    return tuple(pair for pair in query if pair[0] != name)
