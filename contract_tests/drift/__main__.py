"""`python -m contract_tests.drift [LEFT RIGHT]`: ask two sides the same, and say where they differ in form.

It ends with 0 if nothing is new, 1 if something has drifted, and 2 if a side cannot be had.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from contract_tests.drift import compare, document, kept, page, sides, terminal
from contract_tests.drift.findings import Report
from contract_tests.drift.side import level

_SIDES = """\
A side is one of
  in-process, loopback      the mock; :documented (the default) or :observed may follow
  live                      the account that MATON_API_KEY opens; it is only read
  a URL                     a gateway there
  a directory               what `make record` or --save has written there, such as yesterday
  recordings                what comes with the tests: live if somebody has recorded it, or the observed mock
Without sides the mock is compared with live if MATON_API_KEY is set, otherwise with the recordings."""


def main(arguments: Sequence[str] | None = None, now: datetime | None = None) -> int:
    """Compare, report, and return the exit code."""
    asked = _parser().parse_args(arguments)
    made = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        report = _report(asked, made)
        _write(asked, report, made)
    except (ValueError, sides.Unreachable) as error:
        print(f"drift: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"drift: {error.filename or 'a file'} cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 1 if report.new else 0


def _report(asked: Namespace, made: str) -> Report:
    words = asked.sides or sides.defaults(os.environ)
    if len(words) != 2:
        raise ValueError("Two sides are compared: name both, or none.")
    accepted = document.accepted(asked.accepted) if asked.accepted else frozenset()
    left, right = (sides.side(word, made[:10]) for word in words)
    if asked.save:
        kept.save(right, asked.save)
    left, right = level(left, right)
    report = compare(
        left.exchanges,
        right.exchanges,
        names=(left.name, right.name),
        excuses=left.is_ours or right.is_ours,
        accepted=accepted,
    )
    if not report.compared:
        raise ValueError(f"{left.name} and {right.name} hold no call in common: nothing can be compared.")
    return report


def _write(asked: Namespace, report: Report, made: str) -> None:
    text = json.dumps(document.document(report, made), ensure_ascii=False, indent=2)
    if asked.html:
        asked.html.write_text(page.page(report, made), encoding="utf-8")
    if asked.json == "-":
        print(text)
        return
    if asked.json:
        Path(asked.json).write_text(text + "\n", encoding="utf-8")
    terminal.show(report, Console())


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "python -m contract_tests.drift",
        description="Ask two sides the same, and say where they differ in form; values are never shown.",
        epilog=_SIDES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("sides", nargs="*", metavar="SIDE", help="left and right")
    for name, kind, what in (
        ("--accepted", Path, "an earlier report as JSON: what it says is no news"),
        ("--json", str, "write the report as JSON; - prints it instead of the table"),
        ("--html", Path, "write the report as one page"),
        ("--save", Path, "keep what the right side answered, redacted, to be a side on another day"),
    ):
        metavar = "DIR" if name == "--save" else "FILE"
        parser.add_argument(name, type=kind, metavar=metavar, help=what)
    return parser


if __name__ == "__main__":
    sys.exit(main())
