"""The control API from Python: what the pytest plugin, the pages and tests steer a gateway with."""

from __future__ import annotations

from .calling import ControlError
from .client import Control

__all__ = ("Control", "ControlError")
