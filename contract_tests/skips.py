"""The end of a run says why tests were skipped: each reason once, with its count."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the reasons, the most frequent first."""
    reasons = Counter(reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        terminalreporter.section("skipped, by reason")
    for text, times in reasons.most_common():
        terminalreporter.write_line(f"{times:6}  {text}")


def reason(report: pytest.TestReport) -> str:
    """Why a test was skipped."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else "no reason was given"
    return text.removeprefix("Skipped: ")
