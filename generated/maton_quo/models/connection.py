"""A Maton account's access to one workspace of an app."""

from __future__ import annotations

import datetime
from typing import Any

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .connection_method import ConnectionMethod
from .connection_status import ConnectionStatus


class Connection(Model, kw_only=True, rename=None):
    """A Maton account's access to one workspace of an app."""

    connection_id: str
    """The connection, a UUID."""

    status: ConnectionStatus
    """Whether it can be used."""

    creation_time: datetime.datetime
    """When it was created."""

    last_updated_time: datetime.datetime
    """When it last changed."""

    url: str
    """Where a person authorizes it, in a browser."""

    app: str
    """The app it leads to, `quo`."""

    metadata: dict[str, Any]
    """What else Maton keeps about it."""

    method: ConnectionMethod | Unset = UNSET
    """How it is authorized."""
