"""Secrets at rest: a copy of the database gives none away without a key that is not in it.

What webhooks sign with cannot be hashed, for it is used again; so it is encrypted, by Fernet of the package
`cryptography` (AES-128 in CBC mode with an HMAC of SHA-256). So is what page tokens and sign-ins are signed
with. Without a key both stay as they are: a new file can be read by its owner alone (private.py), and a key
that lay beside it would keep nobody out who can read the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from .address import open_database
from .database import Database, StoreUnavailable
from .tables import SEALED, SEALED_TABLES

if TYPE_CHECKING:
    from cryptography.fernet import Fernet, MultiFernet

SEALED_FACTS = ("page_secret",)
_CHECK = "sealed"
"""The fact that only the right key opens; there is none in a database without sealed texts."""


class Keyring:
    """The keys of a gateway: the first seals, and each opens what it has sealed."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take keys as `encryption.fresh` makes them; raises `ValueError` for anything else."""
        from cryptography.fernet import Fernet, MultiFernet  # 20 ms that only those pay who seal

        try:
            each = [Fernet(key) for key in keys]
        except (ValueError, TypeError):
            raise ValueError("an encryption key is 32 bytes in URL-safe base64: 44 characters") from None
        self._first, self._any = each[0], MultiFernet(each)
        self.opened = lru_cache(maxsize=4096)(self._opened)
        """The text that was sealed; each is decrypted once. Raises `StoreUnavailable`."""

    def sealed(self, text: str) -> str:
        """A text that only these keys open again."""
        return SEALED + self._first.encrypt(text.encode()).decode()

    def is_first(self, sealed: str) -> bool:
        """Whether it was sealed by the first key."""
        return _opens(self._first, sealed)

    def is_any(self, sealed: str) -> bool:
        """Whether one of the keys opens it."""
        return _opens(self._any, sealed)

    def _opened(self, sealed: str) -> str:
        from cryptography.fernet import InvalidToken

        try:
            return self._any.decrypt(sealed.removeprefix(SEALED).encode()).decode()
        except InvalidToken:
            raise StoreUnavailable(
                "a secret in the database was sealed with a key that is not here"
            ) from None

    def plain(self, document: str, field: str) -> str:
        """The JSON text of documents with what is sealed in them opened."""
        return _in(field).sub(lambda found: found[1] + self.opened(found[2]) + '"', document)

    def resealed(self, document: str, field: str) -> str:
        """The JSON text of a document whose field is sealed by the first key, whatever it was before."""
        known = msgspec.json.decode(document, type=dict[str, Any])
        return msgspec.json.encode({**known, field: self.anew(known[field])}).decode()

    def anew(self, text: str) -> str:
        """A text, sealed or not, sealed by the first key."""
        return self.sealed(self.opened(text) if text.startswith(SEALED) else text)


@lru_cache
def _in(field: str) -> re.Pattern[str]:
    return re.compile(rf'("{field}":")({SEALED}[\w=-]+)"')


def _opens(key: Fernet | MultiFernet, sealed: str) -> bool:
    from cryptography.fernet import InvalidToken

    try:
        key.decrypt(sealed.removeprefix(SEALED).encode())
    except InvalidToken:
        return False
    return True


def unsealed(database: str | Database, keys: Sequence[str]) -> Database:
    """The database at an address, or one that is open, whose secrets can be read with these keys.

    Raises:
        StoreUnavailable: it cannot be used, or is sealed, and none of the keys opens it.
        ValueError: one of them is no key.
    """
    found = open_database(database) if isinstance(database, str) else database
    try:
        if keys or found.keyring is None:
            prepare(found, keys)
    except BaseException:
        found.close()
        raise
    return found


def prepare(database: Database, keys: Sequence[str]) -> None:
    """Let a database be opened with these keys; whatever the first of them has not sealed, it seals now.

    Raises:
        StoreUnavailable: the database is sealed, and none of the keys opens it.
        ValueError: one of them is no key.
    """
    keyring = Keyring(keys) if keys else None
    with database.transaction(write=keyring is not None):
        row = database.one("SELECT value FROM facts WHERE name = :name", {"name": _CHECK})
        if row is not None and keyring is None:
            raise StoreUnavailable(
                f"{database.name} is sealed, and no key was given: take the one that it was sealed with"
            )
        if row is not None and keyring is not None and not keyring.is_any(row[0]):
            raise StoreUnavailable(f"{database.name} was sealed with another key than the one given")
        if (
            keyring is not None
        ):  # also what a replica has sealed meanwhile that had another first key, or none
            _seal(database, keyring)
    database.keyring = keyring


def _seal(database: Database, keyring: Keyring) -> None:
    for table in SEALED_TABLES:
        for workspace, id, document in database.all(f"SELECT workspace_id, id, document FROM {table.name}"):  # noqa: S608 - own names
            if keyring.is_first(msgspec.json.decode(document)[table.sealed]):
                continue
            database.run(
                f"UPDATE {table.name} SET document = :document"  # noqa: S608 - own names
                " WHERE workspace_id = :workspace AND id = :id",
                {
                    "document": keyring.resealed(document, table.sealed),
                    "workspace": workspace,
                    "id": id,
                },
            )
    for name in SEALED_FACTS:
        for [value] in database.all("SELECT value FROM facts WHERE name = :name", {"name": name}):
            _keep(database, name, keyring.anew(value))
    _keep(database, _CHECK, keyring.sealed(_CHECK))


def _keep(database: Database, name: str, value: str) -> None:
    database.run(
        "INSERT INTO facts (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": name, "value": value},
    )
