"""A connection in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .connection import Connection


class ConnectionEnvelope(Model, kw_only=True):
    """A connection in its envelope."""

    connection: Connection
    """The connection."""
