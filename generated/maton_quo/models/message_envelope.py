"""A message in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .message import Message


class MessageEnvelope(Model, kw_only=True):
    """A message in its envelope."""

    data: Message
    """The message."""
