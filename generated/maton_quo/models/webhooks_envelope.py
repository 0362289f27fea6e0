"""Webhooks in their envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .webhook import Webhook


class WebhooksEnvelope(Model, kw_only=True):
    """Webhooks in their envelope."""

    data: list[Webhook]
    """The webhooks, oldest first."""
