"""`python -m contract_tests.differential LEFT RIGHT`: the fewest steps on which two gateways differ."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import httpx
import pytest

from contract_tests.differential.script import script
from contract_tests.differential.search import Outcome, search
from contract_tests.differential.sides import choice_of
from contract_tests.targets import Choice, opened

SAME, DIFFERENT, UNUSABLE = 0, 1, 2
"""Exit codes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare what the command line names; prints what came of it, and returns the exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        with opened(asked.left) as left, opened(asked.right) as right:
            found = search(
                left, right, examples=asked.examples, steps=asked.steps, seed=asked.seed, start=asked.start
            )
    except pytest.skip.Exception as reason:
        print(f"They cannot be compared: {reason.msg}", file=sys.stderr)
        return UNUSABLE
    except httpx.TransportError as reason:
        print(f"They cannot be compared: {reason}", file=sys.stderr)
        return UNUSABLE
    print(_said(found, asked))
    return SAME if found.difference is None else DIFFERENT


def _said(found: Outcome, asked: argparse.Namespace) -> str:
    sides = f"left: {asked.left}, right: {asked.right}"
    known = f"Known divergences met: {', '.join(sorted(found.known))}.\n" if found.known else ""
    if found.difference is None:
        return f"{known}No difference in {asked.examples} histories of up to {asked.steps} steps ({sides})."
    count = len(found.difference.taken)
    return f"{known}They differ after {count} step{'s' * (count != 1)} ({sides}):\n{script(found.difference)}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contract_tests.differential",
        description="Drives two gateways with the same steps, and prints the fewest on which they differ.",
        epilog="Exit code: 0 no difference, 1 a difference, 2 they cannot be compared.",
    )
    for side in ("left", "right"):
        parser.add_argument(
            side,
            type=_side,
            help="in-process or loopback[:documented|observed[:sqlite|postgresql]], or a URL",
        )
    parser.add_argument("--examples", type=_count, default=300, help="histories to try (300)")
    parser.add_argument("--steps", type=_count, default=20, help="steps in one history (20)")
    parser.add_argument("--seed", type=int, default=0, help="another one tries other histories (0)")
    parser.add_argument(
        "--start", choices=("demo", "empty"), default="demo", help="what workspaces begin with (demo)"
    )
    return parser


def _side(text: str) -> Choice:
    try:
        return choice_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
