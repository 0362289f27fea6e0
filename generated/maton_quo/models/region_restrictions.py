"""Which regions can be reached."""

from __future__ import annotations

from .._runtime.model import Model
from .restriction import Restriction


class RegionRestrictions(Model, kw_only=True, rename={"ca": "CA", "intl": "Intl", "us": "US"}):
    """Which regions can be reached."""

    ca: Restriction
    """Canada."""

    intl: Restriction
    """Everywhere else."""

    us: Restriction
    """The United States."""
