"""The ledger of what the guide does not spell out: whole, true to the code, and leaned on by tests."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from contract_tests.evidence.plugin import MARKER
from mock_gateway.profile import DIVERGENCES
from mock_gateway.provenance import FILE, BrokenLedger, Entry, Row, kept, ledger, load

TESTS = Path(__file__).parents[1]
ENTRY = Entry("a-thing", "It does.", "assumed", "our choice", date(2026, 1, 2), "gate.py")


def leaned_on() -> Iterator[tuple[str, str]]:
    """Every id that a test names, with the place where it does."""
    for file in sorted(TESTS.rglob("test_*.py")):
        if MARKER not in (text := file.read_text(encoding="utf-8")):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                for decorator in node.decorator_list:
                    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith(MARKER):
                        place = f"{file.name}::{node.name}"
                        yield from ((ast.literal_eval(each), place) for each in decorator.args)


def test_tests_lean_on_entries_that_there_are() -> None:
    known = {row.entry.id for row in ledger()}
    assert [pair for pair in leaned_on() if pair[0] not in known] == []


def test_every_entry_is_leaned_on_by_a_test() -> None:
    used = {id for id, _ in leaned_on()}
    assert [row.entry.id for row in ledger() if row.entry.id not in used] == []


def test_divergences_are_in_it_once_and_not_repeated_in_its_file() -> None:
    merged = [row.entry for row in ledger() if row.about == "divergences"]
    assert [entry.id.replace("-", "_") for entry in merged] == [each.name for each in DIVERGENCES]
    assert {entry.module for entry in merged} == {"profile.py"}
    assert not {entry.id for entry in merged} & {row.entry.id for row in load(FILE)}


def test_every_entry_is_a_sentence_of_a_day_that_was() -> None:
    today = datetime.now(UTC).date()
    for row in load(FILE):
        assert date(2024, 1, 1) < row.entry.date <= today, row.entry.id
        assert row.entry.does.endswith((".", ":.")), row.entry.id


def test_its_file_is_as_it_would_be_written() -> None:
    assert kept(load(FILE)) == FILE.read_text(encoding="utf-8")


def test_whatever_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    odd = [
        Row("a b: c", Entry("x", "'Says' \"so\": - # é\\ ", "observed", "s", date(2026, 1, 2), "gate.py")),
        Row("a b: c", Entry("y", "word " * 60, "documented", "s", date(1999, 12, 31), "hooks/match.py")),
        Row("z", Entry("z", "no", "assumed", "null", date(2026, 1, 2), "gate.py", refuted=date(2026, 3, 4))),
    ]
    file = tmp_path / "ledger.yaml"
    file.write_text(kept(odd), encoding="utf-8")
    assert load(file) == tuple(odd)


GOOD = {
    "id": "a",
    "does": "x",
    "evidence": "assumed",
    "source": "x",
    "date": "2026-01-02",
    "module": "gate.py",
}


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        (["a", "b"], "is no ledger"),
        ({"doors": [{"id": "a"}]}, "missing required field"),
        ({"doors": [{**GOOD, "id": "A B"}]}, "matching regex"),
        ({"doors": [{**GOOD, "evidence": "guessed"}]}, "guessed"),
        ({"doors": [{**GOOD, "date": "soon"}]}, "date"),
        ({"doors": [{**GOOD, "module": "no.py"}]}, r"a names mock_gateway/no\.py, which there is not"),
        ({"doors": [{**GOOD, "more": 1}]}, "more"),
        ({"doors": [{**GOOD, "id": "max-results"}]}, "there are 2 entries 'max-results'"),
        ({"doors": [GOOD], "calls": [GOOD]}, "there are 2 entries 'a'"),
    ],
)
def test_a_ledger_that_is_none_is_refused_with_the_place(tmp_path: Path, topics: Any, said: str) -> None:
    file = tmp_path / "ledger.yaml"
    file.write_text(json.dumps(topics), encoding="utf-8")
    with pytest.raises(BrokenLedger, match=said) as caught:
        load(file)
    assert str(file) in str(caught.value)


def test_what_is_no_yaml_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text("doors: [")
    for name in ("ledger.yaml", "missing.yaml"):
        with pytest.raises(BrokenLedger, match="is no ledger"):
            load(tmp_path / name)


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"evidence": "observed"}, None),
        ({"evidence": "documented"}, None),
        ({}, "only assumed"),
        ({"evidence": "observed", "date": date(2026, 1, 1)}, "observed 91 days ago"),
        ({"evidence": "observed", "refuted": date(2026, 4, 1)}, "refuted by the live service on 2026-04-01"),
    ],
)
def test_what_is_doubtful_says_why(changes: dict[str, object], doubt: str | None) -> None:
    row = Row("doors", Entry(**{**_fields(), **changes}))  # type: ignore[arg-type]
    assert row.doubt(date(2026, 4, 2), 90) == doubt


def _fields() -> dict[str, object]:
    return {name: getattr(ENTRY, name) for name in ENTRY.__struct_fields__}
