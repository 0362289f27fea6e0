"""What all models have in common."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace


class Model(msgspec.Struct, kw_only=True, rename="camel", repr_omit_defaults=True):
    """A typed piece of JSON: unknown fields are ignored, and one that is left out is `UNSET`, not None."""


def concealed(model: Model, *names: str) -> str:
    """The repr of a model without what the fields `names` hold, for logs and tracebacks are read by many."""
    return msgspec.Struct.__repr__(replace(model, **dict.fromkeys(names, "…")))
