"""The key of a request, of which a rule keeps a hash and never the key itself."""

from __future__ import annotations

import hashlib


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def key_in(authorization: str | None) -> str:
    """The key that a header brings: after `Bearer` at Maton's doors, alone at Quo's own."""
    scheme, _, key = (authorization or "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else authorization or ""
