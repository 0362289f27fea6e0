"""What is said at the end: the calls, the texts and their price, and the hosts that were refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import segments
from ..journal.entry import Entry

_ELSEWHERE = "(no operation)"


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that would have been sent, each to every recipient, and what that would have cost."""

    count: int
    segments: int
    cents: int


def texts(entries: Sequence[Entry], price_cents: Callable[[str | None], int]) -> Texts:
    """The texts that were accepted; `price_cents` is the price of a segment, by workspace."""
    prices: dict[str | None, int] = {}
    count = parts = cents = 0
    for entry in entries:
        if entry.operation != "messages_send" or entry.status >= 300:
            continue
        text, recipients = _message(entry)
        if entry.workspace_id not in prices:
            prices[entry.workspace_id] = price_cents(entry.workspace_id)
        taken = segments.count(text).segments * recipients
        count, parts, cents = count + recipients, parts + taken, cents + taken * prices[entry.workspace_id]
    return Texts(count, parts, cents)


def _message(entry: Entry) -> tuple[str, int]:
    """The text and how many it goes to, by the answer: it is short, where a body may have been cut."""
    answer: Any = entry.answer if isinstance(entry.answer, dict) else {}
    said: Any = answer.get("data") if isinstance(answer.get("data"), dict) else answer
    if isinstance(said.get("text"), str) and isinstance(said.get("to"), list):
        return said["text"], len(said["to"])
    asked: Any = entry.body if isinstance(entry.body, dict) else {}  # a fault has spoilt the answer
    to = asked.get("to")
    return str(asked.get("content", "")), len(set(map(str, to))) if isinstance(to, list) else 1


def lines(
    entries: Sequence[Entry],
    sent: Texts,
    refused: Mapping[str, int],
    operations: Mapping[str, str],
    *,
    forgotten: int,
) -> Iterator[str]:
    """The summary, line by line; `forgotten` calls are in no journal any more."""
    calls = Counter((operations.get(entry.operation or "", _ELSEWHERE), entry.status) for entry in entries)
    yield f"{_many(len(entries), 'call')}" + (
        f", after {forgotten} that were too many to keep" * bool(forgotten)
    )
    widest = max((len(name) for name, _ in calls), default=0)
    for (name, status), count in sorted(calls.items()):
        yield f"  {name:{widest}}  {status}  × {count}"
    if sent.count:
        yield (
            f"{_many(sent.count, 'text')} would have been sent, in {_many(sent.segments, 'segment')},"
            f" for ${sent.cents / 100:.2f}"
        )
    else:
        yield "no text would have been sent"
    for address, count in refused.items():
        yield f"refused: {address}" + f", {count} times" * (count > 1)


def _many(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'s' * (count != 1)}"
