"""Every listed mutation still has its one place in today's files, and tests that should notice it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.mutants.listed import Misfit, Mutation, every

ROOT = Path(__file__).parents[2]
EACH = pytest.mark.parametrize("mutation", every(), ids=lambda mutation: mutation.name)


@EACH
def test_it_has_one_place_and_leaves_a_program(mutation: Mutation) -> None:
    changed = mutation.applied((ROOT / mutation.file).read_text())
    compile(changed, mutation.file, "exec")


@EACH
def test_it_says_what_it_breaks_and_who_should_notice(mutation: Mutation) -> None:
    assert mutation.breaks.endswith(".")
    assert mutation.tests
    for test in mutation.tests:
        assert (ROOT / test.partition("::")[0]).is_file(), test


def test_there_are_enough_of_gateway_and_client() -> None:
    files = [mutation.file for mutation in every()]
    assert sum(file.startswith("mock_gateway/") for file in files) >= 40
    assert sum(file.startswith("generated/maton_quo/_runtime/") for file in files) >= 20


ENTRY = "- {name: a, file: f.py, before: x, after: y, breaks: B., tests: [t.py]}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY + ENTRY, "a: two mutations have this name"),
        (ENTRY.replace("breaks: B., ", ""), "a in some.yaml: breaks missing"),
        (ENTRY.replace("tests:", "test:"), "a in some.yaml: unknown test"),
        (ENTRY.replace("after: y", "after: x"), "a in some.yaml: it changes nothing"),
    ],
)
def test_a_list_with_a_mistake_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "some.yaml").write_text(text)
    with pytest.raises(Misfit, match=said):
        every(tmp_path)


@pytest.mark.parametrize(("source", "places"), [("", 0), ("x = x", 2)])
def test_a_mutation_without_its_one_place_is_refused(source: str, places: int) -> None:
    mutation = Mutation("a", "f.py", "x", "y", "B.", ("t.py",))
    with pytest.raises(Misfit, match=f"a: f.py holds what it replaces {places} times, not once"):
        mutation.applied(source)
