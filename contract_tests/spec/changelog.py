"""Whether what changed in the contract is told in its changelog: `python -m contract_tests.spec.changelog`.

The contract is compared with what it was when the changelog was last written. A tag or a branch would not do:
after one entry, everything else until the next tag would pass, and on main itself there is no difference.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from contract_tests.spec.changes import changes
from contract_tests.spec.schemas import Change
from mock_gateway import spec

CONTRACT, CHANGELOG = "spec/openapi.yaml", "spec/CHANGELOG.md"
MOST = 20


class NoHistory(Exception):
    """There is nothing to compare with; the text says why."""


def last_entry(root: Path) -> str:
    """The commit that wrote the changelog last; raises NoHistory where there is no git, or no such commit."""
    found = _git(root, "log", "-1", "--format=%H", "--", CHANGELOG).strip()
    if not found:
        raise NoHistory(f"no commit has {CHANGELOG}")
    return found


def last_release(root: Path) -> str:
    """The last tag, or main where there is none; raises NoHistory."""
    for command in (
        ("describe", "--tags", "--abbrev=0"),
        ("rev-parse", "main"),
        ("rev-parse", "origin/main"),
    ):
        try:
            return _git(root, *command).strip()
        except NoHistory:
            continue
    raise NoHistory("there is no tag, and neither main nor origin/main")


def changes_since(root: Path, revision: str) -> list[Change]:
    """What has changed in the contract since a revision."""
    before = spec.parse(_git(root, "show", f"{revision}:{CONTRACT}"))
    return changes(before, spec.parse((root / CONTRACT).read_text(encoding="utf-8")))


def untold(root: Path) -> str:
    """An empty text, or a sentence that names what changed and is not told in the changelog.

    Raises:
        NoHistory: there is no git, or no commit to compare with.
    """
    revision = last_entry(root)
    found = changes_since(root, revision)
    known = set(_git(root, "show", f"{revision}:{CHANGELOG}").splitlines())
    told = [line for line in (root / CHANGELOG).read_text(encoding="utf-8").splitlines() if line not in known]
    if not found:
        return ""
    if not "".join(told).strip():
        return f"The contract has changed, and {CHANGELOG} does not say so: {_listed(found)}"
    breaking = [change for change in found if change.breaking]
    if breaking and not any("breaking" in line.lower() for line in told):
        return f"{CHANGELOG} tells of the change, but not that it is breaking: {_listed(breaking)}"
    return ""


def _listed(found: Sequence[Change]) -> str:
    more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
    return "; ".join(map(str, found[:MOST])) + more


def _git(root: Path, *arguments: str) -> str:
    command = ("git", "-C", str(root), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    except subprocess.CalledProcessError as error:
        raise NoHistory(error.stderr.strip() or f"git {arguments[0]} failed") from None
    return done.stdout


def main(arguments: Sequence[str]) -> int:
    """Print what changed since a revision, by default the last tag or main; 1 if something breaks."""
    root = Path(__file__).parents[2]
    try:
        found = changes_since(root, arguments[0] if arguments else last_release(root))
    except NoHistory as reason:
        print(reason, file=sys.stderr)
        return 2
    print("\n".join(map(str, found)) or "nothing has changed")
    return int(any(change.breaking for change in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
