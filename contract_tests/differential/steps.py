"""One step of a history: what is asked of both sides alike, said in one line as a client would."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from contract_tests.contract.calls import Call
from contract_tests.differential.comparison import Answer
from contract_tests.differential.names import Pair
from contract_tests.differential.sides import Side
from mock_gateway.operation import Operation

MOST_PAGES = 200
"""Of a walk; one that goes on beyond goes in a circle."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked of both sides; ids are pairs, of which each side gets its own."""

    does: str
    """As in `contacts.create`."""
    arguments: dict[str, Any]
    """What is said in the line that shows it."""
    send: Callable[[Side, Step], Iterator[Answer]] = field(repr=False)
    call: Call | None = None
    """The operation that is called, if it is one of the spec's."""

    @property
    def operation(self) -> str:
        """The operationId, or the name of what is done through the control API."""
        return self.call.operation.id if self.call else self.does

    @property
    def tag(self) -> str:
        """Whose documents the answer holds."""
        return self.call.operation.tag if self.call else self.does.partition(".")[0]

    @property
    def only_reads(self) -> bool:
        """Whether it changes nothing."""
        return self.call is not None and self.call.operation.method == "GET"

    def line(self) -> str:
        """The step as a client would say it."""
        said = [
            text if name.isdigit() else f"{name}={text}"
            for name, text in ((name, _literal(value)) for name, value in self.arguments.items())
        ]
        return f"{self.does}({', '.join(said)})"


def asking(
    operation: Operation, path: dict[str, Any] | None = None, query: Any = None, body: Any = None
) -> Step:
    """The step that calls an operation once."""
    return of(Call(operation, path or {}, query or {}, body))


def of(call: Call) -> Step:
    """The step that makes a call."""
    arguments: dict[str, Any] = {str(turn): value for turn, value in enumerate(call.path.values())}
    body = call.body if isinstance(call.body, dict) else {"body": call.body} if call.body is not None else {}
    arguments |= {_snake(name): value for name, value in {**call.query, **body}.items()}
    return Step(call.operation.id.replace("_", ".", 1), arguments, _once, call)


def walking(operation: Operation, query: dict[str, Any]) -> Step:
    """The step that reads a list page by page."""
    step = of(Call(operation, {}, query))
    return replace(step, does=f"{step.does}.pages", send=_pages)


def steering(does: str, method: str, path: str, **arguments: Any) -> Step:
    """The step that makes something happen through the control API."""

    def send(side: Side, step: Step) -> Iterator[Answer]:
        yield side.steer(method, path, for_side(arguments, side.number))

    return Step(does, {_snake(name): value for name, value in arguments.items()}, send)


def for_side(value: Any, side: int) -> Any:
    """What is asked of one side: its own ids in the place of the pairs."""
    if isinstance(value, Pair):
        return value.on(side)
    if isinstance(value, dict):
        return {name: for_side(each, side) for name, each in value.items()}
    return [for_side(each, side) for each in value] if isinstance(value, list) else value


def own(call: Call, side: int) -> Call:
    """The call with a side's own ids."""
    return Call(call.operation, *(for_side(part, side) for part in (call.path, call.query, call.body)))


def _once(side: Side, step: Step) -> Iterator[Answer]:
    assert step.call is not None
    yield side.ask(own(step.call, side.number))


def _pages(side: Side, step: Step) -> Iterator[Answer]:
    assert step.call is not None
    call = own(step.call, side.number)
    for _ in range(MOST_PAGES):
        answer = side.ask(call)
        yield answer
        token = answer.content.get("nextPageToken") if isinstance(answer.content, dict) else None
        if not token:
            return
        call = replace(call, query={**call.query, "pageToken": token})


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}": {_literal(each)}' for name, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return repr(value) if isinstance(value, Pair) else json.dumps(value, ensure_ascii=False)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda letter: f"_{letter[0].lower()}", name).strip("_").lower()
