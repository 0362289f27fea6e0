"""The workflows are YAML, ask for little, and name only commands and make targets that there are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CI = ROOT / "examples" / "ci"
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), CI / "workflow.yml"]
EACH = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
KNOWN = {"actions/checkout", "actions/setup-python", "actions/upload-artifact"}
COMMANDS = {"pip", "python", "quo-mock", "pytest", "make", "curl", "sudo", "if", "else", "grep", "chromium"}


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_there_are_a_test_a_nightly_comparison_and_a_release() -> None:
    assert [path.name for path in WORKFLOWS] == ["drift.yml", "release.yml", "test.yml", "workflow.yml"]


@EACH
def test_it_may_read_and_nothing_more(path: Path) -> None:
    assert read(path)["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in read(path)["jobs"].values())


@EACH
def test_it_uses_known_actions_of_one_major_version(path: Path) -> None:
    used = {step["uses"] for step in steps(path) if "uses" in step}
    assert all(re.fullmatch(r"[\w/-]+@v\d+", action) for action in used)
    assert {action.partition("@")[0] for action in used} <= KNOWN


@EACH
def test_whatever_it_runs_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for step in (step for step in steps(path) if "run" in step):
        for line in step["run"].strip().splitlines():
            word, *rest = line.split()
            assert word in COMMANDS, line
            if word == "make":
                assert rest[0] in targets, line
                named = re.findall(r"contract_tests/[\w/.]+", line)
                assert all((ROOT / name).exists() for name in named), line


def test_the_tests_run_on_every_python_that_is_supported() -> None:
    [job] = read(ROOT / ".github/workflows/test.yml")["jobs"].values()
    least = re.search(r'requires-python = ">=(3\.\d+)"', (ROOT / "pyproject.toml").read_text())
    assert least
    assert job["strategy"]["matrix"]["python"][0] == least[1]


def test_the_tests_of_a_change_are_those_of_ci_run() -> None:
    ours = (ROOT / ".ci" / "run").read_text()
    lines = [step["run"] for step in steps(ROOT / ".github/workflows/test.yml") if "run" in step]
    theirs = [line.split()[1] for line in lines if line.startswith("make ")]
    assert theirs == re.findall(r"^make ([a-z-]+)", ours, re.MULTILINE) == ["check", "demo", "test"]
    for program in ("postgresql", "redis-server", "nginx-light", "strace", "chromium"):
        assert program in ours
        assert any(program in line for line in lines), program


def test_without_the_secret_nothing_of_the_nightly_run_is_done() -> None:
    [first, *others] = steps(ROOT / ".github/workflows/drift.yml")
    assert "MATON_API_KEY" in first["run"]
    assert all("steps.key.outputs.given" in step["if"] for step in others)


def test_the_example_of_a_project_passes_beside_a_gateway(gateway_url: str, tmp_path: Path) -> None:
    for path in CI.glob("*.py"):
        (tmp_path / path.name).write_text(path.read_text())
    report = tmp_path / "junit.xml"
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", str(tmp_path)),
        env={**os.environ, "MATON_GATEWAY_URL": gateway_url},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert 'tests="2"' in report.read_text()
