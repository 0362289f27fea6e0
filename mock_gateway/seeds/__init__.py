"""Workspaces made from a recipe and a random seed: the same every time."""

from __future__ import annotations

import random
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from ..clock import moment_of
from ..ids import Ids
from ..profile import Profile
from ..store import Workspace
from . import contacts, conversations, lines, tasks
from .recipe import Recipe

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


class UnknownSeed(ValueError):
    """There is no seed of that name."""


@cache
def load(name: str) -> dict[str, Any]:
    """The recipe of that name; raises `UnknownSeed`."""
    if name not in NAMES:
        raise UnknownSeed(f"there is no seed {name!r}; there are {', '.join(NAMES)}")
    recipe: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return recipe


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
    people = contacts.fill(workspace, recipe)
    conversations.fill(workspace, recipe, people)
    tasks.fill(workspace, recipe)
