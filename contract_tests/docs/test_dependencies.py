"""Each dependency has a line that says what it is for and instead of what it was taken."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def named(requirements: list[str]) -> set[str]:
    names = {re.split(r"[\[<>=~!; ]", each, maxsplit=1)[0].lower() for each in requirements}
    return names - {"maton-quo"}


def test_the_table_has_a_line_for_each_dependency_and_no_other() -> None:
    known = project()
    asked = named(known["project"]["dependencies"]) | named(known["build-system"]["requires"])
    for group in (*known["project"]["optional-dependencies"].values(), *known["dependency-groups"].values()):
        asked |= named(group)
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
    rows = re.findall(r"^\| ([a-z][a-z0-9.-]+) \| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    listed = [row[0] for row in rows if row[0] != "package"]
    assert sorted(listed) == sorted(asked)
    assert all(len(reason) > 4 and instead for _, _, reason, instead in rows)


def test_the_versions_of_python_that_are_supported_are_said_alike_everywhere() -> None:
    known = project()["project"]
    versions = [
        entry.rpartition(" ")[2] for entry in known["classifiers"] if re.search(r"Python :: 3\.\d+$", entry)
    ]
    assert known["requires-python"] == f">={versions[0]}"
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text()
    assert f"python: {str(versions).replace(chr(39), chr(34))}" in workflow
    assert f"today {versions[0]} to {versions[-1]}" in (ROOT / ".github" / "CONTRIBUTING.md").read_text()
