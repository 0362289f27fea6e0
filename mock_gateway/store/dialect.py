"""How the store's portable SQL is said to PostgreSQL, and what it says back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from .revisions import COUNT

# Readers see one snapshot, so that a page and its total agree; a snapshot that only reads never has to be
# repeated. Writers must see what the writer before them committed: they take their lock first, and READ
# COMMITTED looks at the database anew with each statement, where a snapshot would date from before the wait.
BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_BEGIN_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
_NO_KIND = "''"
_EVERYTHING = 8787
"""The advisory lock that writers with a scope share, and one without has alone."""

_TYPED = re.compile(r"(\b[a-z_]+) TEXT\b")
"""A column that is declared, and not a cast."""
_NAME = re.compile(r"(?<!:):([a-z][a-z0-9_]*)")


def begin_write(scope: str | None) -> str:
    """What begins a write transaction and waits for its turn; always in this order, so never in a ring."""
    if scope is None:
        return f"{_BEGIN_WRITE}; SELECT pg_advisory_xact_lock({_EVERYTHING})"
    key = int.from_bytes(blake2b(scope.encode(), digest_size=8).digest(), signed=True)
    shared = f"SELECT pg_advisory_xact_lock_shared({_EVERYTHING})"
    return f"{_BEGIN_WRITE}; {shared}; SELECT pg_advisory_xact_lock({key})"


def end_write(scope: str | None) -> str:
    """What counts a write transaction, as `revisions.COUNT` does, and ends it, in one message."""
    quoted = "'" + (scope or "").replace("'", "''") + "'"
    return f"{COUNT.replace(':workspace', quoted).replace(':kind', _NO_KIND)}; COMMIT"


@lru_cache(maxsize=1024)
def translated(sql: str) -> str:
    """The statement with `%(name)s` for `:name`, as psycopg has it."""
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%"))


def defined(statement: str) -> str:
    """A statement of the schema.

    Texts are ordered by their bytes, as SQLite has it: no language's rules, which differ from server to
    server, decide where a page ends. A table without row ids is SQLite's alone.
    """
    columns = _TYPED.sub(r'\1 TEXT COLLATE "C"', statement)
    return columns.removesuffix(" WITHOUT ROWID")


def kept(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parameters, with NULL for a text that holds a NUL: PostgreSQL keeps none, so it matches nothing."""
    if any(type(value) is str and "\0" in value for value in parameters.values()):
        return {
            name: None if isinstance(value, str) and "\0" in value else value
            for name, value in parameters.items()
        }
    return parameters


def sentence(error: Exception) -> str:
    """The first thing that went wrong, without the hints for administrators that follow it."""
    lines = [line.strip("- \t") for line in str(error).splitlines() if not line.endswith("failures were:")]
    return lines[0] if lines else type(error).__name__
