"""What `make dist` builds is what users install: the bare wheel is the client alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from contract_tests.building import built, installed

SMOKE = """
from maton_quo import Quo
with Quo(api_key="maton_mock_key", base_url={url!r}) as quo:
    sent = quo.messages.send(content="Hello", from_="PN123abc", to=["+12065550119"])
    print(sent.status, quo.messages.get(sent.id).text, len(list(quo.contacts.list(max_results=50))))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `make dist` builds it."""
    return built(tmp_path_factory.mktemp("dist"), "wheel")


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
    python = installed(wheel, tmp_path / "env")
    frozen = run(sys.executable, "-m", "pip", "--python", python, "freeze")
    present = {name.lower() for name in re.findall(r"^(\S+)==", frozen, re.MULTILINE)}
    ours = present - {"httpx", "httpcore", "h11", "anyio", "idna", "certifi", "typing_extensions"}
    assert ours <= {"msgspec", "maton-quo", "maton_quo", "sniffio"}
    assert run(python, "-W", "error", "-c", SMOKE.format(url=gateway_url)) == "queued Hello 120\n"


def test_another_time_and_another_umask_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    sdist = built(tmp_path, "sdist")
    unpack_otherwise(sdist, tmp_path / "elsewhere")
    (tree,) = (tmp_path / "elsewhere").iterdir()
    (tree / "PKG-INFO").unlink()  # which a tree that was never packed does not have
    assert built(tmp_path / "again", "wheel", tree).read_bytes() == wheel.read_bytes()
    assert built(tmp_path / "again", "sdist", tree).read_bytes() == sdist.read_bytes()


def unpack_otherwise(sdist: Path, folder: Path) -> None:
    """Unpack it as somebody with another umask would, at another time."""
    with tarfile.open(sdist) as packed:
        for member in packed.getmembers():
            file = folder / member.name
            file.parent.mkdir(parents=True, exist_ok=True)
            content = packed.extractfile(member)
            assert content is not None
            file.write_bytes(content.read())
            file.chmod(member.mode & 0o700)
            os.utime(file, (1, 1))
