"""Installing the peers, each at its exact version in a folder of its own that git ignores."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).parent / ".peers"
PATIENCE = 300  # seconds for one package


class CannotInstall(Exception):
    """A package cannot be had on this machine; the text says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package by name, exact version and the tool that installs it."""

    tool: str
    name: str
    version: str

    @property
    def folder(self) -> Path:
        """Where it is installed."""
        return PEERS / f"{self.name.lstrip('@').replace('/', '-')}-{self.version}"

    def inside(self, path: str) -> str:
        """A file of the package itself."""
        modules = self.folder / "node_modules" if self.tool == "npm" else self.folder
        return str(modules / path)

    def install(self) -> None:
        """Install it, unless that was done before.

        Raises:
            CannotInstall: the tool is not here, or gave up.
        """
        done = self.folder / ".installed"
        if done.exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        try:
            subprocess.run(self._command(), check=True, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise CannotInstall(f"{self.tool} did not end within {PATIENCE} s") from None
        except subprocess.CalledProcessError as error:
            lines = str(error.stderr).strip().splitlines() or ["nothing said"]
            raise CannotInstall(f"{self.tool} gave up: {lines[0]}") from None
        done.touch()

    def _command(self) -> list[str]:
        if self.tool == "pip":
            pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
            return [*pip, "--target", str(self.folder), f"{self.name}=={self.version}"]
        npm = [which("npm"), "install", "--loglevel=error", "--prefix", str(self.folder)]
        quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
        return [*npm, *quiet, f"{self.name}@{self.version}"]


def which(program: str) -> str:
    """The full path of a program; raises `CannotInstall` if it is not here."""
    found = shutil.which(program)
    if found is None:
        raise CannotInstall(f"there is no {program} on this machine")
    return found


def node() -> Package:
    """Node.js itself, as npm has it: the peers ask for a newer one than many machines have."""
    processor = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower())
    return Package("npm", f"node-{sys.platform}-{processor or platform.machine()}", "24.21.0")
