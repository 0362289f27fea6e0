"""Gathers the matrix from all processes of a run, and fails a full run that lost one of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract_tests.matrix import required, table
from contract_tests.matrix.cells import OWN, REACHED, Cell

_LOST = pytest.StashKey[list[Cell]]()
_NARROWED = pytest.StashKey[bool]()
_WRITTEN = pytest.StashKey[list[str]]()
_OUTPUT = "contract_matrix"
_SHOWN = 20
_NARROWING = ("keyword", "markexpr", "lf", "deselect", "ignore", "ignore_glob", "collectonly", "maxfail")
_CHOOSING = ("target", "profile", "database")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the contract between client and gateway")
    group.addoption(
        "--matrix",
        metavar="FILE",
        help="write which status of which operation was seen on which target: JSON, or Markdown for *.md",
    )
    group.addoption(
        "--update-matrix",
        action="store_true",
        help="write down what this full and green run reached as what every later one must reach",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    function = getattr(item, "obj", None)
    searching = bool(getattr(function, "is_hypothesis_test", False))
    with REACHED.during(str(params.get("target", OWN)), searching=searching):
        return (yield)


def pytest_deselected(items: list[pytest.Item]) -> None:
    if items:
        items[0].config.stash[_NARROWED] = True


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker of xdist has come to its end; one that crashed tells nothing."""
    steady, by_search = getattr(node, "workeroutput", {}).get(_OUTPUT, ((), ()))
    REACHED.add(steady, by_search)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    output: dict[str, Any] | None = getattr(config, "workeroutput", None)
    if output is not None:
        output[_OUTPUT] = [[list(cell) for cell in cells] for cells in (REACHED.steady, REACHED.by_search)]
        return
    if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return
    written = config.stash.setdefault(_WRITTEN, [])
    if config.getoption("--matrix"):
        file = Path(config.getoption("--matrix"))
        table.write(file, table.rows(REACHED.all, required.reasons()))
        written.append(str(file))
    if not is_full(config):
        return
    if config.getoption("--update-matrix") and exitstatus == pytest.ExitCode.OK:
        required.keep(REACHED.steady, required.FILE)
        written.append(str(required.FILE))
    config.stash[_LOST] = required.lost(REACHED.all, required.required(required.FILE))
    if config.stash[_LOST]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def is_full(config: pytest.Config) -> bool:
    """Whether all tests were to run, against what they run against by default."""
    if config.args_source == pytest.Config.ArgsSource.ARGS or config.stash.get(_NARROWED, False):
        return False
    narrowed = (config.getoption(name, None) for name in _NARROWING)
    chosen = (config.getoption(f"--{name}", None) for name in _CHOOSING)
    return not any(narrowed) and not any(chosen)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    config = terminalreporter.config
    for file in config.stash.get(_WRITTEN, []):
        terminalreporter.write_line(f"matrix: written to {file}")
    lost = config.stash.get(_LOST, None)
    if lost is None:
        return
    pairs = required.empty(REACHED.all)
    unexplained = required.unexplained(pairs, required.reasons())
    seen = len({(cell.operation, cell.status) for cell in required.summed(REACHED.all)})
    terminalreporter.write_line(
        f"matrix: {seen} answers of operations were seen; {len(pairs)} of the spec's were not,"
        f" {len(unexplained)} of them without a reason"
    )
    for operation, status in unexplained[:_SHOWN]:
        terminalreporter.write_line(f"  {operation} {status}: no test asks for it", yellow=True)
    if len(unexplained) > _SHOWN:
        terminalreporter.write_line("  and more, which --matrix=FILE lists")
    if lost:
        terminalreporter.section("lost answers", sep="=", red=True)
        terminalreporter.write_line(
            "This run passes no longer: these answers were seen by earlier runs and by no test of this one."
            " If that is meant, run python -m pytest -n auto --update-matrix."
        )
        for cell in lost:
            terminalreporter.write_line(f"  {cell.operation} {cell.status} on {cell.target}", red=True)
