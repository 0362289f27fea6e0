"""All operations of the control API, gathered from the modules of this folder."""

from __future__ import annotations

from . import (
    about,
    accounts,
    clock,
    deliveries,
    delivery_faults,
    faults,
    files,
    inbound,
    inbound_calls,
    journal,
    metrics,
    numbers,
    settings,
    snapshots,
)
from .operation import Operation

MODULES = (
    about, accounts, clock, settings, snapshots, files, numbers, inbound, inbound_calls, deliveries,
    delivery_faults, faults, journal, metrics,
)  # fmt: skip


def operations() -> list[Operation]:
    """Every operation, in the order of the modules and of their text."""
    return [value for module in MODULES for value in vars(module).values() if isinstance(value, Operation)]
