"""The marker `leans_on`: which entries of the gateway's ledger a test stands on, and what a run says of them.

A test that runs on the live target confirms what it leans on, or refutes it. So does one on a recording of
the live service, if it says when that was made: `record_property("live_on", "2026-11-24")`.
"""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from contract_tests.evidence.leaning import Leanings, Verdict, written
from contract_tests.evidence.witness import is_real
from mock_gateway.provenance import Row, ledger

MARKER = "leans_on"
LIVE_ON = "live_on"
_SHOWN = 20
"""As many assumptions as are listed without being asked for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the contract between client and gateway")
    group.addoption(
        "--evidence-file",
        metavar="FILE",
        help="write what green tests leaned on, and what the live service confirmed or refuted (JSON, for"
        " quo-mock provenance --run FILE or --apply FILE)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"{MARKER}(*ids): holds only as far as these entries of mock_gateway/provenance.yaml do"
    )
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Counting(config))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when != "call" or report.skipped:
        return report
    ids = sorted({id for marker in item.iter_markers(MARKER) for id in marker.args})
    # Who cannot reach the service learns nothing about it: only a broken promise refutes one.
    broke = call.excinfo is not None and call.excinfo.errisinstance(AssertionError)
    if ids and (report.passed or broke):
        verdict: Verdict = "held" if report.passed else "broke"
        report.user_properties.append((MARKER, [verdict, _live_on(item, report), *ids]))
    return report


def _live_on(item: pytest.Item, report: pytest.TestReport) -> str | None:
    told = dict(report.user_properties).get(LIVE_ON)
    if told is not None:
        return str(told)
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    kind = getattr(params.get("target"), "kind", None)
    options = (item.config.getoption(name, None) for name in ("--base-url", "--control-url"))
    if kind == "live" and is_real(*options):
        return datetime.datetime.now(datetime.UTC).date().isoformat()
    return None


class Counting:
    """Counts where all reports arrive, which with xdist is the controller, and tells it at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._leanings = Leanings()
        self._file: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties:
            if name == MARKER and isinstance(value, list):
                verdict, live_on, *ids = value
                self._leanings.note(ids, report.nodeid, verdict, live_on)

    def pytest_sessionfinish(self) -> None:
        self._file = self._config.getoption("--evidence-file")
        if self._file:
            today = datetime.datetime.now(datetime.UTC).date()
            Path(self._file).write_bytes(written(self._leanings.run(today)))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in summary(self._leanings, ledger(), verbose=self._config.option.verbose > 0):
            terminalreporter.write_line(line)
        if self._file:
            terminalreporter.write_line(f"evidence: written to {self._file}")


def summary(leanings: Leanings, rows: Iterable[Row], *, verbose: bool) -> list[str]:
    """What the end of a run says about assumptions, and about what the live service had to say."""
    assumed = {row.entry.id: row.entry.does for row in rows if row.entry.evidence == "assumed"}
    leaned = [id for id in leanings.green if id in assumed]
    run = leanings.run(datetime.date.min)
    lines = [
        f"evidence: the live service refuted {id}, by {', '.join(found.tests)}"
        for id, found in run.entries.items()
        if found.live == "refuted"
    ]
    confirmed = sum(found.live == "confirmed" for found in run.entries.values())
    if confirmed:
        lines.append(f"evidence: the live service confirmed {confirmed} entries of the ledger")
    if not leaned:
        return lines
    if verbose or len(leaned) <= _SHOWN:
        lines.append(f"assumptions: green tests leaned on {len(leaned)} of {len(assumed)}:")
        return lines + [f"  {id}: {assumed[id]}" for id in leaned]
    return [
        *lines,
        f"assumptions: green tests leaned on {len(leaned)} of {len(assumed)};"
        " -v or quo-mock provenance --evidence assumed lists them",
    ]
