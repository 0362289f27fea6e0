"""The contract tests are installed with the wheel, and run from it against any gateway by its URL."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from contract_tests.building import built, installed


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python that has nothing but the wheel and what its extra `test` brings."""
    folder = tmp_path_factory.mktemp("installed")
    return installed(built(folder, "wheel"), folder / "env", extra="test")


def run(python: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = (python, "-m", "pytest", "-p", "no:cacheprovider", *arguments)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_they_run_against_a_url_and_leave_a_report(python: str, gateway_url: str, tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    chosen = ("--pyargs", "contract_tests.contract.test_reading", "contract_tests.contract.test_door")
    done = run(python, tmp_path, *chosen, "--target", gateway_url, f"--junitxml={report}", "-W", "error")
    assert done.returncode == 0, done.stdout + done.stderr
    (suite,) = ElementTree.parse(report).getroot()  # noqa: S314 - our own
    assert (suite.get("failures"), suite.get("errors")) == ("0", "0")
    assert int(suite.get("tests", "0")) > 40


def test_what_needs_the_project_is_not_collected_and_the_head_of_the_run_says_so(
    python: str, tmp_path: Path
) -> None:
    done = run(python, tmp_path, "--pyargs", "contract_tests", "--target", "in-process", "--collect-only")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "left out without a checkout: browser, deploy, docs, " in done.stdout
    assert "<Package contract>" in done.stdout
    assert "<Package docs>" not in done.stdout
    assert "<Module test_generation.py>" not in done.stdout


def test_a_run_of_somebody_s_own_tests_does_not_see_them(python: str, tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_own(pytestconfig):\n    assert 1\n")
    done = run(python, tmp_path, "-W", "error")
    assert done.returncode == 0, done.stdout
    assert "contract" not in done.stdout
    assert run(python, tmp_path, "--target", "in-process").returncode == 4
