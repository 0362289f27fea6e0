"""How one piece of the public API is written: a name as a changelog would say it, and what it promises."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

Line = tuple[str, str]
"""A name, such as `quo.messages.send(content=)`, and what is promised of it, such as `str`."""


def of_function(name: str, function: Callable[..., Any]) -> Iterator[Line]:
    """The function with what it gives, and a line for each parameter with its type, and whether it is needed.

    Types are taken as they are written: what Python makes of them differs between its versions.
    """
    signature = inspect.signature(function)
    yield name, f"gives {_written(signature.return_annotation)}"
    for parameter in signature.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        needed = "" if parameter.default is parameter.empty else ", may be left out"
        place = "" if parameter.kind is parameter.KEYWORD_ONLY else ", by position too"
        yield f"{name}({parameter.name}=)", f"{_written(parameter.annotation)}{needed}{place}"


def of_class(name: str, kind: type, *, constructed: bool = True) -> Iterator[Line]:
    """The class with its bases, its constructor, and its public methods and properties."""
    yield name, f"a {', '.join(base.__name__ for base in kind.__bases__)}"
    if constructed:
        yield from of_constructor(name, kind)
    for member in sorted(dir(kind)):
        if not member.startswith("_") and member not in dir(kind.__base__ or object):
            yield from of_member(f"{name}.{member}", inspect.getattr_static(kind, member))


def of_constructor(name: str, kind: type) -> Iterator[Line]:
    """A line for each argument; none where Python itself makes the instance."""
    constructor = inspect.getattr_static(kind, "__init__")
    if inspect.isfunction(constructor):
        yield from (line for line in of_function(name, constructor) if line[0] != name)


def of_member(name: str, member: Any) -> Iterator[Line]:
    """A method, a property, or a value of a class."""
    if isinstance(member, classmethod | staticmethod):
        member = member.__func__
    if isinstance(member, property):
        yield name, f"gives {_written(inspect.signature(member.fget).return_annotation)}"  # type: ignore[arg-type]
    elif inspect.isfunction(member):
        yield from of_function(name, member)
    else:
        yield name, "a value"


def _written(annotation: Any) -> str:
    if annotation is inspect.Parameter.empty:
        return "anything"
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
