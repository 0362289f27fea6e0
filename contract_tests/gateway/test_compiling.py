"""Compiling the spec for a profile, or any other document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from contract_tests.installed import IS_CHECKOUT
from mock_gateway import spec
from mock_gateway.contract import Contract, compiled, load
from mock_gateway.profile import DIVERGENCES, Profile

from .judging import said

DOCUMENTED = Profile.named("documented")
OBSERVED = Profile.named("observed")
GUIDE = load(DOCUMENTED)
LIVE = load(OBSERVED)
MESSAGE = {"content": "Hello, world!", "from": "PN123abc", "to": ["+15555555555"]}


def test_profiles_that_do_not_differ_for_the_spec_share_a_contract() -> None:
    assert load(DOCUMENTED) is GUIDE
    assert load(DOCUMENTED.set("unknown_route", "express")) is GUIDE
    assert load(DOCUMENTED.set("send_envelope", "data")) is not GUIDE


def test_no_switch_remains_in_the_document() -> None:
    assert list(spec.switches(GUIDE.document)) == []
    assert set(spec.switches(spec.read())) <= {row.name for row in DIVERGENCES}


def test_the_send_envelope_is_switched() -> None:
    message = spec.resolve(GUIDE.document, {"$ref": "#/paths/~1v1~1messages/post/responses/202"})
    bare = message["content"]["application/json"]["example"]
    wrapped = {"data": bare}
    for contract, right, wrong in ((GUIDE, bare, wrapped), (LIVE, wrapped, bare)):
        send = contract.operations["messages_send"]
        assert send.response_complaints(202, "application/json", json.dumps(right).encode()) == []
        assert send.response_complaints(202, "application/json", json.dumps(wrong).encode()) != []


def test_the_number_of_recipients_is_switched() -> None:
    send = load(DOCUMENTED.set("max_recipients", 10)).operations["messages_send"]
    assert said(send, body=MESSAGE | {"to": [f"+1555555555{i}" for i in range(10)]}) == []
    eleven = said(send, body=MESSAGE | {"to": [f"+155555555{i}" for i in range(10, 21)]})
    assert eleven == [("/to", "Expected array length to be less or equal to 10")]


def test_whether_a_page_size_is_required_is_switched() -> None:
    assert said(GUIDE.operations["contacts_list"]) == [("/maxResults", "Expected required property")]
    assert said(LIVE.operations["contacts_list"]) == []
    assert LIVE.operations["contacts_list"].defaults == {"maxResults": 10}


@pytest.mark.leans_on("id-style")
@pytest.mark.parametrize(("contract", "right", "wrong"), [(GUIDE, "CV1", "CN1"), (LIVE, "CN1", "CV1")])
def test_the_style_of_ids_is_switched(contract: Contract, right: str, wrong: str) -> None:
    operation = contract.operations["conversations_mark_as_read"]
    assert said(operation, {"conversationId": right}) == []
    assert said(operation, {"conversationId": wrong}) != []


SAMPLE = """
paths:
  /v1/pets/{petId}:
    parameters:
      - {name: petId, in: path, required: true, schema: {type: string}}
      - {name: since, in: query, schema: {type: string, format: date-time}}
      - {$ref: '#/components/parameters/Trace'}
    get:
      operationId: pets_get
      tags: [Small Pets]
      parameters:
        - {name: since, in: query, required: true, schema: {type: integer, default: 3}}
      responses:
        200: {$ref: '#/components/responses/Pet'}
        default: {description: Anything else}
components:
  parameters:
    Trace: {name: trace, in: header, schema: {type: string}}
  responses:
    Pet:
      content:
        application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {born: 2022-01-01}}
  schemas:
    Pet:
      properties:
        name: {type: string, maxLength: 3, x-switch: {id_style: {live: {maxLength: null, minLength: 4}}}}
"""


def sample(profile: Profile, text: str = SAMPLE) -> Contract:
    return compiled(spec.parse(text), profile)


def test_an_operations_parameter_overrides_that_of_its_path() -> None:
    operation = sample(DOCUMENTED).operations["pets_get"]
    assert operation.read_query([("since", "7"), ("trace", "x")]) == {"since": 7}
    assert operation.defaults == {"since": 3}
    assert said(operation, {"petId": "1"}) == [("/since", "Expected required property")]


def test_a_status_that_is_not_documented_falls_to_the_default() -> None:
    operation = sample(DOCUMENTED).operations["pets_get"]
    assert operation.response_complaints(500, "", b"") == []
    assert operation.success == 200


def test_a_switch_replaces_adds_and_removes_keywords() -> None:
    assert sample(DOCUMENTED).component_complaints("Pet", {"name": "Rex"}) == []
    [complaint] = sample(OBSERVED).component_complaints("Pet", {"name": "Rex"})
    assert complaint.schema == {"type": "String", "minLength": 4}
    assert sample(OBSERVED).component_complaints("Pet", {"name": "Rexford"}) == []


@pytest.mark.parametrize(("old", "new"), [("id_style", "id_stile"), ("live", "alive")])
def test_a_switch_that_the_table_does_not_have_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=new):
        sample(DOCUMENTED, SAMPLE.replace(old, new))


@pytest.mark.parametrize("place", ["schemas/Pet", "responses/Pet", "parameters/Trace"])
def test_a_reference_to_nowhere_is_refused(place: str) -> None:
    with pytest.raises((ValueError, LookupError), match="Nowhere"):
        sample(DOCUMENTED, SAMPLE.replace(f"#/components/{place}", "#/components/schemas/Nowhere"))


def test_a_date_in_the_spec_is_the_text_it_is_in_json() -> None:
    pet = sample(DOCUMENTED).document["components"]["responses"]["Pet"]
    assert pet["content"]["application/json"]["example"] == {"born": "2022-01-01"}
    json.dumps(GUIDE.document)


def test_an_empty_spec_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no document"):
        spec.parse("")


def test_the_spec_is_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert spec.find().parts[-2:] == (("spec" if IS_CHECKOUT else "mock_gateway"), "openapi.yaml")
    package = tmp_path / "site-packages" / "mock_gateway"
    package.mkdir(parents=True)
    shutil.copy(spec.find(), package / "openapi.yaml")
    monkeypatch.setattr(spec, "__file__", str(package / "document.py"))
    assert spec.find() == package / "openapi.yaml"
