"""One request as an operation describes it, before any client has said where it goes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import quote, unquote

import httpx
import msgspec
from msgspec import UNSET, UnsetType

TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # of HTTP: a method, or the name of a header
QueryValue = str | int | float | bool | datetime.datetime | list[str] | UnsetType | None


@dataclass(frozen=True, slots=True)
class Request:
    """A method, a path, and what goes with it.

    Args:
        method: Such as `GET`.
        path: Below the gateway's `/quo` or the control host; ids in it have been through `segment`.
        query: Parameters by their wire names; None leaves one out, a list, which is not empty, repeats it.
        body: Fields by their wire names, or any other JSON; `UNSET` leaves a field out, None sends a null.
        headers: Headers of this operation alone; None leaves one out.
        control: Whether it goes to Maton's control host instead of the gateway.
        template: The path with the names of its ids, such as `/v1/users/{userId}`.
    """

    method: str
    path: str
    query: Mapping[str, QueryValue] | None = None
    body: Any = None
    headers: Mapping[str, str | None] | None = None
    control: bool = False
    template: str | None = None

    def __post_init__(self) -> None:
        if not TOKEN.fullmatch(self.method):
            raise ValueError(f"a method such as GET was expected, not {self.method!r}")
        if not self.path.startswith("/"):
            # `@elsewhere.test` after a host would lead, with the API key, to another one.
            raise ValueError(f"a path must begin with a slash, not {self.path!r}")
        if "?" in self.path or "#" in self.path:
            raise ValueError("a path holds no query; give it by params=")
        if any(part in (".", "..") for part in unquote(self.path).split("/")):
            # httpx or the server would resolve it, and the API key would go to another place.
            raise ValueError("a path holds no '.' or '..' segment, also not percent-encoded")
        for name, value in (self.query or {}).items():
            if isinstance(value, list | tuple) and not any(map(_is_said, value)):
                # No query can say it: left out, everything would be listed instead of nothing.
                raise ValueError(
                    f"{name} is empty, which would ask for everything: leave it out, or do not ask"
                )

    @property
    def route(self) -> str:
        """The path without ids: its template, or what stands before the first place that may hold one."""
        if self.template is not None:
            return self.template
        start = re.match(r"(/v\d+)?/[^/]*", self.path)
        known = start[0] if start else "/"
        return known if known == self.path else f"{known}/…"

    def params(self) -> httpx.QueryParams:
        """The query with its arrays repeated: `participants=a&participants=b`."""
        return httpx.QueryParams(
            [
                (name, _text(name, item))
                for name, value in (self.query or {}).items()
                for item in (value if isinstance(value, list | tuple) else [value])
                if _is_said(item)
            ]
        )

    def content(self) -> bytes | None:
        """The JSON to send, if any; raises ValueError for a time that has no zone."""
        if self.body is None:
            return None
        if not isinstance(self.body, Mapping):
            return msgspec.json.encode(self.body)
        fields = {name: value for name, value in self.body.items() if value is not UNSET}
        for name, value in fields.items():
            _refuse_without_zone(name, value)
        return msgspec.json.encode(fields)

    def from_token(self, token: str) -> Self:
        """The same request for the page at `token`."""
        return replace(self, query={**(self.query or {}), "pageToken": token})


def segment(value: str) -> str:
    """An id as a part of a path.

    Raises:
        ValueError: When it is empty, a dot segment or holds a slash, which would lead to another operation;
            a server does not tell `%2F` from a slash.
    """
    if value in ("", ".", "..") or "/" in value:
        raise ValueError(f"an id was expected, not {value!r}")
    return quote(value, safe="")


def _is_said(value: Any) -> bool:
    return value is not None and value is not UNSET


def _text(name: str, value: Any) -> str:
    _refuse_without_zone(name, value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _refuse_without_zone(name: str, value: Any) -> None:
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        raise ValueError(f"{name} has no time zone; say datetime.now(timezone.utc) or .astimezone()")
