"""What the spec says about the operations that only read: where they are, and what they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mock_gateway import spec

GATEWAY = "/quo"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the path or the query."""

    name: str
    required: bool
    schema: Mapping[str, Any] = field(repr=False)
    """Its own, or that of the items of an array."""
    is_array: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A GET operation."""

    id: str
    path: str
    """As in the spec: `/v1/messages/{messageId}`."""
    control: bool
    """Whether it is served by Maton's control host."""
    subject: Parameter | None
    """What the path names, if it names one thing."""
    query: tuple[Parameter, ...]

    @property
    def pages(self) -> bool:
        """Whether it answers page by page."""
        return {"maxResults", "pageToken"} <= {parameter.name for parameter in self.query}

    @property
    def required(self) -> tuple[Parameter, ...]:
        """What the query has to have."""
        return tuple(parameter for parameter in self.query if parameter.required)

    def url(self, subject: str = "") -> str:
        """The path to send to; `subject` is taken as it is and has to be quoted."""
        path = self.path if self.subject is None else self.path.replace(f"{{{self.subject.name}}}", subject)
        return path if self.control else GATEWAY + path


def readings(document: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Return every GET operation of a spec, in its order.

    It is given the spec without any profile, so that the same calls are made wherever they go.
    """
    paths: Mapping[str, Any] = document["paths"]
    return tuple(_reading(document, path, item) for path, item in paths.items() if "get" in item)


def listed_by(all_readings: tuple[Reading, ...]) -> dict[str, Reading]:
    """Return for each kind of id, by the name its parameter has, the operation that lists what has them."""
    lists = {reading.path: reading for reading in all_readings if reading.subject is None}
    found: dict[str, Reading] = {}
    for reading in all_readings:
        if reading.subject is not None:
            collection = reading.path.removesuffix(f"/{{{reading.subject.name}}}")
            if collection in lists:
                found[reading.subject.name] = lists[collection]
    return found


def _reading(document: Mapping[str, Any], path: str, item: Mapping[str, Any]) -> Reading:
    stated = item["get"]
    both = [
        spec.resolve(document, parameter)
        for owner in (item, stated)
        for parameter in owner.get("parameters", ())
    ]
    subjects = [_parameter(document, parameter) for parameter in both if parameter["in"] == "path"]
    query = tuple(_parameter(document, parameter) for parameter in both if parameter["in"] == "query")
    return Reading(stated["operationId"], path, "servers" in item, next(iter(subjects), None), query)


def _parameter(document: Mapping[str, Any], stated: Mapping[str, Any]) -> Parameter:
    schema = spec.resolve(document, stated["schema"])
    is_array = schema.get("type") == "array"
    inner = spec.resolve(document, schema["items"]) if is_array else schema
    if "anyOf" in inner:
        inner = spec.resolve(document, inner["anyOf"][0])
    return Parameter(stated["name"], bool(stated.get("required")), inner, is_array)
