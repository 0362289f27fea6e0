"""Faults on demand: requests that fail, wait or are answered wrongly, by rule or by the header Mock-Fault."""

from __future__ import annotations

from .book import DROPPED, Faults
from .broken import Dropped
from .demanded import HEADER

__all__ = ("DROPPED", "HEADER", "Dropped", "Faults")
