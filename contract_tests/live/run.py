"""What a run says of itself: its target and permissions at the start, what was refused or left at the end."""

from __future__ import annotations

import logging
import signal
import threading
from collections import Counter
from types import FrameType
from typing import Any

import pytest

from contract_tests.choices import LIVE, choices
from contract_tests.live import options
from contract_tests.live.discretion import Discretion
from contract_tests.live.guard import Guard
from contract_tests.targets import Target

LEFT_OUT = "talk to no target, and were left out"


class Run:
    """The run that pytest is about to make; on live it is discreet, and ends in order when it is told to."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._guards: list[Guard] = []
        self._workers: list[dict[str, Any]] = []
        self._left_out = 0
        self.is_live = config.getoption("--target") == LIVE
        if self.is_live:
            self._be_discreet()

    def watching(self, target: Target) -> Target:
        """The target, whose guard will be asked what it saw. Whoever has a guard is spoken of discreetly."""
        if target.guard is not None:
            self._guards.append(target.guard)
            if not self.is_live:
                self._be_discreet()
        return target

    def pytest_report_header(self) -> list[str]:
        """Which target, which permissions, which budget; never the key."""
        config = self._config
        wanted = (config.getoption(name) for name in ("--target", "--profile", "--database"))
        targets = ", ".join(map(str, choices(*wanted)))
        whose = config.stash[options.WHOSE]
        allowed = config.stash[options.ALLOWED]
        if whose is None:
            otherwise = f"; elsewhere {allowed}" if "://" in targets else ""
            return [
                f"target: {targets}",
                f"permissions: everything, on accounts that the run makes{otherwise}",
            ]
        hosts = " and ".join(dict.fromkeys((whose.gateway_url, whose.control_url)))
        return [f"target: {targets}, at {hosts}", f"permissions: {allowed}", f"budget: {allowed.budget}"]

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tests that take no target would say on live what they say without."""
        if not self.is_live:
            return
        asking = [item for item in items if "target" in getattr(item, "fixturenames", ())]
        self._left_out = len(items) - len(asking)
        if self._left_out:
            others = [item for item in items if item not in set(asking)]
            self._config.hook.pytest_deselected(items=others)
            items[:] = asking

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """The clean-up is over: a worker tells the controller."""
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["live"] = self._tally()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker of xdist has ended."""
        self._workers.append(getattr(node, "workeroutput", {}).get("live") or {})

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Requests and segments used, what was refused, and whether anything is left."""
        if self._left_out:
            terminalreporter.write_line(f"{self._left_out} tests {LEFT_OUT}.")
        tallies = [tally for tally in (self._tally(), *self._workers) if tally.get("requests") is not None]
        if not tallies:
            return
        total = {name: sum(tally[name] for tally in tallies) for name in ("requests", "segments", "left")}
        terminalreporter.section("live")
        terminalreporter.write_line(f"{total['requests']} requests, {total['segments']} segments of text.")
        refused: Counter[tuple[str, str]] = Counter()
        for tally in tallies:
            refused.update({(operation, reason): times for operation, reason, times in tally["refused"]})
        for (operation, reason), times in refused.most_common():
            terminalreporter.write_line(f"{times:6}  refused {operation}: {reason}")
        if total["left"]:
            terminalreporter.write_line(
                f"{total['left']} things may be left; make contract-sweep finds them."
            )

    def _tally(self) -> dict[str, Any]:
        """Plain values, for they may travel from a worker."""
        if not self._guards:
            return {}
        refused = sum((guard.refusals for guard in self._guards), Counter[tuple[str, str]]())
        return {
            "requests": sum(guard.requests for guard in self._guards),
            "segments": sum(guard.segments for guard in self._guards),
            "left": sum(len(each.belongings.all()) + each.belongings.unanswered for each in self._guards),
            "refused": [[operation, reason, times] for (operation, reason), times in refused.items()],
        }

    def _be_discreet(self) -> None:
        plugins, option = self._config.pluginmanager, self._config.option
        if not plugins.has_plugin("contract-discretion"):
            plugins.register(Discretion(), "contract-discretion")
            option.showlocals = option.fulltrace = False
            option.disable_warnings = True  # a warning may repeat what was answered
            logging.disable()  # httpx tells each address, and pytest may write that down wherever it is told
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGTERM, _end_in_order)


def _end_in_order(number: int, frame: FrameType | None) -> None:
    """As Ctrl-C does, so that what was made is removed."""
    raise KeyboardInterrupt
