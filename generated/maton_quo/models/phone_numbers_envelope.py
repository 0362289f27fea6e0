"""Phone numbers in their envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .phone_number import PhoneNumber


class PhoneNumbersEnvelope(Model, kw_only=True):
    """Phone numbers in their envelope."""

    data: list[PhoneNumber]
    """The phone numbers, oldest first."""
