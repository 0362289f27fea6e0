"""Contacts and messages by the million, made in batches: neither the time for a row nor the memory grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from ..store import Workspace
from ..store.tables import CONTACTS, CONVERSATIONS, MESSAGES, Table, contact_columns
from . import contacts, progress
from .recipe import Recipe
from .threads import YEAR, number_of, threads

Thing = TypeVar("Thing")

BATCH = 500
"""So few that what is written is still in the processor's cache."""
JUDGED = 1_000
"""Every so many documents one is checked against its schema: their shapes are few."""


def fill(workspace: Workspace, recipe: Recipe) -> None:
    """Add as many contacts and messages as the recipe says."""
    people, messages = recipe.words["contacts"], recipe.words["messages"]
    advance = progress.start(people + messages)
    for batch in _batches(_contacts(recipe, people)):
        _write(workspace, CONTACTS, [(document, contact_columns(document)) for document in batch])
        advance(len(batch))
    for several in _batches(threads(recipe, people, messages), 100):
        for written in _batches(message for thread in several for message in thread.messages(recipe)):
            _write(workspace, MESSAGES, written)
            advance(len(written))
        _write(workspace, CONVERSATIONS, [thread.conversation() for thread in several])


def _write(
    workspace: Workspace, table: Table, documents: list[tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    """Add documents with their typed columns."""
    workspace.insert_rows(
        table,
        [
            workspace.row(table, document, id=document["id"], judged=position % JUDGED == 0, **columns)
            for position, (document, columns) in enumerate(documents)
        ],
    )


def _batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def _contacts(recipe: Recipe, count: int) -> Iterator[dict[str, Any]]:
    """The contacts, oldest first, over the year that ends with the story."""
    for index in range(count):
        at = recipe.ends_at - YEAR + index * YEAR // count
        yield contacts.contact(recipe, index, number_of(index), at)
