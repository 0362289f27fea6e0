"""Faults on demand: requests that fail, wait or are answered wrongly, by rule or by the header Mock-Fault."""

from __future__ import annotations

from .book import Faults
from .demanded import HEADER

__all__ = ("HEADER", "Faults")
