"""One operation of the control API: a typed function, from which its route and its description follow."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args, get_type_hints

import msgspec

from .. import body as bodies
from ..asked import Asked
from ..complaints import Complaint
from ..errors import INVALID, JSON, Problem, Rendering
from ..gateway import Gateway
from . import mistakes


@dataclass(frozen=True, slots=True)
class Text:
    """An answer that is not `{"data": …}`: a document of its own content type."""

    content: str | bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A function of this folder, and where it is found.

    The function's arguments say what it takes: `gateway`; `query` and `body`, each a Struct; `raw`, the body
    as bytes; and the name of a path's parameter. Its first line of documentation is its summary.
    """

    id: str
    method: str
    path: str
    function: Callable[..., Any] = field(repr=False)
    status: int
    errors: Sequence[int]
    """The statuses it answers with beside 400 and 403."""
    media_type: str
    also: Sequence[str]
    """Other media types, in which it answers with a text."""
    takes: Mapping[str, Any] = field(repr=False)
    """The types of its arguments by name."""
    gives: Any = field(repr=False)
    """The type of `data`; None for an empty answer, Text for another document."""
    open: bool = False
    """Whether everybody may ask, without the admin token and through any proxy."""

    def answer(self, gateway: Gateway, asked: Asked, path: Mapping[str, str]) -> Rendering:
        """Do it; raises `Problem` 400, 413, and what the function itself raises."""
        arguments: dict[str, Any] = {name: path[name] for name in self.takes if name in path}
        if "gateway" in self.takes:
            arguments["gateway"] = gateway
        if "raw" in self.takes:
            arguments["raw"] = asked.raw(largest=LARGEST_IMPORT)
        pairs = _once(asked.query())
        arguments |= {"query": _converted(pairs, self.takes.get("query", Nothing), strict=False)}
        if "body" in self.takes:
            arguments |= {"body": _converted(_read(asked), self.takes["body"], strict=True)}
        result = self.function(**{name: value for name, value in arguments.items() if name in self.takes})
        return self._rendered(result)

    def do(
        self,
        gateway: Gateway,
        *,
        query: Mapping[str, str] | None = None,
        body: Any = None,
        raw: bytes = b"",
        **path: str,
    ) -> Any:
        """What the function returns, for a page: a form's texts are judged as a program's values are.

        Raises `Problem` 400, and what the function itself raises.
        """
        arguments: dict[str, Any] = {"gateway": gateway, "raw": raw, **path}
        arguments |= {"query": _converted(dict(query or {}), self.takes.get("query", Nothing), strict=False)}
        if "body" in self.takes:
            arguments |= {"body": _converted(_whole(body or {}), self.takes["body"], strict=False)}
        return self.function(**{name: value for name, value in arguments.items() if name in self.takes})

    def _rendered(self, result: Any) -> Rendering:
        if isinstance(result, Text):
            content = result.content.encode() if isinstance(result.content, str) else result.content
            return Rendering(self.status, content, result.content_type, {})
        if result is None:
            return Rendering(self.status, b"", JSON, {})
        return Rendering(self.status, msgspec.json.encode({"data": result}), JSON, {})


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """The query of an operation that takes none."""


LARGEST_IMPORT = 64 * 1024 * 1024
"""Bytes of a body that is read as a text of its own, such as an import."""


def operation(
    route: str,
    *,
    status: int = 200,
    errors: Sequence[int] = (),
    media_type: str = "application/json",
    also: Sequence[str] = (),
    body: Any = None,
    open: bool = False,
) -> Callable[[Callable[..., Any]], Operation]:
    """Make a function an operation: `@operation("POST /api/reset")`.

    Args:
        also: the types of a Text that it answers with where it is asked for one.
        body: the type of the body, where the function's annotation cannot name it.
        open: whether everybody may ask; its answer must reveal nothing.
    """
    method, _, path = route.partition(" ")

    def decorate(function: Callable[..., Any]) -> Operation:
        hints = get_type_hints(function, include_extras=True)
        gives = hints.pop("return")
        hints |= {} if body is None else {"body": body}
        return Operation(
            id=function.__name__,
            method=method,
            path=path,
            function=function,
            status=status,
            errors=errors,
            media_type=media_type,
            also=also,
            takes=hints,
            gives=_beside_text(gives),
            open=open,
        )

    return decorate


def _beside_text(gives: Any) -> Any:
    """The type of `data`: what else than a Text a function may return."""
    if gives is type(None):
        return None
    others = [kind for kind in get_args(gives) if kind is not Text]
    return others[0] if Text in get_args(gives) else gives


def summary_of(operation: Operation) -> tuple[str, str]:
    """The first line of its documentation, and the rest without what it raises."""
    summary, _, rest = (inspect.getdoc(operation.function) or "").partition("\n")
    return summary, rest.partition("Raises:")[0].strip()


def _once(pairs: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise _refusal(Complaint(f"/{name}", "Expected to be given once"))
        found[name] = value
    return found


def _read(asked: Asked) -> Any:
    """The JSON body whatever its content type says: `curl -d` says that it is a form."""
    try:
        return _whole(bodies.read(asked.raw()))
    except bodies.Unreadable as error:
        raise Problem(400, str(error), speaker="maton") from None


def _whole(value: Any) -> Any:
    """Let 3.0 be the integer that it is to JSON Schema; to msgspec it is none."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value


def _converted(value: Any, wanted: Any, *, strict: bool) -> Any:
    complaints = bodies.nul_complaints(value)
    if complaints:
        raise Problem(400, INVALID, complaints=complaints, speaker="maton")
    try:
        return msgspec.convert(value, wanted, strict=strict)
    except msgspec.ValidationError as error:
        raise _refusal(mistakes.complaint(error, wanted)) from None


def _refusal(complaint: Complaint) -> Problem:
    message = f"{complaint.path or 'The input'}: {complaint.message}"
    return Problem(400, message, complaints=[complaint], speaker="maton")
