"""The command: its sides, its exit codes, and what it prints."""

from __future__ import annotations

import pytest

from contract_tests.differential import __main__ as command
from contract_tests.differential.planted import PLANTED
from contract_tests.differential.planting import grown
from contract_tests.differential.script import script
from contract_tests.differential.search import search
from contract_tests.differential.sides import choice_of
from contract_tests.targets import Choice


def test_sides_are_named_by_kind_profile_and_database() -> None:
    assert choice_of("in-process") == Choice("in-process", "documented", "sqlite")
    assert choice_of("loopback:observed:postgresql") == Choice("loopback", "observed", "postgresql")
    assert choice_of("http://127.0.0.1:8787/") == Choice("http://127.0.0.1:8787", None)


@pytest.mark.parametrize(
    "text", ["", "in-proces", "in-process:live", "loopback:observed:mysql", "a:b:c:d", "live"]
)
def test_an_unknown_side_is_refused_with_what_is_allowed(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main([text, "in-process"])
    assert ended.value.code == 2
    assert "it is in-process or loopback" in capsys.readouterr().err


def test_no_difference_is_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["in-process", "in-process", "--examples", "10", "--steps", "3"]) == 0
    assert capsys.readouterr().out.startswith("No difference in 10 histories of up to 3 steps")


def test_a_difference_is_told_step_by_step_and_with_discretion_without_values() -> None:
    with grown({}) as left, grown(PLANTED["the total counts deleted contacts"]()) as right:
        difference = search(left, right, start="empty").difference
    assert difference is not None
    told = script(difference).splitlines()
    assert told[0].startswith("1. contact#1 = contacts.create(")
    assert told[2:4] == ["2. contacts.delete(contact#1)", "   both   204"]
    assert told[-1] == "   differs at /totalItems: left 0, right 1"
    discreet = script(difference, discreet=True).splitlines()
    assert discreet[-3:] == ["   left   200", "   right  200", "   differs at /totalItems"]


def test_a_gateway_that_does_not_answer_cannot_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["http://127.0.0.1:9", "in-process"]) == 2
    assert "They cannot be compared" in capsys.readouterr().err
