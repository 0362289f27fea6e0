"""A gateway that runs, and the commands said to it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contract_tests.gateway import serving
from mock_gateway.cli import main
from mock_gateway.control.client import Control

Say = Callable[..., Result]


@pytest.fixture(scope="package")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a gateway runs that all tests of a worker share."""
    served = serving.serve(tmp_path_factory.mktemp("served"), "--set", "rate_limit=0")
    yield served.url
    served.kill()


@pytest.fixture
def control(url: str) -> Iterator[Control]:
    """The same gateway, steered from Python."""
    with Control(url) as control:
        yield control


@pytest.fixture
def workspace(control: Control, monkeypatch: pytest.MonkeyPatch) -> str:
    """A workspace of the test's own, which every command is about."""
    id = control.account().workspace_id
    monkeypatch.setenv("QUO_MOCK_WORKSPACE", id)
    return id


@pytest.fixture
def say(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """Says a command line, in a folder of its own, to the gateway that runs."""
    monkeypatch.setenv("QUO_MOCK_URL", url)
    monkeypatch.delenv("QUO_MOCK_ADMIN_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)

    def say(line: str, piped: str | None = None) -> Result:
        return CliRunner().invoke(main, shlex.split(line), input=piped, catch_exceptions=False)

    return say


def refusal(result: Result) -> str:
    """The one sentence that a command ended with."""
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.startswith("quo-mock: ")
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr.removeprefix("quo-mock: ").rstrip("\n")
