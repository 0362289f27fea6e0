"""The scripted numbers, for whoever wants to know what a text to one of them comes to."""

from __future__ import annotations

from ..numbers import NUMBERS, Number
from .operation import operation


@operation("GET /api/numbers")
def numbers_get() -> list[Number]:
    """Every scripted number of the range +1 500 555 xxxx, and what a text to it comes to."""
    return list(NUMBERS)
