"""Whether a recorded history keeps every promise, object by object and walk by walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .asking import Known
from .history import Call, by_object
from .linear import Model, Undecided, check
from .models import Balance, Contact, Progress, Task, Thread, Webhook
from .recording import Record
from .walks import lives, mistakes


def mistakes_of(record: Record, known: Known, *, balance: int) -> list[str]:
    """Everything that is wrong with a history, in words.

    Args:
        balance: the cents that it began with.
    """
    objects = by_object([_by_text(call, known) for call in record.calls])
    return [*_objects(objects, balance), *_walks(record, objects)]


def _objects(objects: dict[str, list[Call]], balance: int) -> Iterator[str]:
    kinds: dict[str, Model] = {
        "contact": Contact(),
        "thread": Thread(),
        "progress": Progress(),
        "balance": Balance(balance),
        "task": Task(),
        "webhook": Webhook(),
    }
    for name, calls in objects.items():
        try:
            broken = check(calls, kinds[name.partition(" ")[0]])
        except Undecided as reason:
            yield f"undecided: {reason}"
        else:
            if broken is not None:
                yield str(broken)


def _walks(record: Record, objects: dict[str, list[Call]]) -> Iterator[str]:
    contacts = [call for name, calls in objects.items() if name.startswith("contact ") for call in calls]
    alive, strangers = lives(contacts, made="create", removed="delete"), _any_lost(contacts, "create")
    for walk in record.contact_walks:
        yield from mistakes(walk, alive, strangers=strangers)
    for to, walks in record.text_walks.items():
        calls = objects.get(f"thread {to}", [])
        alive, strangers = lives(calls, made="send"), _any_lost(calls, "send")
        for walk in walks:
            yield from mistakes(walk, alive, strangers=strangers)


def _by_text(call: Call, known: Known) -> Call:
    """The last activity of a thread by its text, as the other calls on the thread know it."""
    if call.what != "last" or call.is_unknown:
        return call
    return replace(call, answer=known.texts.get(call.answer, call.answer))


def _any_lost(calls: list[Call], what: str) -> bool:
    return any(call.what == what and call.is_unknown for call in calls)
