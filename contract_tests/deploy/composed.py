"""Reads the files of `mock_gateway/deploy`, and starts what they describe as processes of this machine."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import yaml

from contract_tests.services import PATIENCE, Missing
from mock_gateway.ports import free_port

from .conftest import Papers

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "mock_gateway" / "deploy"
LIVE = "/_mock/api/health/live"


class Unset(Exception):
    """A variable that has to be set is not."""


def interpolated(text: str, variables: Mapping[str, str]) -> str:
    """A text with its `${NAME}`, `${NAME:-default}` and `${NAME:?error}` filled in, as compose does it."""

    def value(found: re.Match[str]) -> str:
        name, how, otherwise = found.groups()
        if variables.get(name):
            return variables[name]
        if how != ":-":
            raise Unset(name)
        return str(otherwise)

    return re.sub(r"\$\{(\w+)(?:(:-|:\?)([^}]*))?\}", value, text)


def compose(variables: Mapping[str, str]) -> dict[str, Any]:
    """`compose.yaml` under these variables; raises `Unset`."""
    content: dict[str, Any] = yaml.safe_load(interpolated((DEPLOY / "compose.yaml").read_text(), variables))
    return content


def variables_of(text: str) -> dict[str, str]:
    """The variables of an `.env` file."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Containerfile with their arguments, lines joined, comments left out."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text(), flags=re.MULTILINE)
    joined = re.sub(r"\\\n\s*", "", text)
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def instruction(name: str) -> str:
    """What the last instruction of a name says."""
    return [rest for found, rest in instructions() if found == name][-1]


class Replica:
    """One gateway of the compose file, as a process."""

    def __init__(self, service: Mapping[str, Any], folder: Path, here: Mapping[str, str]) -> None:
        """Start it; `here` says what stands on this machine for a name of the file."""
        self.port = free_port("127.0.0.1")
        self.url = f"http://127.0.0.1:{self.port}"
        here = {**here, "8787": str(self.port), "0.0.0.0": "127.0.0.1"}  # noqa: S104 - it is taken away
        [program] = yaml.safe_load(instruction("ENTRYPOINT"))
        command = [Path(sys.executable).parent / program, *replaced(service["command"], here)]
        values = replaced(service["environment"].values(), here)
        environment = dict(zip(service["environment"], values, strict=True))
        self.log = folder / f"gateway-{self.port}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=log
            )

    def is_healthy(self) -> bool:
        """What the Containerfile's HEALTHCHECK says of it."""
        check = shlex.split(instruction("HEALTHCHECK").partition("CMD")[0])  # its times
        assert all(option.startswith("--") for option in check)
        command = yaml.safe_load(instruction("HEALTHCHECK").partition("CMD ")[2])
        _, *rest = replaced(command, {"8787": str(self.port)})
        return subprocess.run([sys.executable, *rest], capture_output=True, check=False).returncode == 0


def replaced(texts: Iterable[object], here: Mapping[str, str]) -> list[str]:
    """Texts with what stands for their names on this machine."""
    found = []
    for text in map(str, texts):
        for name, other in here.items():
            text = text.replace(name, other)
        found.append(text)
    return found


@contextmanager
def nginx(ports: list[int], papers: Papers, folder: Path) -> Iterator[int]:
    """The port of nginx under `nginx.conf`, before gateways at these ports; raises `Missing`."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise Missing("there is no nginx: apt-get install nginx-light")
    port = free_port("127.0.0.1")
    here = {f"gateway-{number}:8787": f"127.0.0.1:{each}" for number, each in enumerate(ports, 1)}
    here |= {"listen 8443": f"listen 127.0.0.1:{port}", "/etc/nginx/tls": str(papers.folder)}
    here |= {"/var/run/nginx.pid": str(folder / "nginx.pid"), "/dev/": f"{folder}/"}
    [text] = replaced([(DEPLOY / "nginx.conf").read_text()], here)
    (folder / "nginx.conf").write_text(text)
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            until_answered(f"https://127.0.0.1:{port}{LIVE}", papers)
            yield port
        finally:
            process.terminate()


def until_answered(url: str, papers: Papers) -> None:
    """Return when a health check is answered well; raises `AssertionError` if that takes too long."""
    deadline = time.monotonic() + PATIENCE
    with httpx.Client(verify=papers.trust) as client:
        while time.monotonic() < deadline:
            try:
                if client.get(url).is_success:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at {url}")
