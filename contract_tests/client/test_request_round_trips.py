"""What a caller says to a method is what the spec's own reader finds in the request, for every operation."""

from __future__ import annotations

import importlib
import inspect
import keyword
import re
import types
from datetime import datetime
from typing import Any, Union, get_args, get_origin, get_type_hints

import httpx
import msgspec
import pytest
from hypothesis import given

from contract_tests import depths
from contract_tests.client.test_round_trips import CONTRACT, SPEC, meaning, readable
from contract_tests.contract.calls import Call
from maton_quo import Quo
from maton_quo._runtime.model import Model
from mock_gateway.operation import Operation


def python_name(wire: str) -> str:
    """The name of an argument for a name on the wire."""
    name = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", wire).lower()
    return f"{name}_" if keyword.iskeyword(name) else name


def hints(operation: Operation) -> dict[str, Any]:
    """The types of the arguments of the method for an operation."""
    module = importlib.import_module(f"maton_quo.api.{operation.tag}.{operation.id}")
    return get_type_hints(module.request)


def as_argument(kind: Any, value: Any) -> Any:
    """A value from the wire as a caller gives it who reads the types: dates, and models for objects."""
    for each in get_args(kind) if get_origin(kind) in (types.UnionType, Union) else [kind]:
        if each is datetime and isinstance(value, str):
            return msgspec.convert(value, datetime)
        if isinstance(each, type) and issubclass(each, Model) and isinstance(value, dict):
            return msgspec.convert(value, each)
        if isinstance(value, list) and get_args(each):
            return [as_argument(get_args(each)[0], item) for item in value]
    return value


def sent(call: Call) -> httpx.Request:
    """The request that the client makes of the call."""
    requests: list[httpx.Request] = []

    def server(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(500)

    given = {**call.query, **(call.body or {})}
    named, kinds = {python_name(name): each for name, each in given.items()}, hints(call.operation)
    arguments = {name: as_argument(kinds[name], each) for name, each in named.items()}
    resource, verb = call.operation.tag, call.operation.id.removeprefix(f"{call.operation.tag}_")
    with Quo(api_key="k", transport=httpx.MockTransport(server), max_retries=0) as quo:
        method = getattr(getattr(quo, resource), verb)
        with pytest.raises(Exception, match="500"):
            method(*call.path.values(), **arguments)
    return requests[0]


@pytest.mark.parametrize("id", sorted(CONTRACT.operations))
def test_what_is_said_is_what_is_sent_and_the_spec_has_no_complaint(id: str) -> None:
    operation = CONTRACT.operations[id]

    @depths.part(3)
    @given(SPEC.valid(operation))
    def holds(call: Call) -> None:
        query, body = readable(call.query), readable(call.body)
        query = {name: value for name, value in query.items() if value != []}  # no query can say it
        request = sent(Call(operation, call.path, query, body))
        read = operation.read_query(request.url.params.multi_items())
        content = msgspec.json.decode(request.content) if request.content else {}
        segments = httpx.URL(str(request.url)).path
        assert operation.complaints(call.path, read, content) == []
        assert meaning(read) == meaning({**operation.defaults, **query})
        assert meaning(content) == meaning(body or {})
        assert all(value in segments for value in call.path.values())

    holds()


def test_every_operation_has_a_method_that_takes_what_the_spec_takes() -> None:
    for operation in CONTRACT.operations.values():
        path, query, body = SPEC.schemas(operation)
        wire = [*path["properties"], *query["properties"], *(body["properties"] if body else ())]
        module = importlib.import_module(f"maton_quo.api.{operation.tag}.{operation.id}")
        taken = inspect.signature(module.request).parameters
        assert {python_name(name) for name in wire} == set(taken), operation.id
