"""The gateway does not start unless every operation of the spec has its function, and no other."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from click.testing import CliRunner

from mock_gateway import spec
from mock_gateway.cli import main
from mock_gateway.contract import Contract, compiled
from mock_gateway.profile import Profile
from mock_gateway.resources import Incomplete, messages

from .conftest import Bench

NO_FUNCTION = (
    "the spec has the operation messages_get, but mock_gateway/resources/messages.py has no such function"
)
NO_OPERATION = (
    "mock_gateway/resources/users.py has the function users_get, but the spec has no such operation"
)
NO_MODULE = "the spec has the tag faxes, but there is no mock_gateway/resources/faxes.py"


def serve_with(monkeypatch: pytest.MonkeyPatch, document: dict[str, Any]) -> None:
    """Let the gateway be made from another spec."""

    def load(profile: Profile) -> Contract:
        return compiled(document, profile)

    monkeypatch.setattr("mock_gateway.gateway.contracts.load", load)


@pytest.fixture
def document() -> dict[str, Any]:
    return copy.deepcopy(spec.read())


@pytest.fixture
def without_function(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delattr(messages, "messages_get")
    return NO_FUNCTION


@pytest.fixture
def without_operation(monkeypatch: pytest.MonkeyPatch, document: dict[str, Any]) -> str:
    del document["paths"]["/v1/users/{userId}"]["get"]
    serve_with(monkeypatch, document)
    return NO_OPERATION


@pytest.fixture
def without_module(monkeypatch: pytest.MonkeyPatch, document: dict[str, Any]) -> str:
    fax = copy.deepcopy(document["paths"]["/v1/users"])
    fax["get"] |= {"operationId": "faxes_list", "tags": ["Faxes"]}
    document["paths"]["/v1/faxes"] = fax
    serve_with(monkeypatch, document)
    return NO_MODULE


@pytest.fixture(params=["without_function", "without_operation", "without_module"])
def sentence(request: pytest.FixtureRequest) -> str:
    """What is said about a spec and functions that do not fit each other, here in one of three ways."""
    said: str = request.getfixturevalue(request.param)
    return said


@pytest.mark.parametrize("profile", ["documented", "observed"])
def test_what_is_missing_is_named(sentence: str, profile: str) -> None:
    with pytest.raises(Incomplete) as raised:
        Bench(seed="empty", profile=profile)
    assert str(raised.value) == sentence


def test_the_command_says_so_in_one_sentence(sentence: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--port", "0"])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"quo-mock: {sentence}\n")


def test_a_whole_tag_that_is_gone_is_noticed(
    monkeypatch: pytest.MonkeyPatch, document: dict[str, Any]
) -> None:
    for path in [path for path in document["paths"] if path.startswith("/v1/conversations")]:
        del document["paths"][path]
    serve_with(monkeypatch, document)
    with pytest.raises(Incomplete, match=r"conversations\.py has the function conversations_list"):
        Bench(seed="empty")


def test_a_helper_with_an_underscore_is_no_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    def _helper() -> None: ...

    _helper.__module__ = messages.__name__
    monkeypatch.setattr(messages, "_helper", _helper, raising=False)
    Bench(seed="empty")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"profile": "live"}, "There is no profile 'live'; allowed are documented, observed."),
        ({"seed": "demoo"}, "there is no seed 'demoo'; there are demo, empty, large"),
    ],
)
def test_an_option_that_does_not_exist_is_named(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Bench(**options)
