"""Copies of the project in which mistakes can be made while the project itself stays as it is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from contract_tests.mutants.listed import Mutation

NOT_COPIED = shutil.ignore_patterns(
    ".venv", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".peers", "dist", "*.db"
)
PASSED, FAILED, ENDLESS = 0, 1, -1
"""What `Copy.test` returns: the first two are pytest's own, the last means that it had to be stopped."""


class Copy:
    """One copy of the whole project."""

    def __init__(self, project: Path, place: Path) -> None:
        """Copy a project to a folder that is not there yet."""
        self.project = project
        self.place = place
        shutil.copytree(project, place, ignore=NOT_COPIED)

    def mutate(self, mutation: Mutation) -> None:
        """Make one mistake; raises Misfit if it has no place, or more than one."""
        path = self.place / mutation.file
        path.write_text(mutation.applied(path.read_text()))

    def restore(self, mutation: Mutation) -> None:
        """Take the mistake back, the time of the file included, so that its bytecode fits again."""
        shutil.copy2(self.project / mutation.file, self.place / mutation.file)

    def test(self, arguments: Sequence[str], seconds: float) -> tuple[int, str]:
        """Run pytest in the copy; returns its exit code, or ENDLESS after so long, and its words."""
        command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)
        with subprocess.Popen(
            command,
            cwd=self.place,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # so that servers which tests have started end with them
        ) as process:
            try:
                said, _ = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return ENDLESS, ""
        return process.returncode, said

    def _environment(self) -> dict[str, str]:
        # An editable install points to the project itself; what PYTHONPATH names is found before it. No
        # bytecode is written: two mistakes within one second would share it.
        paths = os.pathsep.join((str(self.place), str(self.place / "generated")))
        return {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
