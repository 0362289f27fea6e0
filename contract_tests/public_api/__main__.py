"""`python -m contract_tests.public_api`: what changed since the last release; `--release 1.2.3` keeps it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from contract_tests.public_api.changes import changes, untold
from contract_tests.public_api.today import keep, last_release, released, today

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def main(arguments: Sequence[str]) -> int:
    """Print the changes, and fail for those that the changelog does not tell; or keep a release."""
    if arguments[:1] == ["--release"] and len(arguments) == 2:
        try:
            print(f"kept in {keep(arguments[1])}")
        except ValueError as error:
            print(f"--release: {error}", file=sys.stderr)
            return 2
        return 0
    if arguments:
        print("Usage: python -m contract_tests.public_api [--release 1.2.3]", file=sys.stderr)
        return 2
    version = last_release()
    found = changes(released(version), today())
    print("\n".join(map(str, found)) or f"Nothing has changed since {version}.")
    missing = untold(found, CHANGELOG.read_text()) if CHANGELOG.exists() else []
    print(*missing, sep="\n", file=sys.stderr, end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
