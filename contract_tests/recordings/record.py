"""`make record`: ask a target everything that can be read, redact the answers, and keep them in files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from contract_tests.exchanges import capture
from contract_tests.live.asked import Refused as RefusedByGuard
from contract_tests.recordings import files, scan, survivors
from contract_tests.recordings.meta import Meta
from contract_tests.recordings.redact import redacted
from contract_tests.targets import LIVE, PROFILES, Account, Target, choices, opened
from mock_gateway import spec

WORKSPACE = Path(__file__).with_name("workspace.yaml")
"""What a mock is asked about: something of everything, and little of it."""


def record(account: Account, meta: Meta, directory: Path) -> list[Path]:
    """Write what an account answers to a directory, in place of the recording there; return the files.

    Raises scan.Refused, and writes nothing, if anything personal would be in them; files.BadRecording if the
    directory holds something else; OSError; and what the capture raises.
    """
    exchanges = capture(account)
    held = files.documents(redacted(exchanges), meta)
    keys = {key for key in (account.api_key, account.quo_key) if key}
    scan.refuse(held, survivors.personal(exchanges) | keys)
    files.write(directory, held)
    return [directory / name for name in held]


def meta_for(target: Target, today: str) -> Meta:
    """Return what its files say about a recording of a target."""
    kind = target.choice.kind
    return Meta(
        recorded=today,
        target="url" if "://" in kind else kind,
        source="mock" if target.can_control else "live",
        profile=target.choice.profile if target.can_control else None,
        spec=spec.read()["info"]["version"],
    )


def prepared(target: Target) -> Account:
    """Return the account to ask; at a mock it is a new one with the workspace that is made for recordings."""
    account = target.reader()
    if target.can_control:
        account.set(rate_limit=0)
        url = f"/_mock/api/import?workspace_id={account.workspace_id}"
        with target.http() as http:
            http.post(url, content=WORKSPACE.read_bytes()).raise_for_status()
    return account


def main(arguments: Sequence[str] | None = None, today: str | None = None) -> int:
    """Run the command; 1 if nothing could be recorded, 2 if it was not understood."""
    parser = argparse.ArgumentParser(prog="make record", description=__doc__)
    parser.add_argument("--target", default="in-process", help="in-process, loopback, live or a URL")
    parser.add_argument("--profile", choices=PROFILES, help="whom a mock follows; documented by default")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to; by default beside the others")
    asked = parser.parse_args(arguments)
    profile = asked.profile or (None if asked.target == LIVE or "://" in asked.target else PROFILES[0])
    try:
        choice = choices(asked.target, profile)[0]
        with opened(choice) as target:
            meta = meta_for(target, today or f"{datetime.now(UTC):%Y-%m-%d}")
            directory = asked.out or files.SHIPPED / _name(meta)
            made = record(prepared(target), meta, directory)
    except (ValueError, RefusedByGuard) as error:
        return _failed(str(error))
    except (httpx.HTTPError, pytest.skip.Exception) as error:
        said = error.msg if isinstance(error, pytest.skip.Exception) else type(error).__name__
        return _failed(f"{_shown(asked.target)} cannot be recorded: {said}.")
    except OSError as error:
        return _failed(
            f"{error.filename or directory} cannot be written: {error.strerror or 'unknown reason'}."
        )
    size = sum(path.stat().st_size for path in made)
    print(f"{len(made)} files, {size:,} bytes, in {directory}")
    return 0


def _name(meta: Meta) -> str:
    return f"mock-{meta.profile or 'unknown'}" if meta.source == "mock" else meta.target


def _shown(target: str) -> str:
    """A URL may hold a password."""
    return "The URL" if "://" in target else target


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
