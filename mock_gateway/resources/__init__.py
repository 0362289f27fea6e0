"""The operations, one module per tag of the spec and one public function per operationId.

A module's public functions are its operations: each takes a `Request` and returns the JSON text of its
answer, or None where the spec promises an empty one. The status follows from the spec.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from importlib import import_module

from ..operation import Operation
from ..request import Request

Handler = Callable[[Request], str | None]


class Incomplete(Exception):
    """The spec and the modules of this folder do not have the same operations."""


def handlers(operations: Iterable[Operation]) -> dict[str, Handler]:
    """The function for every operation.

    Raises:
        Incomplete: an operation has no function, or a function has no operation; the text names it.
    """
    by_tag: dict[str, set[str]] = {}
    for operation in operations:
        by_tag.setdefault(operation.tag, set()).add(operation.id)
    for tag in TAGS:
        by_tag.setdefault(tag, set())
    return {name: handler for tag, wanted in by_tag.items() for name, handler in _of_tag(tag, wanted).items()}


TAGS = (
    "calls", "connections", "contact_custom_fields", "contacts", "conversations", "messages", "phone_numbers",
    "tasks", "users", "webhooks",
)  # fmt: skip


def _of_tag(tag: str, wanted: set[str]) -> dict[str, Handler]:
    if tag not in TAGS:
        raise Incomplete(f"the spec has the tag {tag}, but there is no mock_gateway/resources/{tag}.py")
    module = import_module(f".{tag}", __name__)
    found: dict[str, Handler] = {
        name: function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
    }
    for name in sorted(wanted - found.keys()):
        raise Incomplete(
            f"the spec has the operation {name}, but mock_gateway/resources/{tag}.py has no such function"
        )
    for name in sorted(found.keys() - wanted):
        raise Incomplete(
            f"mock_gateway/resources/{tag}.py has the function {name}, but the spec has no such operation"
        )
    return found
