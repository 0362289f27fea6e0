"""All operations of the control API, gathered from the modules of this folder."""

from __future__ import annotations

from . import about, accounts, clock, files, settings, snapshots
from .operation import Operation

MODULES = (about, accounts, clock, files, settings, snapshots)


def operations() -> list[Operation]:
    """Every operation, in the order of the modules and of their text."""
    return [value for module in MODULES for value in vars(module).values() if isinstance(value, Operation)]
