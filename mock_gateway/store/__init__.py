"""Where everything is kept; all SQL of the gateway lives in this folder."""

from __future__ import annotations

from .accounts import Accounts, Connection
from .address import name_of, open_database
from .admission import Caller, WorkspaceFacts
from .conditions import Condition
from .database import Database, StoreUnavailable, outage
from .pages import Documents, Position
from .workspace import Workspace

__all__ = (
    "Accounts",
    "Caller",
    "Condition",
    "Connection",
    "Database",
    "Documents",
    "Position",
    "StoreUnavailable",
    "Workspace",
    "WorkspaceFacts",
    "name_of",
    "open_database",
    "outage",
)
