"""A webhook in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .webhook import Webhook


class WebhookEnvelope(Model, kw_only=True):
    """A webhook in its envelope."""

    data: Webhook
    """The webhook."""
