"""There and back: what a model holds survives its JSON, and what the spec allows survives the model."""

from __future__ import annotations

import copy
import json
import re
from datetime import datetime
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests import depths
from contract_tests.client.drawn import MODELS, values
from contract_tests.strategies import Requests
from maton_quo import Quo
from mock_gateway.contract import load
from mock_gateway.profile import Profile

CONTRACT = load(Profile.named("documented"))
SPEC = Requests(CONTRACT, {})
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d\S*")
NAMES = sorted(MODELS)
INNER = [name for name in NAMES if not name.endswith(("Envelope", "Page"))] + ["MessagePage", "TaskPage"]
"""What holds one of these is no different from these two, and slow to draw."""
WITH_ENUMS = [name for name in INNER if '"enum"' in json.dumps(SPEC.schema(name))]
NEW = {"x-new": {"of": ["tomorrow", None]}}


def moment(text: str) -> datetime | None:
    """The moment that a text tells; none for a leap second and the last of all years, which Python lacks."""
    try:
        return msgspec.convert(text, datetime)
    except msgspec.ValidationError:
        return None


def readable(value: Any) -> Any:
    """The document, a moment that Python has no datetime for replaced by another."""
    if isinstance(value, dict):
        return {name: readable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [readable(each) for each in value]
    if isinstance(value, str) and MOMENT.fullmatch(value) and moment(value) is None:
        return "2016-12-31T23:59:59Z"
    return value


def meaning(value: Any) -> Any:
    """A document to compare: the same moment may be written in several ways."""
    if isinstance(value, dict):
        return {name: meaning(each) for name, each in value.items()}
    if isinstance(value, list):
        return [meaning(each) for each in value]
    return (moment(value) or value) if isinstance(value, str) and MOMENT.fullmatch(value) else value


def extended(value: Any) -> Any:
    """The document as a later server may send it: with one more field wherever there are some.

    Metadata is left as it is: it may hold anything already, and a model keeps it all.
    """
    if isinstance(value, dict):
        known = {name: each if name == "metadata" else extended(each) for name, each in value.items()}
        return {**known, **NEW}
    return [extended(each) for each in value] if isinstance(value, list) else value


def enums(schema: Any, value: Any) -> list[tuple[Any, Any]]:
    """Where a document has a value of an enum: the object or array it is in, and its name or index there."""
    found: list[tuple[Any, Any]] = []
    steps: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        steps = [(name, inner) for name, inner in schema.get("properties", {}).items() if name in value]
    elif isinstance(value, list):
        steps = [(index, schema.get("items", {})) for index in range(len(value))]
    for step, below in steps:
        if "enum" in below and isinstance(value[step], str):
            found.append((value, step))
        found += enums(below, value[step])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_is_encoded_is_decoded_to_the_same(name: str) -> None:
    decode = msgspec.json.Decoder(MODELS[name]).decode

    @depths.part(2)
    @given(values(MODELS[name]))
    def holds(model: Any) -> None:
        encoded = msgspec.json.encode(model)
        again = decode(encoded)
        assert again == model
        assert msgspec.json.encode(again) == encoded
        assert copy.deepcopy(model) == model

    holds()


@pytest.mark.parametrize("name", INNER)
def test_what_the_spec_allows_is_read_and_nothing_of_it_is_lost(name: str) -> None:
    decode = msgspec.json.Decoder(MODELS[name]).decode

    @depths.part(4)
    @given(SPEC.component(name).map(readable))
    def holds(document: Any) -> None:
        model = decode(msgspec.json.encode(document))
        assert meaning(msgspec.to_builtins(model)) == meaning(document)
        assert decode(msgspec.json.encode(extended(document))) == model

    holds()


@pytest.mark.parametrize("name", WITH_ENUMS)
def test_a_value_that_no_enum_has_is_kept_as_it_came(name: str) -> None:
    decode = msgspec.json.Decoder(MODELS[name]).decode
    schema = SPEC.schema(name)

    @depths.part(4)
    @given(SPEC.component(name).map(readable), st.text(min_size=1, max_size=6))
    def holds(document: Any, fresh: str) -> None:
        for holder, step in enums(schema, document):
            holder[step] = fresh
        assert meaning(msgspec.to_builtins(decode(msgspec.json.encode(document)))) == meaning(document)

    holds()


@depths.part(2)
@given(SPEC.component("Message").map(readable))
def test_raw_access_has_also_what_the_model_leaves_out(document: Any) -> None:
    answer = {"data": extended(document), **NEW}

    def server(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=answer)

    with Quo(api_key="k", transport=httpx.MockTransport(server), max_retries=0) as quo:
        raw = quo.messages.with_raw_response.get("AC1")
    assert raw.json() == answer
    assert meaning(msgspec.to_builtins(raw.parsed)) == meaning(document)
