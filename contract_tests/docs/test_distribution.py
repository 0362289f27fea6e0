"""What `make dist` builds is what users install: the bare wheel is the client alone."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMOKE = """
from maton_quo import Quo
with Quo(api_key="maton_mock_key", base_url={url!r}) as quo:
    sent = quo.messages.send(content="Hello", from_="PN123abc", to=["+12065550119"])
    print(sent.status, quo.messages.get(sent.id).text, len(list(quo.contacts.list(max_results=50))))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `make dist` builds it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("maton_quo-*.whl")
    return built


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_the_wheel_holds_client_gateway_contract_and_tests_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {
        "contract_tests",
        "maton_quo",
        "mock_gateway",
    }
    schema = "mock_gateway/store/migrations/0001_beginning.sql"
    assert {"maton_quo/py.typed", "mock_gateway/openapi.yaml", schema} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".db")]


def test_installed_alone_it_needs_httpx_and_msgspec_only_and_talks_to_a_gateway(
    wheel: Path, tmp_path: Path, gateway_url: str
) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env"))
    python = str(tmp_path / "env" / "bin" / "python")
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "-q", str(wheel))
    installed = {name.lower() for name in re.findall(r"^(\S+)==", run(*pip, "freeze"), re.MULTILINE)}
    ours = installed - {"httpx", "httpcore", "h11", "anyio", "idna", "certifi", "typing_extensions"}
    assert ours <= {"msgspec", "maton-quo", "maton_quo", "sniffio"}
    assert run(python, "-W", "error", "-c", SMOKE.format(url=gateway_url)) == "queued Hello 120\n"
