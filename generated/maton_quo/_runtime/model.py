"""What all models have in common."""

from __future__ import annotations

import msgspec


class Model(msgspec.Struct, kw_only=True, rename="camel", repr_omit_defaults=True):
    """A typed piece of JSON: unknown fields are ignored, and one that is left out is `UNSET`, not None."""
