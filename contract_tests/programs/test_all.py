"""What holds for every example: it is listed, says how it is run, and needs nothing of the mock."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from contract_tests.programs.program import EXAMPLES

PROGRAMS = ["agent_tool", "auto_responder", "contact_sync", "reminders", "transcripts"]


def test_the_readme_lists_every_example() -> None:
    said = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+\.py|\w+/)`", said))
    there = {path.name + "/" * path.is_dir() for path in EXAMPLES.iterdir()} - {"README.md", "__pycache__/"}
    assert named == there


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_says_how_it_is_run_against_the_mock_and_for_real(name: str) -> None:
    said = ast.get_docstring(ast.parse((EXAMPLES / f"{name}.py").read_text(encoding="utf-8"))) or ""
    assert f"python {name}.py" in said
    assert "MATON_GATEWAY_URL=http://127.0.0.1:8787" in said
    assert "For real, set MATON_API_KEY" in said


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_imports_the_client_and_the_standard_library_alone(name: str) -> None:
    tree = ast.parse((EXAMPLES / f"{name}.py").read_text(encoding="utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    packages = {(module or "").partition(".")[0] for module in found}
    assert packages - sys.stdlib_module_names == {"maton_quo"}
