"""A phone number in its envelope."""

from __future__ import annotations

from .._runtime.model import Model
from .phone_number import PhoneNumber


class PhoneNumberEnvelope(Model, kw_only=True):
    """A phone number in its envelope."""

    data: PhoneNumber
    """The phone number."""
