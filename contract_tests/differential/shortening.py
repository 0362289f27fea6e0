"""The shortest way to a difference: steps and then arguments are left out for as long as the sides differ.

Hypothesis could shrink what it drew, too; but a history is short and its steps are plain values, so that to
replay it with something left out takes a hundredth of the time, and forgets no step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from contract_tests.contract.calls import Call
from contract_tests.differential.history import Differ, History, Taken
from contract_tests.differential.names import MARK, Pair
from contract_tests.differential.steps import Step, of


def shortened(
    difference: Differ, begin: Callable[[], History], end: Callable[[History], None] = History.close
) -> Differ:
    """The same or another difference, on a way from which nothing more can be left out.

    Args:
        begin: a new history.
        end: what is done with one that has been gone through.
    """
    best = difference
    for candidates in (_fewer, _plainer):
        found: Differ | None = best
        while found is not None:
            best = found
            found = next(
                filter(None, (_replayed(begin(), each, end) for each in candidates(best.taken))), None
            )
    return best


def _fewer(taken: list[Taken]) -> Iterator[list[Taken]]:
    """The history without some steps before the last: many at first, and then one at a time."""
    before, size = len(taken) - 1, max(len(taken) // 2, 1)
    while size:
        for start in range(0, before, size):
            yield taken[:start] + taken[min(start + size, before) :]
        size //= 2


def _plainer(taken: list[Taken]) -> Iterator[list[Taken]]:
    """The history with one argument of one step left out."""
    for turn, each in enumerate(taken):
        call = each.step.call
        for query, body in _less(call) if call else ():
            if call and _marks((query, body)) != _marks((call.query, call.body)):
                continue  # what a run makes of somebody's has to carry its mark
            step = _with(each.step, replace(call, query=query, body=body)) if call else each.step
            yield [*taken[:turn], replace(each, step=step), *taken[turn + 1 :]]


def _marks(value: Any) -> set[str]:
    """The names of all marks in it."""
    if isinstance(value, Pair):
        return {value.name} if value.name.startswith(MARK) else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return {name for each in inner for name in _marks(each)}


def _less(call: Call) -> Iterator[tuple[Any, Any]]:
    yield from ((query, call.body) for query in _without_one(call.query))
    yield from ((call.query, body) for body in _without_one(call.body))


def _without_one(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield {key: each for key, each in value.items() if key != name}
            yield from ({**value, name: less} for less in _without_one(inner))
    elif isinstance(value, list):
        for turn, inner in enumerate(value):
            yield value[:turn] + value[turn + 1 :]
            yield from ([*value[:turn], less, *value[turn + 1 :]] for less in _without_one(inner))


def _replayed(history: History, taken: list[Taken], end: Callable[[History], None]) -> Differ | None:
    """The difference at the end of a history that is gone through once more; None if there is none now."""
    anew: dict[Pair, Pair] = {pair: pair for pair in history.printed}
    try:
        for each in taken:
            history.take(_renewed(each.step, anew), makes=each.makes, keeps=each.keeps)
            anew |= dict(zip(each.gave, history.taken[-1].gave, strict=False))
    except Differ as difference:
        return difference
    except KeyError:  # what a step was about has not been made
        return None
    finally:
        end(history)
    return None


def _renewed(step: Step, anew: dict[Pair, Pair]) -> Step:
    call = step.call
    if call is None:
        return step
    return _with(
        step, Call(call.operation, *(_found(part, anew) for part in (call.path, call.query, call.body)))
    )


def _found(value: Any, anew: dict[Pair, Pair]) -> Any:
    if isinstance(value, Pair):
        return anew[value]
    if isinstance(value, dict):
        return {name: _found(each, anew) for name, each in value.items()}
    return [_found(each, anew) for each in value] if isinstance(value, list) else value


def _with(step: Step, call: Call) -> Step:
    return replace(of(call), does=step.does, send=step.send)
