"""Reading a JSON body: everything that is not clean, shallow UTF-8 JSON is refused with a reason."""

from __future__ import annotations

from typing import Any

import msgspec

from .complaints import Complaint

DEEPEST = 32
_decode = msgspec.json.Decoder().decode


class Unreadable(ValueError):
    """The body cannot be read; the text says why."""


def read(raw: bytes) -> Any:
    """The JSON value of `raw`; an empty body is an empty object, as Express's parser has it.

    Raises:
        Unreadable: it is not UTF-8, not JSON, or nested deeper than 32 levels.
    """
    if not raw:
        return {}
    try:
        value = _decode(raw)
    except (UnicodeDecodeError, RecursionError, msgspec.DecodeError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise Unreadable(f"The body is not valid JSON: {reason}") from None
    if _depth_exceeds(value, DEEPEST):
        raise Unreadable(f"The body is nested deeper than {DEEPEST} levels")
    return value


def nul_complaints(value: Any, path: str = "") -> list[Complaint]:
    """One complaint for every text in `value` that holds a NUL: no database column can be trusted with it."""
    if isinstance(value, str):
        return [Complaint(path, "Expected string without NUL characters")] if "\0" in value else []
    if isinstance(value, dict):
        return [
            complaint
            for key, item in value.items()
            for complaint in [*nul_complaints(key, path), *nul_complaints(item, f"{path}/{key}")]
        ]
    if isinstance(value, list):
        return [
            complaint
            for index, item in enumerate(value)
            for complaint in nul_complaints(item, f"{path}/{index}")
        ]
    return []


def _depth_exceeds(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    if levels == 0:
        return True
    items = value.values() if isinstance(value, dict) else value
    return any(_depth_exceeds(item, levels - 1) for item in items)
