"""What is derived from the spec is derived from this one; that it is so byte for byte, `client/` tests."""

from __future__ import annotations

from pathlib import Path

import maton_quo
from maton_quo import models
from mock_gateway import resources, spec
from mock_gateway.contract import load
from mock_gateway.profile import Profile

from .conftest import OPERATIONS, SCHEMAS

ROOT = Path(__file__).parents[2]


def test_the_gateway_reads_the_spec_of_this_checkout() -> None:
    # a copy beside the package, as an installed gateway has it, would win
    assert spec.find() == ROOT / "spec" / "openapi.yaml"


def test_the_client_has_a_module_for_every_operation_and_no_other() -> None:
    api = Path(maton_quo.__file__).parent / "api"
    for folder in (path for path in api.iterdir() if path.is_dir() and path.name != "__pycache__"):
        named = {path.stem for path in folder.glob("*.py")}
        own = {id for id in OPERATIONS if id.startswith(f"{folder.name}_")}
        assert {name for name in named if name.startswith(folder.name)} == own
    tags = {id.removesuffix("_list") for id in OPERATIONS if id.endswith("_list")}
    assert {path.name for path in api.iterdir() if path.is_dir()} - {"__pycache__"} == tags


def test_every_model_is_a_component_of_the_spec() -> None:
    assert set(models.__all__) <= SCHEMAS.keys()
    for id in ("Message", "Call", "Contact", "Conversation", "PhoneNumber", "User", "Connection"):
        assert id in models.__all__


def test_a_model_has_the_properties_of_its_component() -> None:
    for name in models.__all__:
        fields = getattr(getattr(models, name), "__struct_encode_fields__", None)
        if fields is not None:
            assert set(fields) == SCHEMAS[name]["properties"].keys(), name


def test_the_gateway_has_a_function_for_every_operation_under_both_profiles() -> None:
    for profile in ("documented", "observed"):
        operations = load(Profile.named(profile)).operations
        assert resources.handlers(operations.values()).keys() == OPERATIONS.keys()
