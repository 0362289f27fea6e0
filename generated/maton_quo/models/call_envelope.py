"""A call in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .call import Call


class CallEnvelope(Model, kw_only=True):
    """A call in its envelope."""

    data: Call
    """The call."""
