"""Workspaces made from a recipe and a random seed: the same every time."""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from ..clock import moment_of
from ..ids import Ids
from ..profile import Profile
from ..store import Workspace
from . import contacts, conversations, large, lines, tasks
from .recipe import Recipe
from .sizes import UnknownSeed, sized

__all__ = ("NAMES", "UnknownSeed", "fill", "is_large", "load")

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@lru_cache(maxsize=100)
def load(seed: str) -> dict[str, Any]:
    """The recipe of a name such as `demo`, or of a name and sizes; raises `UnknownSeed`."""
    name, colon, sizes = seed.partition(":")
    if name not in NAMES:
        raise UnknownSeed(f"there is no seed {name!r}; there are {', '.join(NAMES)}")
    recipe: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    if "like" in recipe:
        recipe = {**load(recipe["like"]), **recipe}
    return sized(recipe, name, sizes) if colon else recipe


def is_large(seed: str) -> bool:
    """Whether a workspace is better filled from this seed than copied from a template of it."""
    return "sizes" in load(seed)


def fill(workspace: Workspace, name: str, profile: Profile) -> None:
    """Fill an empty workspace from the recipe of that name."""
    words = load(name)
    randomness = random.Random(words["random_seed"])  # noqa: S311 - the same every time is the point
    recipe = Recipe(
        words=words,
        randomness=randomness,
        ids=Ids(randomness, live=profile["id_style"] == "live", tick=count().__next__),
        recording_types=("audio/mpeg",) if profile["recording_type"] == "mime" else ("voicemail", "call"),
        ends_at=moment_of(words["ends_at"]),
    )
    lines.fill(workspace, recipe)
    if is_large(name):
        large.fill(workspace, recipe)
        return
    people = contacts.fill(workspace, recipe)
    conversations.fill(workspace, recipe, people)
    tasks.fill(workspace, recipe)
