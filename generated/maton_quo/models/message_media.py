"""A picture or file that came with a text."""

from __future__ import annotations

from .._runtime.model import Model


class MessageMedia(Model, kw_only=True):
    """A picture or file that came with a text."""

    url: str
    """Where to fetch it."""

    type: str | None
    """Its MIME type."""
