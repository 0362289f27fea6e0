"""Recordings used offline: judged by the spec as it is now, and given to the client as if they came anew."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from contract_tests.exchanges import Exchange
from maton_quo import Quo, RawResponse
from mock_gateway.complaints import TEXTS, Complaint
from mock_gateway.contract import Contract

_ARGUMENTS: dict[str, Any] = {"str": "x", "int": 1, "list[str]": ["+15555550100"]}


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where a recorded answer is not what the spec says."""

    exchange: str
    """Operation and case."""
    path: str
    message: str
    is_drift: bool
    """Whether it is only more than the spec knows, an enum value or a field; the client takes that."""


def deviations(exchanges: Sequence[Exchange], contract: Contract) -> Iterator[Deviation]:
    """Yield whatever the spec as a profile sees it does not say of recorded answers."""
    for exchange in exchanges:
        operation = contract.operations.get(exchange.operation)
        if operation is not None:
            content_type = exchange.headers.get("content-type", "")
            for each in operation.response_complaints(exchange.status, content_type, _body(exchange)):
                yield Deviation(exchange.name, each.path, each.message, _is_drift(each))


def given(exchange: Exchange) -> RawResponse[Any] | httpx.Response:
    """Return what the client makes of a recorded answer.

    Raises what it raises: errors.StatusError for a recorded error, errors.UndecodableResponse for an answer
    that it cannot read.
    """

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(exchange.status, headers=dict(exchange.headers), content=_body(exchange))

    with Quo(api_key="replayed", transport=httpx.MockTransport(answer), max_retries=0) as quo:
        return _called(quo, exchange)


def _called(quo: Quo, exchange: Exchange) -> RawResponse[Any] | httpx.Response:
    """The method of the operation, called with any arguments: the answer is the same whatever is asked."""
    tag = next((tag for tag in _tags(quo) if exchange.operation.startswith(f"{tag}_")), None)
    if tag is None:
        return quo.request("GET", exchange.path.removeprefix("/quo"))
    method = getattr(getattr(quo, tag).with_raw_response, exchange.operation.removeprefix(f"{tag}_"))
    stated = inspect.signature(method).parameters.values()
    wanted = [each for each in stated if each.default is each.empty and each.name != "self"]
    answered: RawResponse[Any] = method(**{each.name: _ARGUMENTS[str(each.annotation)] for each in wanted})
    return answered


def _tags(quo: Quo) -> list[str]:
    """The attributes that hold operations, the longest first: `contact_custom_fields` before `contacts`."""
    found = [name for name in dir(quo) if not name.startswith("_")]
    return sorted(
        (name for name in found if hasattr(getattr(quo, name), "with_raw_response")), key=len, reverse=True
    )


def _body(exchange: Exchange) -> bytes:
    if isinstance(exchange.content, str) and "json" not in exchange.headers.get("content-type", ""):
        return exchange.content.encode()
    return json.dumps(exchange.content).encode()


def _is_drift(complaint: Complaint) -> bool:
    return "enum" in complaint.schema or complaint.message == TEXTS["additionalProperties"]
