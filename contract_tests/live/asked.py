"""A request as the guard sees it: only one of plain form is understood, and only that is sent."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import httpx

from contract_tests.contract.transports import operation_of
from contract_tests.live.environment import Environment
from mock_gateway.contract import Contract

HEADERS = frozenset(
    {"accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host"}
    | {"maton-connection", "transfer-encoding", "user-agent"}
)
"""What may be sent. Others can change the method, the path or the host behind the guard's back."""

_PATH = re.compile(r"/connections(/[A-Za-z0-9_-]+)?|/quo/v1(/[A-Za-z0-9_-]+)+")
"""No dots, no escapes, no empty segments: nothing that two servers could read in two ways."""


class Refused(Exception):
    """A request that the run may not make. Operation and reason hold nothing of the request."""

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(f"{operation}: {reason}")
        self.operation, self.reason = operation, reason


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request wants."""

    operation: str
    """The operationId; a GET that is none of the spec's is `GET`."""
    method: str
    id: str
    """Of the thing that the path names; empty if it names none."""
    body: dict[str, Any]


def understood(request: httpx.Request, environment: Environment, contract: Contract) -> Asked:
    """What a request, whose body has been read, wants; raises `Refused` for what is not of plain form."""
    method = request.method
    operation = operation_of(contract, method, request.url.path)
    name = operation.id if operation else method if method in ("GET", "POST", "PUT", "PATCH") else "other"
    complaint = _of_url(request.url, environment) or _of_head(request, environment)
    if complaint:
        raise Refused(name, complaint)
    if operation is None and method != "GET":
        raise Refused(name, "the spec has no such operation")
    segments = request.url.path.removeprefix("/quo/v1").strip("/").split("/")
    id = segments[1] if len(segments) > 1 else ""
    return Asked(name, method, id, _body(name, request))


def _of_url(url: httpx.URL, environment: Environment) -> str | None:
    raw_path, _, query = url.raw_path.partition(b"?")
    path = raw_path.decode("latin-1")
    control = path.startswith("/connections")
    allowed = httpx.URL(environment.control_url if control else environment.gateway_url)
    if (url.scheme, url.host, url.port) != (allowed.scheme, allowed.host, allowed.port):
        return "the host is not the one that it belongs to"
    if url.userinfo or url.fragment:
        return "the URL holds a password or a fragment"
    if not _PATH.fullmatch(path):
        return "the path is outside Quo's API, or not of plain form"
    if environment.api_key in httpx.QueryParams(query.decode("latin-1")).values() or b"_method" in query:
        return "the query holds the key or a method"
    return None


def _of_head(request: httpx.Request, environment: Environment) -> str | None:
    names = [name.lower() for name, _ in request.headers.raw]
    if not {name.decode("latin-1") for name in names} <= HEADERS:
        return "it has a header that is not on the list"
    if len(set(names)) != len(names):
        return "it has a header twice"
    if request.headers.get("host") != request.url.netloc.decode("ascii"):
        return "the Host header names another host"
    if request.extensions.keys() - {"timeout"}:
        return "it has an extension, which can change where it goes"
    if request.method == "GET":
        return "it reads, and has a body" if request.content else None
    connection = request.headers.get("maton-connection", "")
    if connection != environment.connection:
        return "it writes through another connection than MATON_CONNECTION"
    return None


def _body(name: str, request: httpx.Request) -> dict[str, Any]:
    if not request.content:
        return {}
    media_type = request.headers.get("content-type", "").lower().removesuffix("; charset=utf-8")
    try:
        text = request.content.decode("utf-8")
        body = json.loads(text, object_pairs_hook=_once) if media_type == "application/json" else None
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused(name, "the body is not a JSON object that can be read in one way only")
    return body


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Servers differ in which of two equal names they take."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name comes twice")
    return dict(pairs)
