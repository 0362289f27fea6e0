"""A full run that loses a cell fails and names it, in one process or several; a part of one loses none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.matrix import required
from contract_tests.matrix.plugin import is_full

PLUGIN = ("-p", "contract_tests.matrix.plugin", "-p", "no:schemathesis", "-p", "no:cacheprovider")

CONFTEST = """
import os
from pathlib import Path
from contract_tests.matrix import required

required.FILE = Path(os.environ["CELLS"])

def pytest_addoption(parser):
    parser.addoption("--target")
"""

SUITE = """
import pytest
from hypothesis import given, strategies
from contract_tests.matrix.cells import REACHED

@pytest.mark.parametrize("target", ["in-process-documented", "elsewhere"])
def test_some(target):
    REACHED.note("users_get", 200)
    REACHED.note("users_get", 418)

@pytest.mark.parametrize("target", ["loopback-documented"])
def test_others(target):
    REACHED.note("users_list", 429)

@given(strategies.none())
def test_a_search(nothing):
    REACHED.note("calls_get", 200)
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small suite of tests with a matrix of its own; returns where that is kept."""
    pytester.makeconftest(CONFTEST)
    (pytester.mkdir("tests") / "test_suite.py").write_text(SUITE)
    pytester.makeini("[pytest]\ntestpaths = tests\n")
    monkeypatch.setenv("CELLS", str(tmp_path / "cells.yaml"))
    return tmp_path / "cells.yaml"


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_full_run_writes_what_it_reached_and_the_next_one_must_reach_it(
    pytester: pytest.Pytester, suite: Path, processes: str
) -> None:
    run = (*PLUGIN, "-n", processes)
    first = pytester.runpytest_subprocess(*run, "--update-matrix", f"--matrix={suite.parent / 'm.json'}")
    assert first.ret == pytest.ExitCode.OK, first.stdout.str()
    kept = {tuple(cell) for cell in required.required(suite)}
    assert kept == {
        ("users_get", "200", "in-process-documented"),
        ("users_get", "4XX", "in-process-documented"),
        ("users_list", "429", "loopback-documented"),
    }
    rows = json.loads((suite.parent / "m.json").read_text())["data"]
    seen = {(row["operation"], row["status"]): row["targets"] for row in rows if row["targets"]}
    assert seen["users_get", "200"] == ["elsewhere", "in-process-documented"]
    assert seen["calls_get", "200"] == ["own gateway"]

    text = (pytester.path / "tests" / "test_suite.py").read_text()
    (pytester.path / "tests" / "test_suite.py").write_text(
        text.replace('"users_list", 429', '"users_list", 404')
    )
    lost = pytester.runpytest_subprocess(*run)
    assert lost.ret == pytest.ExitCode.TESTS_FAILED
    lost.stdout.fnmatch_lines(
        ["*lost answers*", "This run passes no longer: *", "  users_list 429 on loopback-documented"]
    )
    lost.assert_outcomes(passed=4)


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ((), True),
        (("-q", "--update-matrix", "--matrix=m.json"), True),
        (("-k", "some"), False),
        (("-m", "not slow"), False),
        (("--target", "elsewhere"), False),
        (("tests/test_suite.py",), False),
        (("--deselect", "tests/test_suite.py::test_others"), False),
        (("--ignore", "tests"), False),
        (("--maxfail", "1"), False),
        (("--lf",), False),
        (("--collect-only",), False),
    ],
    ids=str,
)
def test_a_part_of_a_run_is_not_asked_for_everything(
    pytester: pytest.Pytester, suite: Path, words: tuple[str, ...], full: bool
) -> None:
    plugin = PLUGIN[:2]  # in this process, whose own --target is not the suite's
    config = pytester.parseconfig(*plugin, *words)
    assert is_full(config) is full


def test_a_run_that_fails_writes_nothing_down(pytester: pytest.Pytester, suite: Path) -> None:
    (pytester.path / "tests" / "test_red.py").write_text("def test_red(): assert False")
    result = pytester.runpytest_subprocess(*PLUGIN, "--update-matrix")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert not suite.exists()
