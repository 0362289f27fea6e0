"""Where a phone number may call and text."""

from __future__ import annotations

from .._runtime.model import Model
from .region_restrictions import RegionRestrictions


class PhoneNumberRestrictions(Model, kw_only=True):
    """Where a phone number may call and text."""

    calling: RegionRestrictions
    """Where it may call."""

    messaging: RegionRestrictions
    """Where it may text."""
