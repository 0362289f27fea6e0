"""A port that one of us is about to open is its alone, and no file of that is left."""

from __future__ import annotations

import os
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mock_gateway.ports import CannotServe, claim


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_claim_keeps_others_off_until_it_is_given_back(folder: Path) -> None:
    give_back = claim(8787)
    with pytest.raises(CannotServe, match="another quo-mock has port 8787"):
        claim(8787)
    claim(8788)()
    give_back()
    assert list(folder.iterdir()) == []
    claim(8787)()


def test_what_somebody_who_was_killed_has_left_keeps_nobody_off(folder: Path) -> None:
    (folder / "quo-mock-8787.lock").touch()
    claim(8787)()
    assert list(folder.iterdir()) == []


def test_where_there_is_no_place_for_a_lock_nobody_is_kept_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    claim(8787)()


def test_many_who_come_and_go_never_have_it_together(folder: Path) -> None:
    having, together = threading.Lock(), []

    def come_and_go(_: int) -> int:
        had = 0
        for _ in range(300):
            try:
                give_back = claim(8787)
            except CannotServe:
                continue
            had += 1
            if having.acquire(blocking=False):
                os.sched_yield()
                having.release()
            else:
                together.append(had)
            give_back()
        return had

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(come_and_go, range(8))) > 0
    assert (together, list(folder.iterdir())) == ([], [])
