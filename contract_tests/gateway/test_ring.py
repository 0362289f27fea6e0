"""The memory that workers share: a ring that is a journal, numbers that all can add up, and turns."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mock_gateway.counts import Counts, summed
from mock_gateway.journal.ring import RingJournal
from mock_gateway.rate import RateWindows
from mock_gateway.together import memory
from mock_gateway.together.memory import Memory, Turn
from mock_gateway.worker_rate import WorkerWindows

from .test_redaction import note

ROOM = 3000


class RingMachine(RuleBasedStateMachine):
    """Two workers on one ring; what is kept is the end of what was noted since it was cleared."""

    def __init__(self) -> None:
        super().__init__()
        place = memoryview(bytearray(ROOM))
        turn = Turn()
        self.workers = [RingJournal(place, turn, most=8) for _ in range(2)]
        self.noted: list[bytes] = []
        self.gone = 0

    @rule(size=st.integers(0, 1200), worker=st.integers(0, 1))
    def take(self, size: int, worker: int) -> None:
        body = bytes([len(self.noted) % 251]) * size
        self.workers[worker].note(note("k" * 8, sent=body, sent_size=size))
        self.noted.append(body)

    @rule(worker=st.integers(0, 1))
    def clear(self, worker: int) -> None:
        self.workers[worker].clear()
        self.gone = len(self.noted)

    @invariant()
    def both_see_the_last_ones(self) -> None:
        one, other = (worker.notes() for worker in self.workers)
        assert one == other
        assert {worker.count for worker in self.workers} == {len(self.noted)}
        numbers = [number for number, _ in one]
        assert numbers == list(range(len(self.noted) - len(one) + 1, len(self.noted) + 1))
        assert [each.sent for _, each in one] == self.noted[len(self.noted) - len(one) :]
        assert len(one) <= min(8, len(self.noted) - self.gone)
        room = ROOM - 64
        fits = sum(len(body) + 250 for body in self.noted[self.gone :][-8:]) * 2 <= room
        assert not fits or len(one) == min(8, len(self.noted) - self.gone)


TestRing = RingMachine.TestCase
TestRing.settings = settings(stateful_step_count=30)


def test_a_note_that_never_fits_is_left_out() -> None:
    ring = RingJournal(memoryview(bytearray(ROOM)), Turn())
    ring.note(note("k" * 8, sent=b"x" * ROOM))
    assert (ring.count, ring.notes()) == (0, [])


def child(run: Any) -> int:
    """Run something in a fork of this process that is killed at its end; its process id."""
    pid = os.fork()
    if pid == 0:
        try:
            run()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    return pid


def test_a_worker_that_is_killed_in_its_turn_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PATIENCE_SECONDS", 0.05)
    shared = Memory(1)
    ring = RingJournal(shared.ring, shared.turn)
    child(shared.turn.__enter__)
    ring.note(note("k" * 8))
    ring.note(note("k" * 8))
    assert [number for number, _ in ring.notes()] == [1, 2]


def test_what_a_dead_worker_has_counted_stays_and_its_place_is_taken_up_again() -> None:
    shared = Memory(1)

    def count() -> None:
        counts = Counts(shared.take_place())
        for name, by in (("requests", "200"), 3), (("faults", "reset"), 2), (("requests", "200"), 1):
            place = counts.row(name, 2)
            assert place is not None
            counts.values[place] += by

    child(count)
    assert shared.workers == 0
    child(count)
    mine = Counts(shared.take_place())
    place = mine.row(("faults", "reset"), 2)
    assert place is not None
    mine.values[place + 1] += 5
    assert shared.workers == 1
    found = summed(Counts(each) for each in shared.places)
    assert found == {("requests", "200"): [8, 0], ("faults", "reset"): [4, 5]}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 5)), max_size=60))
def test_numbers_that_find_no_room_do_no_harm_to_others(asked: list[tuple[str, int]]) -> None:
    memory_of_one = memoryview(bytearray(160))
    counts = Counts(memory_of_one)
    model: dict[tuple[str, ...], int] = {}
    for name, width in asked:
        key = (name, str(width))
        place = counts.row(key, width)
        if place is not None:
            counts.values[place] += 1
            model[key] = model.get(key, 0) + 1
    found = Counts(memory_of_one).rows()
    assert {key: row[0] for key, row in found.items()} == model
    assert all(len(row) == int(width) for (_, width), row in found.items())


@given(
    st.lists(
        st.tuples(st.sampled_from(["A1", "A2", "A3"]), st.integers(0, 3_000_000), st.integers(0, 1)),
        max_size=40,
    )
)
def test_windows_in_memory_are_those_of_one_process(asked: list[tuple[str, int, int]]) -> None:
    place, turn, one = memoryview(bytearray(24 * 64)), Turn(), RateWindows()
    workers = [WorkerWindows(place, turn) for _ in range(2)]
    for account, now, worker in asked:
        assert workers[worker].take(account, 3, now) == one.take(account, 3, now)


def test_where_there_is_no_room_the_oldest_window_goes() -> None:
    windows = WorkerWindows(memoryview(bytearray(24 * 8)), Turn())
    assert [windows.take(f"A{number}", 3, number).left for number in range(20)] == [2] * 20
    assert windows.take("A19", 3, 20).left == 1
