"""`python -m contract_tests.histories` as a person starts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner

from contract_tests import services
from contract_tests.histories import __main__ as command
from contract_tests.histories.places import PLACES, Place
from contract_tests.histories.running import History


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places where histories were recorded, at none of which anything is started."""
    places: list[str] = []

    @contextmanager
    def place(name: str) -> Iterator[Place]:
        places.append(name)
        yield Place("http://127.0.0.1:1")

    monkeypatch.setattr(command, "place", place)
    monkeypatch.setattr(command, "run", lambda url, **how: History(10, 1, 2, []))
    monkeypatch.setattr(services, "stop_shared", lambda: None)  # other tests of this run still use it
    return places


def run(*arguments: str) -> Any:
    return CliRunner().invoke(command.main, arguments)


def test_it_goes_everywhere_and_ends_with_0_if_every_history_is_linearisable(asked: list[str]) -> None:
    result = run("--times", "1")
    assert (result.exit_code, asked) == (0, list(PLACES))
    assert result.output.endswith("Every history is linearisable.\n")


def test_it_ends_with_1_and_tells_what_no_order_explains(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "run", lambda url, **how: History(10, 0, 0, ["contact k1: no order"]))
    result = run("--times", "2", "--only", "three replicas")
    assert (result.exit_code, asked) == (1, ["postgresql, three replicas"])
    assert result.output.count("contact k1: no order") == 2
    assert result.output.endswith("2 promises were broken.\n")


def test_what_cannot_be_is_a_sentence(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No place has 'mysql' in its name" in run("--only", "mysql").output

    def missing(name: str) -> Any:
        raise services.Missing("there is no PostgreSQL: apt-get install postgresql")

    monkeypatch.setattr(command, "place", missing)
    result = run()
    assert (result.exit_code, result.output) == (
        1,
        "Error: there is no PostgreSQL: apt-get install postgresql\n",
    )
