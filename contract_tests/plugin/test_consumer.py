"""A project of somebody else's, in an environment of its own from the built wheel, tests with the plugin."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from contract_tests.building import ROOT, built, installed

EXAMPLE = ROOT / "examples" / "testing" / "test_with_quo_mock.py"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python that has the wheel with its extra `mock`, pytest and xdist."""
    folder = tmp_path_factory.mktemp("consumer")
    return installed(built(folder, "wheel"), folder / "env", "pytest~=9.2", "pytest-xdist~=3.8", extra="mock")


def run(python: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = (python, *arguments)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_its_five_tests_pass_on_four_workers(python: str, tmp_path: Path) -> None:
    (tmp_path / "test_restaurant.py").write_text(EXAMPLE.read_text())
    done = run(python, tmp_path, "-W", "error", "-m", "pytest", "-n", "4", "-W", "error", "--strict-markers")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout


def test_what_it_does_not_use_is_not_imported(python: str, tmp_path: Path) -> None:
    # What pytest loads by entry points, Python does not time; imported by hand it is the same module.
    done = run(python, tmp_path, "-X", "importtime", "-c", "import pytest, mock_gateway.pytest_plugin")
    assert done.returncode == 0, done.stderr
    ours = re.findall(r"(\d+) \|\s+(mock_gateway\S*|flask|maton_quo|httpx)$", done.stderr, re.MULTILINE)
    assert {name for _, name in ours} == {"mock_gateway", "mock_gateway.pytest_plugin"}
    print(*(f"{name}: {microseconds} µs" for microseconds, name in ours), sep="\n")


def test_the_router_says_what_it_needs(python: str, tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_own(quo_mock_router):\n    pass\n")
    done = run(python, tmp_path, "-m", "pytest", "-q")
    assert "quo_mock_router needs respx: pip install respx" in done.stdout
