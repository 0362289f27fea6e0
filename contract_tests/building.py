"""The wheel and the sdist, built as `make dist` builds them, and environments that hold nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def built(folder: Path, kind: str, root: Path = ROOT) -> Path:
    """The `wheel` or `sdist` of a tree, in `folder`; raises CalledProcessError."""
    command = (sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder))
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (found,) = folder.glob({"wheel": "*.whl", "sdist": "*.tar.gz"}[kind])
    return found


def installed(wheel: Path, folder: Path, *others: str, extra: str = "") -> str:
    """The Python of a new environment: it has the wheel, with one of its extras, and the others."""
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", str(folder)), check=True)
    python = str(folder / "bin" / "python")
    wanted = f"{wheel}[{extra}]" if extra else str(wheel)
    pip = (sys.executable, "-m", "pip", "-q", "--python", python, "install", wanted, *others)
    subprocess.run(pip, check=True, capture_output=True)
    return python
