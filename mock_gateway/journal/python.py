"""Requests written as calls of the client, `quo.messages.send(…)`, with the reader's own key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..operation import Operation
from .entry import Entry
from .notes import LONGEST_BODY, Note
from .redaction import redaction_of

_MOMENTS = {"createdAfter", "createdBefore", "updatedAfter", "updatedBefore", "since", "dueDate"}
"""What the client takes as a datetime."""


def python_lines(shown: Entry, note: Note, operation: Operation | None, path: Mapping[str, str]) -> str:
    """The program that makes a request once more; a comment where the client has no method for it.

    Args:
        operation: what was asked for; None where there is no such thing.
        path: the values of the path's parameters.
    """
    if operation is None:
        return f"# The client has no method for {shown.method} {shown.path}\n"
    if note.sent_size > LONGEST_BODY:
        return f"# Only the beginning of the {note.sent_size} bytes of its body was kept\n"
    redacted, (scheme, host) = redaction_of(note.authorization).text, note.origin
    options = [f'base_url="{scheme}://{redacted(host)}"']
    if note.connection is not None and not operation.control:
        options.append(f"connection={redacted(note.connection)!r}")
    arguments = [repr(redacted(value)) for value in path.values()]
    arguments += _named(operation.read_query(shown.query))
    if operation.has_body and isinstance(shown.body, dict):
        arguments += _named(shown.body)
    call = f"quo.{operation.tag}.{operation.id.removeprefix(f'{operation.tag}_')}"
    lines = ["from maton_quo import Quo", "", f"quo = Quo({', '.join(options)})  # the key: MATON_API_KEY"]
    if any("datetime." in argument for argument in arguments):
        lines.insert(0, "import datetime")
    return "\n".join([*lines, f"print({call}({_fitted(arguments)}))", ""])


def _named(values: Mapping[str, Any]) -> list[str]:
    return [f"{_snake(name)}={_said(name, value)}" for name, value in values.items()]


def _said(name: str, value: Any) -> str:
    if name in _MOMENTS and isinstance(value, str):
        return f"datetime.datetime.fromisoformat({value!r})"
    return repr(value)


def _snake(name: str) -> str:
    """The name of an argument: `phoneNumberId` is `phone_number_id`, and `from` is `from_`."""
    plain = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name.removesuffix("[]")).lower()
    return f"{plain}_" if plain == "from" else plain


def _fitted(arguments: list[str]) -> str:
    together = ", ".join(arguments)
    return together if len(together) < 70 else "\n" + "".join(f"    {each},\n" for each in arguments)
