"""The README does not lie: its code runs and prints what it says, its tables are the program's own."""

from __future__ import annotations

import io
import os
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from mock_gateway.demo import API_KEY
from mock_gateway.numbers import NUMBERS
from mock_gateway.profile import DIVERGENCES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```(?:\n```text\n(.*?)```)?", README, re.DOTALL)


def test_every_line_of_python_runs_and_prints_what_stands_below_it(
    gateway_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATON_API_KEY", API_KEY)
    monkeypatch.setenv("MATON_GATEWAY_URL", gateway_url)
    monkeypatch.setenv("MATON_CONTROL_URL", gateway_url)
    monkeypatch.delenv("MATON_CONNECTION", raising=False)
    names: dict[str, Any] = {}
    assert len(BLOCKS) >= 6
    try:
        for code, promised in BLOCKS:
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - the README is ours
            assert printed.getvalue() == promised, code
    finally:
        names["quo"].close()
    names["local"].close()


def test_it_fits_on_two_hundred_lines() -> None:
    assert README.count("\n") <= 200


def test_the_table_of_divergences_is_the_profile() -> None:
    table = (ROOT / "mock_gateway" / "README.md").read_text().partition("\n## Where sources disagree\n")[2]
    assert "(mock_gateway/README.md#where-sources-disagree)" in README
    assert table.count("\n| `") == len(DIVERGENCES)
    for row in DIVERGENCES:
        cells = (f"`{row.name}`", f"`{row.documented}`", f"`{row.observed}`", row.about)
        assert f"| {' | '.join(cells)} | {row.source}, {row.date} |" in table


def test_the_scripted_numbers_are_those_of_the_gateway() -> None:
    assert ", ".join(f"`{each.number[-4:]}` {each.name}" for each in NUMBERS) in README


def test_every_environment_variable_of_the_client_is_explained() -> None:
    runtime = ROOT / "spec" / "client" / "runtime"
    named = {
        name for file in runtime.glob("*.py") for name in re.findall(r"\bMATON_[A-Z_]+", file.read_text())
    }
    assert named == {"MATON_API_KEY", "MATON_CONNECTION", "MATON_GATEWAY_URL", "MATON_CONTROL_URL"}
    assert all(f"`{name}`" in README for name in named)


def test_every_make_target_is_in_the_help_and_every_one_named_here_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    helped = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert targets == helped
    assert set(re.findall(r"[`$] ?make ([a-z-]+)", README)) <= targets
    assert makefile.count("\n") <= 80


def test_links_inside_the_project_lead_somewhere() -> None:
    folders = "spec|generated|mock_gateway|contract_tests|examples|benchmarks"
    for name in re.findall(rf"`((?:{folders})/[\w/.]*)`", README):
        assert (ROOT / name).exists(), name
    assert not re.findall(re.escape(os.sep + "work" + os.sep), README)
