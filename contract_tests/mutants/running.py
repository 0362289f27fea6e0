"""Mutations, tried one after the other in several copies side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Literal

from contract_tests.mutants.copies import ENDLESS, FAILED, PASSED, Copy
from contract_tests.mutants.listed import Mutation

NARROW = ("-x", "--target", "in-process")
"""One target is enough to notice: the tests of all targets are the same."""
_COPY = "contract_tests/client/test_package.py::test_the_private_half_is_the_runtime_as_it_was_written"
WIDE = (*NARROW, "--ignore=contract_tests/client/test_generation.py", f"--deselect={_COPY}")
"""Those compare generated files byte by byte: they would notice every mistake, and prove nothing."""
WIDER = {
    "generated": ("contract_tests/client", "contract_tests/contract"),
    "mock_gateway": ("contract_tests/gateway", "contract_tests/contract"),
    "contract_tests": ("contract_tests/live",),
}
"""Who is asked next when those who should notice did not: by the first folder of the file."""
SECONDS = 120.0
"""How long the tests that should notice may take, and three times as long the wider ones."""

Verdict = Literal["caught", "caught wide", "endless", "survived", "broken"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one mutation."""

    mutation: Mutation
    verdict: Verdict
    """`broken` says that the tests could not be run at all, which proves nothing."""
    by: str
    """The test that noticed, or what pytest said at last."""
    seconds: float

    @property
    def is_caught(self) -> bool:
        """Whether tests noticed; that they never ended is noticed, too."""
        return self.verdict in ("caught", "caught wide", "endless")


def judged(mutation: Mutation, copy: Copy, seconds: float = SECONDS) -> Result:
    """Make a mistake in a copy, run the tests that should notice and then wider ones, and take it back."""
    began = monotonic()
    copy.mutate(mutation)
    try:
        verdict: Verdict = "caught"
        code, said = copy.test((*NARROW, *mutation.tests), seconds)
        if code == PASSED:
            wider = WIDER.get(mutation.file.partition("/")[0], ())
            verdict = "caught wide"
            code, said = copy.test((*WIDE, *wider), 3 * seconds) if wider else (PASSED, said)
            if code == ENDLESS:  # so many tests take their time: that they have not noticed yet is no proof
                code, said = PASSED, "the wider tests were not done in time"
    finally:
        copy.restore(mutation)
    known: dict[int, Verdict] = {PASSED: "survived", FAILED: verdict, ENDLESS: "endless"}
    return Result(mutation, known.get(code, "broken"), _words(said), monotonic() - began)


def run(
    mutations: Iterable[Mutation],
    *,
    project: Path,
    jobs: int,
    seconds: float = SECONDS,
    done: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """What became of each mutation, in their order; `done` is told of each as it ends."""
    with _copies(project, jobs) as free, ThreadPoolExecutor(jobs) as pool:

        def one(mutation: Mutation) -> Result:
            copy = free.get()
            try:
                result = judged(mutation, copy, seconds)
            finally:
                free.put(copy)
            done(result)
            return result

        return list(pool.map(one, mutations))


def sound(mutations: Iterable[Mutation], *, project: Path, seconds: float = SECONDS) -> str:
    """An empty text if all tests that should notice pass without any mistake, else pytest's last words.

    Where they do not, whatever they notice is no proof.
    """
    tests = dict.fromkeys(test for mutation in mutations for test in mutation.tests)
    with _copies(project, 1) as free:
        code, said = free.get().test((*NARROW, *tests), 6 * seconds)
    return "" if code == PASSED else _words(said) or f"pytest ended with {code}"


@contextmanager
def _copies(project: Path, count: int) -> Iterator[SimpleQueue[Copy]]:
    with TemporaryDirectory(prefix="quo-mutants-") as folder:
        free: SimpleQueue[Copy] = SimpleQueue()
        for number in range(count):
            free.put(Copy(project, Path(folder) / str(number)))
        yield free


def _words(said: str) -> str:
    """The first test that failed, or pytest's last line."""
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.MULTILINE)
    lines = said.strip().splitlines()
    return failed[1] if failed else lines[-1] if lines else ""
