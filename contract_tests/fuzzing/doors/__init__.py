"""One module for each door, of the door's name, that holds a `DOOR`; imported by whoever instruments it."""

from __future__ import annotations

import pkgutil

NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
