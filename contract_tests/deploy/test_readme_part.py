"""The README's part "Share it with a team": what it prints is run, but for what needs containers."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from contract_tests import services
from contract_tests.services import PATIENCE, Missing
from maton_quo import Quo
from mock_gateway.ports import free_port

from .composed import DEPLOY, LIVE, ROOT, compose, until_answered
from .conftest import Papers
from .test_files import GIVEN

PART = (ROOT / "README.md").read_text().partition("## Share it with a team\n")[2].partition("\n## ")[0]
[BY_HAND] = re.findall(r"```sh\n(.*?)```", PART, re.DOTALL)
[CONSOLE] = re.findall(r"```console\n(.*?)```", PART, re.DOTALL)
PORTS = ("8787", "8788", "8789")


@pytest.fixture(scope="module")
def shell(end_of_services: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """What the lines by hand have printed, in a shell whose gateways run, and where those are."""
    folder = tmp_path_factory.mktemp("by_hand")
    for program in ("curl", "openssl"):
        if shutil.which(program) is None:
            pytest.skip(f"there is no {program}: apt-get install {program}")
    try:
        with services.shared_postgres().database() as database, services.redis() as redis:
            yield from _running(
                folder, {"postgresql://quo@127.0.0.1/quo": database, "redis://127.0.0.1:6379/0": redis.url}
            )
    except Missing as reason:
        pytest.skip(str(reason))


def _running(folder: Path, here: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    ports = [str(free_port("127.0.0.1")) for _ in PORTS]
    script = BY_HAND
    for name, other in {**here, **dict(zip(PORTS, ports, strict=True))}.items():
        assert name in script
        script = script.replace(name, other)
    start, _, ask = script.partition("curl")
    wait = f"curl --retry 60 --retry-connrefused --retry-delay 1 -fso /dev/null http://127.0.0.1:{ports[1]}{LIVE}\n"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        shell = subprocess.Popen(
            ["/bin/bash", "-ec", f"{start}{wait}curl{ask}"],
            cwd=folder,
            stdout=out,
            stderr=err,
            env={**os.environ, "PATH": path},
            start_new_session=True,
        )
        try:
            assert shell.wait(PATIENCE) == 0, (folder / "stderr").read_text()
            yield (folder / "stdout").read_text(), [f"http://127.0.0.1:{port}" for port in ports]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGTERM)


def test_three_gateways_started_by_hand_act_as_one(shell: tuple[str, list[str]], papers: Papers) -> None:
    printed, urls = shell
    assert "quo_mock_requests" in printed, "the metrics were not told to who has the token"
    for url in urls:
        until_answered(url + LIVE, papers)
        assert httpx.get(f"{url}/_mock/api/metrics").status_code == 403
    with Quo(api_key="maton_mock_key", base_url=urls[0]) as quo:
        sent = quo.messages.send(content="Hello", from_="PN123abc", to=["+12065550119"])
    for url in urls:
        with Quo(api_key="maton_mock_key", base_url=url) as quo:
            assert quo.messages.get(sent.id).text == "Hello"


def test_what_is_said_to_compose_fits_the_file() -> None:
    words = [shlex.split(line.removeprefix("$ "), comments=True) for line in CONSOLE.splitlines()]
    assert words[0][:6] == ["cd", "mock_gateway/deploy", "&&", "cp", "example.env", ".env"]
    assert (DEPLOY / "example.env").is_file()
    assert [line[:3] for line in words[1:]] == [["docker", "compose", "up"], ["docker", "compose", "exec"]]
    named = words[2][words[2].index("-T") + 1]
    database = compose(GIVEN)["services"][named]["environment"]
    dump = words[2][words[2].index("pg_dump") :]
    assert dump == [
        "pg_dump",
        "-U",
        database["POSTGRES_USER"],
        "-Fc",
        database["POSTGRES_DB"],
        ">",
        "quo.dump",
    ]


def test_every_option_that_it_names_exists() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "mock_gateway", "serve", "--help"], capture_output=True, text=True, check=True
    ).stdout
    manual = (DEPLOY / "README.md").read_text()
    named = set(
        re.findall(r"(?<=[` ])--(?:tls|public|admin|redis|rate|workers|host|port)[a-z-]*", PART + manual)
    )
    assert len(named) > 5
    assert all(f"{option} " in told for option in named)
