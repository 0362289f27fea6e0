"""One client's way through a workspace, and what clients have learnt of each other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .recording import Client, Understood, good
from .walks import Page, Walk

LINE = "PN123abc"
PRICE = 3


@dataclass
class Known:
    """What clients have learnt of each other; everything only grows, so threads may share it."""

    slots: tuple[str, ...] = ("k1", "k2", "k3")
    """The external ids that they quarrel about."""
    recipients: tuple[str, ...] = ("+12065550101", "+12065550102")
    contacts: list[tuple[str, str]] = field(default_factory=list)
    """External ids with the ids that once had them."""
    texts: dict[str, str] = field(default_factory=dict)
    """Texts by the ids of their messages."""
    messages: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    hooks: list[str] = field(default_factory=list)


@dataclass
class Asking:
    """One client, who asks by its own luck."""

    client: Client
    known: Known
    luck: random.Random
    fresh: Iterator[int]
    """Numbers that no other client takes."""
    settings: str
    """The path of the workspace's settings."""

    def ask(self, request: str, read: Callable[[Any, int], list[Understood]], **more: Any) -> None:
        """Ask, and keep what came back; see `Client.ask`."""
        self.client.ask(request, read, **more)

    def new(self, letter: str) -> str:
        """A value that nobody has used."""
        return f"{letter}{next(self.fresh)}"


def walked(it: Asking, path: str, **query: Any) -> Walk | None:
    """A walk through all pages; None if it was broken off."""
    pages = []
    while True:
        answer, called, returned = it.client.ask(f"GET {path}", _only_good, **query)
        if answer is None:
            return None
        items = tuple(str(each["id"]) for each in answer["data"])
        pages.append(Page(items, answer["totalItems"], called, returned))
        if answer["nextPageToken"] is None:
            return Walk(it.client.number, tuple(pages))
        query["pageToken"] = answer["nextPageToken"]


def _only_good(answer: Any, status: int) -> list[Understood]:
    good(status, 200)
    return []
