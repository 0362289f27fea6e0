"""`python -m contract_tests.crossing`: attempts to reach what is another account's, in several processes."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack

import httpx

from contract_tests import services
from contract_tests.choices import DATABASES
from contract_tests.crossing.gateways import at, inside
from contract_tests.crossing.run import EACH, Count, attempts
from contract_tests.crossing.world import ADMIN

KEPT, CROSSED, UNUSABLE = 0, 1, 2
"""Exit codes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; prints a table, and returns the exit code."""
    asked = _parser().parse_args(arguments)
    began = time.monotonic()
    try:
        count = _counted(asked)
    except (services.Missing, httpx.TransportError) as reason:
        print(f"It cannot be tried: {reason}", file=sys.stderr)
        return UNUSABLE
    print(_table(count))
    print(
        f"\n{count.total} attempts in {time.monotonic() - began:.0f} s"
        f" ({asked.target}, {asked.database}, seed {asked.seed}, {asked.processes} processes),"
        " each asked twice: for what a victim has, and for what nobody has"
    )
    if count.crossed is not None:
        print(f"\nSomething crossed.\n{count.crossed}")
        return CROSSED
    print("None was answered with another's data, told it apart from nothing, or changed it.")
    return KEPT


def _counted(asked: argparse.Namespace) -> Count:
    parts = [
        (min(EACH, asked.attempts - begin), f"{asked.seed}/{begin // EACH}")
        for begin in range(0, asked.attempts, EACH)
    ]
    whole = Count()
    with ExitStack() as stack:
        server = stack.enter_context(services.postgres()) if asked.database == "postgresql" else None
        many = asked.processes > 1
        pool = stack.enter_context(ProcessPoolExecutor(asked.processes) if many else ThreadPoolExecutor(1))
        for some in _batched(parts, asked.processes):
            _side_by_side(asked.target, server, pool, some, whole)
            if whole.crossed is not None:
                break
    return whole


def _side_by_side(
    target: str,
    server: services.Postgres | None,
    pool: Executor,
    parts: Sequence[tuple[int, str]],
    whole: Count,
) -> None:
    with ExitStack() as stack:
        places = [":memory:" if server is None else stack.enter_context(server.database()) for _ in parts]
        running = [
            pool.submit(_part, target, place, many, seed)
            for place, (many, seed) in zip(places, parts, strict=True)
        ]
        for part in [each.result() for each in running]:
            whole.answered += part.answered
            whole.crossed = whole.crossed or part.crossed


def _part(target: str, database: str, many: int, seed: str) -> Count:
    return attempts(inside(database) if target == "in-process" else at(target), many, seed)


def _batched(parts: Sequence[tuple[int, str]], size: int) -> list[Sequence[tuple[int, str]]]:
    """The parts, so many at a time."""
    return [parts[begin : begin + size] for begin in range(0, len(parts), size)]


def _table(count: Count) -> str:
    by_aim: dict[str, Counter[int]] = {}
    for (aim, status), many in count.answered.items():
        by_aim.setdefault(aim, Counter())[status] += many
    width = max(map(len, by_aim), default=0)
    rows = [f"{'':{width}}  attempts  answered with"]
    for aim, statuses in sorted(by_aim.items(), key=lambda item: (item[0].startswith("/"), item[0])):
        said = "  ".join(f"{status}: {many}" for status, many in sorted(statuses.items()))
        rows.append(f"{aim:{width}}  {statuses.total():8}  {said}")
    return "\n".join(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contract_tests.crossing",
        description="Tries to reach what is another account's, by every operation and page.",
        epilog="Exit code: 0 nothing crossed, 1 something did, 2 it could not be tried.",
    )
    parser.add_argument("--attempts", type=int, default=100_000, help="how many (100000)")
    parser.add_argument("--seed", type=int, default=1, help="another one tries others (1)")
    parser.add_argument(
        "--target",
        default="in-process",
        help=f"in-process, or the URL of a gateway with --admin-token {ADMIN}",
    )
    parser.add_argument("--database", choices=DATABASES, default=DATABASES[0], help="what it keeps all in")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="how many try side by side (one a core)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
