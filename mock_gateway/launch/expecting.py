"""`--expect`: which calls must have come, and how often."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ..journal.entry import Entry

_TEXT = re.compile(r"(?P<name>[A-Za-z_.]+)(?P<sign>>=|<=|=)(?P<count>[0-9]{1,9})")
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
}
_WORDS = {"=": "", ">=": "at least ", "<=": "at most "}


@dataclass(frozen=True, slots=True)
class Expected:
    """So many calls of an operation that were not refused."""

    name: str
    """As the client says it, `messages.send`, or an operationId, `messages_send`."""
    sign: str
    count: int

    @property
    def operation(self) -> str:
        """The operationId."""
        return self.name.replace(".", "_")


def expected(text: str) -> Expected:
    """What a text such as `messages.send=1` expects; raises `ValueError` with what it may be."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            "--expect takes an operation and a number, such as messages.send=1, contacts.create>=2 or"
            f" messages.send=0, not {text!r}"
        )
    return Expected(found["name"], found["sign"], int(found["count"]))


def refuse_unknown(wanted: Iterable[Expected], operations: Mapping[str, str]) -> None:
    """Raise `ValueError` for an operation that there is none of; `operations` are names by operationId."""
    for each in wanted:
        if each.operation not in operations:
            near = get_close_matches(each.operation, operations, n=3, cutoff=0.5)
            names = ", ".join(operations[id] for id in near or operations)
            raise ValueError(f"--expect: there is no operation {each.name!r}; there is {names}")


def unmet(wanted: Sequence[Expected], entries: Sequence[Entry], operations: Mapping[str, str]) -> list[str]:
    """What did not come as expected, in a sentence each."""
    return [
        sentence
        for each in wanted
        if (sentence := _complaint(each, entries, operations[each.operation])) is not None
    ]


def _complaint(wanted: Expected, entries: Sequence[Entry], name: str) -> str | None:
    statuses = [entry.status for entry in entries if entry.operation == wanted.operation]
    came = sum(status < 400 for status in statuses)
    if _HOLDS[wanted.sign](came, wanted.count):
        return None
    refused = len(statuses) - came
    beside = f", beside {refused} that {'was' if refused == 1 else 'were'} refused" if refused else ""
    often = _WORDS[wanted.sign]
    return f"expected {often}{wanted.count} {name} that succeeded, but there {_were(came)}{beside}"


def _were(count: int) -> str:
    return "was 1" if count == 1 else f"were {count or 'none'}"
