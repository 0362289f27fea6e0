"""What type checkers see: mypy reads `typing_promises.py`, and every line of it must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

api = pytest.importorskip("mypy.api", reason="mypy is a development tool")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def test_the_facade_is_typed_as_promised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MYPYPATH", str(ROOT / "generated"))
    options = ["--strict", "--warn-unused-ignores", "--config-file=", f"--cache-dir={tmp_path}"]
    out, err, status = api.run([*options, str(HERE / "typing_promises.py")])
    assert (status, err) == (0, ""), out
