"""What a failure on a live account may say: what failed and where, and nothing that the service said."""

from __future__ import annotations

import re
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from contract_tests.contract.transports import OutsideTheSpec
from contract_tests.live.asked import Refused

ROOT = Path(__file__).parents[1]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z]{0,30}|\d{1,3}")


def discreet(error: BaseException) -> str:
    """An error in words that hold no key, number, name or text."""
    lines = [_named(each) for each in _chain(error)]
    found = list(_places(error))
    return "\n".join([*lines, *found[-3:]])


def _named(error: BaseException) -> str:
    if isinstance(error, Refused):
        return f"Refused {error}"
    if isinstance(error, OutsideTheSpec):
        paths = ", ".join(dict.fromkeys(_path(path) for path in error.paths)) or "/"
        return (
            f"OutsideTheSpec: {error.operation} answered {error.status}, otherwise than the spec at {paths}"
        )
    status = getattr(error, "status_code", None)
    return type(error).__name__ + (f" (status {status})" if isinstance(status, int) else "")


def _path(path: str) -> str:
    """A path in an answer; what does not look like the name of a field may be somebody's words."""
    return "/".join(part if not part or _PLAIN.fullmatch(part) else "…" for part in path.split("/")) or "/"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__


def _places(error: BaseException) -> Iterator[str]:
    """Lines of our own tests; the source is public, and the values in it are not shown."""
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT) or path.name.startswith("test_"):
            yield f"  {path.name}:{frame.lineno} in {frame.name}"


class Discretion:
    """Puts words of its own in place of every failure's, and drops what tests printed and logged."""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.failed and call.excinfo is not None:
            report.longrepr = discreet(call.excinfo.value)
        report.sections = []
        return report
