"""Reading a file: everything in it is looked at before anything is done."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from typing import Any

import msgspec

from ..contract import Contract
from ..ids import Ids
from ..profile import Profile
from ..settings import LARGEST, PerWorkspace, allowed
from ..spec import resolve
from . import text
from .calls import call
from .contacts import contact
from .entry import Entry
from .mistakes import BadFile
from .parties import party
from .people import custom_field, number, user
from .plans import Plan, Scripts, plans, scripts
from .talks import conversation
from .tasks import task
from .webhooks import webhook
from .world import Row, World

OWNER = {"id": "US123abc", "name": "John Doe", "email": "john@example.com"}
LINE = {"id": "PN123abc", "number": "+15555555555", "name": "Main Line"}
BALANCE_CENTS = 2500
_E164 = re.compile(r"\+[1-9][0-9]{1,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Contents:
    """A sound file: what a workspace is to hold."""

    rows: list[Row]
    members: list[tuple[str, str]]
    plans: list[Plan]
    scripts: Scripts
    opt_outs: list[str]
    balance_cents: int
    settings: dict[str, Any]


def world_of(contract: Contract, profile: Profile, *, now: int, content: bytes = b"") -> World:
    """An empty world; the same content is given the same ids."""
    randomness = random.Random(blake2b(content).digest())  # noqa: S311 - the same every time is the point
    schemas = contract.document["components"]["schemas"]
    return World(
        now=now,
        ids=Ids(randomness, live=profile["id_style"] == "live", tick=count().__next__),
        recording_type="audio/mpeg" if profile["recording_type"] == "mime" else "call",
        judge=contract.component_complaints,
        properties=lambda name: resolve(contract.document, schemas[name])["properties"].keys(),
    )


def read(raw: bytes, world: World) -> Contents:
    """What a file says.

    Raises:
        BadFile: with every mistake, each in its line.
    """
    written, value = text.read(raw)
    top = Entry({} if value is None else value, (), world.mistakes, world.now)  # an empty file says nothing
    if top.any("users") == []:
        top.wrong("Expected at least one user; leave users out for the usual one", "users")
    for index, entry in enumerate(_entries(top, "users", OWNER)):
        user(world, entry, index)
    for index, entry in enumerate(_entries(top, "phone_numbers", LINE)):
        number(world, entry, index)
    for index, entry in enumerate(top.entries("custom_fields")):
        custom_field(world, entry, index)
    for index, entry in enumerate(top.entries("contacts")):
        contact(world, entry, index)
    for entry in top.entries("conversations"):
        conversation(world, entry)
    for entry in top.entries("calls"):
        with_whom = party(world, entry)
        if with_whom is not None:
            call(world, entry, with_whom, world.now)
    for name, build in (("tasks", task), ("webhooks", webhook)):
        for index, entry in enumerate(top.entries(name)):
            build(world, entry, index)
    under_way = scripts(world, top)
    planned = plans(world, top, under_way)
    balance = top.whole("balance_cents", BALANCE_CENTS, most=LARGEST)
    contents = Contents(
        world.rows, world.members, planned, under_way, _opt_outs(top), balance, _settings(top)
    )
    top.rest(())
    if world.mistakes.found:
        raise BadFile(text.located(written, world.mistakes.found))
    return contents


def _entries(top: Entry, name: str, usual: Mapping[str, Any]) -> list[Entry]:
    """The entries of a list; one that is usual, if the file does not speak of it at all."""
    return top.entries(name) if top.has(name) else [top.entry(dict(usual), name, 0)]


def _opt_outs(top: Entry) -> list[str]:
    """Who does not want to be texted any more."""
    numbers = top.items("opt_outs")
    for index, each in enumerate(numbers):
        if not isinstance(each, str) or not _E164.fullmatch(each):
            top.wrong("Expected a number in E.164, such as +12065550111", "opt_outs", index)
    return numbers


def _settings(top: Entry) -> dict[str, Any]:
    entry = top.entry(top.any("settings", {}), "settings")
    kinds = {each.name: each.type for each in msgspec.structs.fields(PerWorkspace)}
    found = {}
    for name, kind in kinds.items():
        if entry.has(name):
            try:
                found[name] = msgspec.convert(entry.any(name), kind)
            except msgspec.ValidationError:
                entry.wrong(f"Expected {allowed(kind)}", name)
    entry.rest(())
    return found
