"""The new connection."""

from __future__ import annotations

from .._runtime.model import Model


class ConnectionCreated(Model, kw_only=True, rename=None):
    """The new connection."""

    connection_id: str
    """The new connection, a UUID."""
