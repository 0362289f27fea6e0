"""Where a database is: a path, `:memory:` or a URL; the address alone decides which engine runs.

Acknowledged means on disk. For a file that is the default, and `quo.db?durability=normal` gives it up for
speed (`file.py`); PostgreSQL commits as its server's `synchronous_commit` says, which is never touched.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from .database import Database, StoreUnavailable
from .file import OPTION

_SCHEMES = ("postgresql", "postgres")


def open_database(address: str) -> Database:
    """The database at an address, its schema up to date.

    Raises:
        StoreUnavailable: the address is no address, its engine is not installed, or the database cannot be
            used.
    """
    scheme, url, _ = address.partition("://")
    if not url:
        from .sqlite import SqliteDatabase

        return SqliteDatabase(address)
    if scheme not in _SCHEMES:
        raise StoreUnavailable(
            f"there is no engine for {scheme}:// URLs: --db takes a file's path, :memory: or postgresql://…"
        )
    if any(option.startswith(OPTION[1:]) for option in address.partition("?")[2].split("&")):
        raise StoreUnavailable(
            "durability is for files: PostgreSQL commits as synchronous_commit says, on the server or in the"
            " URL's options"
        )
    try:
        from .postgres import PostgresDatabase
    except ImportError as error:
        raise StoreUnavailable(
            f"a {scheme}:// database needs what pip install 'maton-quo[postgres]' brings: {error}"
        ) from None
    return PostgresDatabase(address)


def name_of(address: str) -> str:
    """What may be shown of an address: neither a password nor the options, which may hold one."""
    scheme, url, _ = address.partition("://")
    if not url:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"{scheme}://…"
    user, at, host = parts.netloc.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}{parts.path}"
