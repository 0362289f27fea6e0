"""The gateway under its real names: a proxy on this machine that answers for Maton and Quo alone."""

from __future__ import annotations

from .hosts import HOSTS
from .intercept import Intercept

__all__ = ("HOSTS", "Intercept")
