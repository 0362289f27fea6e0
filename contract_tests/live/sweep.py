"""`make contract-sweep`: finds and removes what crashed runs left in a live workspace; prints counts only."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import httpx

from contract_tests.live import environment as live
from contract_tests.live import mark, removal
from contract_tests.live.belongings import RESOURCES, Belongings, folder, journalled
from contract_tests.live.guard import Guard
from contract_tests.live.permissions import Permissions
from contract_tests.live.session import TIMEOUT
from contract_tests.live.transports import Guarded, Wire
from mock_gateway.contract import load
from mock_gateway.profile import Profile


def sweep(guard: Guard, transport: httpx.BaseTransport, journals: list[Path]) -> tuple[Counter[str], int]:
    """How many things of each kind carry the mark of some run, and how many of them are gone now.

    What a journal names is read as well, for a list may show late what was made. Nothing is removed unless
    the service has just shown its mark, and nothing at all where the guard's permissions say no.

    Raises:
        Unreadable: When a list could not be read to its end.
    """
    shown: list[bool] = []
    with removal.client(guard.environment, transport) as http:
        for resource, id in {pair for journal in journals for pair in journalled(journal)}:
            shown.append(removal.read(http, resource, id))
        removal.find(http, {})
        found = Counter(resource for resource, _ in guard.belongings.all())
        if not guard.permissions.writes:
            return found, 0
        guard.allow_more(removal.ATTEMPTS * found.total())
        removed = removal.remove(http, guard.belongings)
    if removed == found.total() and all(shown):  # what is not there may be another account's
        for journal in journals:
            journal.unlink(missing_ok=True)
    return found, removed


def main(arguments: list[str] | None = None) -> int:
    """Run it; returns 0 when nothing is left, 1 when something is, 2 when it could not begin or end."""
    parser = argparse.ArgumentParser(prog="make contract-sweep", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="count, and remove nothing")
    parser.add_argument("--base-url", help=f"where the gateway is, by default {live.GATEWAY_URL}")
    parser.add_argument("--control-url", help=f"where Maton is, by default {live.CONTROL_URL}")
    parser.add_argument("--max-requests", type=int, default=20_000)
    options = parser.parse_args(arguments)
    try:
        whose = live.read(os.environ, options.base_url, options.control_url)
        found, removed = _swept(whose, Permissions(not options.dry_run, max_requests=options.max_requests))
    except (live.Incomplete, removal.Unreadable) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Found {', '.join(f'{found[resource]} {resource}' for resource in RESOURCES)}; removed {removed}.")
    return 1 if removed < found.total() else 0


def _swept(whose: live.Environment, allowed: Permissions) -> tuple[Counter[str], int]:
    own_mark = mark.new(datetime.now(UTC), secrets.randbits(32))
    guard = Guard(
        allowed,
        whose,
        load(Profile.named("observed")),
        own_mark,
        Belongings(),
        is_ours=lambda found: found is not None,
    )
    place = folder()
    journals = [each for each in place.iterdir() if mark.is_mark(each.name)] if place.is_dir() else []
    with httpx.Client(timeout=TIMEOUT) as client:
        return sweep(guard, Guarded(guard, Wire(client)), journals)


if __name__ == "__main__":
    raise SystemExit(main())
