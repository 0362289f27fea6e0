"""Where the keys come from that secrets in the database are encrypted with: a file, or the environment."""

from __future__ import annotations

import base64
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "QUO_MOCK_ENCRYPTION_KEY"


def keys(file: Path | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The keys, the one that encrypts first; none where none are asked for.

    A file has one a line, and lines that begin with # are for people; the variable has them apart by spaces
    or commas. A file that there is not yet is made, with a new key that only its owner may read.

    Raises:
        ValueError: both are given, the file cannot be used, or there is no key in it.
    """
    said = environment.get(VARIABLE, "")
    if file is None:
        return tuple(said.replace(",", " ").split())
    if said.strip():
        raise ValueError(f"--encryption-key-file and {VARIABLE} both give a key: leave one of them out")
    try:
        if not file.exists():
            _make(file)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not a text"
        raise ValueError(f"the encryption key file {file} cannot be used: {reason}") from None
    found = tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    if not found:
        raise ValueError(f"there is no key in the encryption key file {file}")
    return found


def fresh() -> str:
    """A new key: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _make(file: Path) -> None:
    """Make the file whole or not at all; of several that do so at the same time, one is first."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # with permissions 0600
    try:
        with os.fdopen(handle, "w") as writing:
            writing.write(f"# quo-mock encrypts the secrets in its database with this\n{fresh()}\n")
        with suppress(FileExistsError):
            os.link(name, file)
    finally:
        os.unlink(name)
