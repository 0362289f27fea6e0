"""The sizes in the name of a seed: `large:contacts=100000,messages=1000000`."""

from __future__ import annotations

from typing import Any


class UnknownSeed(ValueError):
    """There is no seed of that name, or not of that size."""


def sized(recipe: dict[str, Any], seed: str, sizes: str) -> dict[str, Any]:
    """The recipe of `seed` with the sizes that a text says.

    Raises:
        UnknownSeed: it has no such size, or not so little or much of it.
    """
    allowed: dict[str, tuple[int, int]] = recipe.get("sizes", {})
    if not allowed:
        raise UnknownSeed(f"the seed {seed!r} comes in one size: leave out {_short(f':{sizes}')}")
    chosen: dict[str, int] = {}
    for part in sizes.split(","):
        name, _, number = part.partition("=")
        if name not in allowed or name in chosen:
            known = ",".join(f"{name}=NUMBER" for name in sorted(allowed))
            raise UnknownSeed(f"the seed {seed!r} takes {known}, each once, not {_short(part)}")
        low, high = allowed[name]
        if not (number.isascii() and number.isdigit() and len(number) < 20 and low <= int(number) <= high):
            raise UnknownSeed(f"the seed {seed!r} takes {low} to {high} {name}, not {_short(number)}")
        chosen[name] = int(number)
    return {**recipe, **chosen}


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
