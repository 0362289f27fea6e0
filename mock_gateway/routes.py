"""Which operation a path means, told by one look into a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

_NOTHING: Mapping[str, str] = {}


class Routable(Protocol):
    """What can be found at a path."""

    @property
    def method(self) -> str:
        """Such as `GET`."""

    @property
    def path(self) -> str:
        """Such as `/v1/messages/{messageId}`."""


Operation = TypeVar("Operation", bound=Routable)


@dataclass(frozen=True, slots=True)
class Route(Generic[Operation]):
    """What was found at a path: an operation, or the methods that have one there."""

    operation: Operation | None
    path: Mapping[str, str]
    """The path's parameter by its name."""
    allowed: tuple[str, ...] = ()


class Unrouted(Exception):
    """There is nothing at a path, or nothing for this method; `allowed` names those that have something."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__(allowed)
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class _Place(Generic[Operation]):
    parameter: str
    operations: dict[str, Operation]


class Routes(Generic[Operation]):
    """The paths of a spec: each ends in nothing, in one parameter, or in one parameter and a verb."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._places: dict[tuple[str, str], _Place[Operation]] = {}
        for operation in operations:
            before, brace, rest = operation.path.partition("{")
            parameter, _, after = rest.partition("}")
            if "{" in after:
                raise ValueError(f"{operation.path} has more than one parameter; Routes takes one")
            place = self._places.setdefault((before, after if brace else "exactly"), _Place(parameter, {}))
            place.operations[operation.method] = operation

    def find(self, method: str, path: str) -> Route[Operation]:
        """What is at a path; a slash at its end does not matter, as for Express, and HEAD is GET."""
        path = path.removesuffix("/")
        place, value = self._place(path)
        if place is None:
            return Route(None, _NOTHING)
        operation = place.operations.get("GET" if method == "HEAD" else method)
        if operation is None:
            heads = ("HEAD",) if "GET" in place.operations else ()
            return Route(None, _NOTHING, tuple(sorted((*place.operations, *heads))))
        return Route(operation, {place.parameter: value} if value else _NOTHING)

    def _place(self, path: str) -> tuple[_Place[Operation] | None, str]:
        place = self._places.get((path, "exactly"))
        if place is not None:
            return place, ""
        before, _, last = path.rpartition("/")
        place = self._places.get((before + "/", ""))
        if place is not None and last:
            return place, last
        before, _, value = before.rpartition("/")
        return self._places.get((before + "/", "/" + last)) if value else None, value
