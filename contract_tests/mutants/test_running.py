"""A project of two files shows what becomes of mutations: caught, by others too, endless, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contract_tests.mutants.__main__ import percentage, summary
from contract_tests.mutants.listed import Mutation
from contract_tests.mutants.running import Result, run, sound

ADDING = (
    "def add(a, b):\n    return a + b\n\n\ndef twice(a):\n    return 2 * a\n\n\ndef name():\n    return 'x'\n"
)
TESTS = {
    "test_adding.py": "from mock_gateway.adding import add\n\ndef test_add():\n    assert add(2, 3) == 5\n",
    "gateway/test_twice.py": "from mock_gateway.adding import twice\n\n"
    "def test_twice():\n    assert twice(3) == 6\n",
}
CONFTEST = "def pytest_addoption(parser):\n    parser.addoption('--target')\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gateway that adds and doubles, and a test of each, run without plugins so that it takes less time."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    root = tmp_path / "project"
    files = {"mock_gateway/adding.py": ADDING, "contract_tests/conftest.py": CONFTEST}
    files |= {f"contract_tests/{name}": text for name, text in TESTS.items()}
    files |= {"contract_tests/contract/test_none.py": "def test_nothing():\n    pass\n"}
    files |= {"mock_gateway/__init__.py": ""}  # else that of an installed gateway would come first
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def mutation(name: str, before: str, after: str) -> Mutation:
    test = "contract_tests/test_adding.py"
    return Mutation(name, "mock_gateway/adding.py", before, after, "It is wrong.", (test,))


CAUGHT = mutation("caught", "a + b", "a - b")
CAUGHT_WIDE = mutation("caught wide", "2 * a", "3 * a")
SURVIVED = mutation("survived", "'x'", "'y'")
BROKEN = mutation("broken", "def add", "def add2")


def test_each_mutation_is_tried_alone_and_the_project_stays_as_it_is(project: Path) -> None:
    wanted = [CAUGHT, CAUGHT_WIDE, SURVIVED, BROKEN]
    told: list[Result] = []
    found = run(wanted, project=project, jobs=2, done=told.append)
    assert {each.mutation.name: each.verdict for each in found} == {each.name: each.name for each in wanted}
    assert [each.by for each in found[:2]] == [
        "contract_tests/test_adding.py::test_add",
        "contract_tests/gateway/test_twice.py::test_twice",
    ]
    assert sorted(each.mutation.name for each in told) == sorted(each.name for each in wanted)
    assert (project / "mock_gateway/adding.py").read_text() == ADDING
    assert percentage(found) == 50
    assert "survived: It is wrong. Not known to survive" in summary(found)


def test_tests_that_never_end_have_noticed(project: Path) -> None:
    endless = mutation("endless", "    return a + b", "    while True:\n        pass")
    [found] = run([endless], project=project, jobs=1, seconds=3)
    assert (found.verdict, found.is_caught) == ("endless", True)


def test_tests_that_fail_without_a_mistake_prove_nothing(project: Path) -> None:
    assert sound([CAUGHT], project=project) == ""
    (project / "contract_tests/test_adding.py").write_text("def test_add():\n    assert False\n")
    assert sound([CAUGHT], project=project) == "contract_tests/test_adding.py::test_add"


def test_a_survivor_with_a_reason_shows_it() -> None:
    known = replace(SURVIVED, survives="A name is only a name.")
    assert "survived: It is wrong. A name is only a name." in summary([Result(known, "survived", "", 0.1)])
