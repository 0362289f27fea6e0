"""One finding of a summary job."""

from __future__ import annotations

from .._runtime.model import Model


class SummaryJobField(Model, kw_only=True):
    """One finding of a summary job."""

    name: str
    """What was found."""

    value: str | float | bool | None
    """Its value."""
