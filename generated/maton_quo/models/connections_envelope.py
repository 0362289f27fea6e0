"""Connections in their envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .connection import Connection


class ConnectionsEnvelope(Model, kw_only=True):
    """Connections in their envelope."""

    connections: list[Connection]
    """The connections, oldest first."""
