"""What type checkers see: mypy reads `typing_promises.py`, and every line of it must hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="mypy is a development tool")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def test_the_facade_is_typed_as_promised(tmp_path: Path) -> None:
    options = ["--strict", "--warn-unused-ignores", "--config-file=", f"--cache-dir={tmp_path}"]
    # In a process of its own: mypy keeps 200 MB, and lets the garbage collector look far less often.
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(HERE / "typing_promises.py")],
        env={**os.environ, "MYPYPATH": str(ROOT / "generated")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
