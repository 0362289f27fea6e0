"""The gateway behind the proxy as the run sees it, whoever serves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..journal.entry import Entry


class Gone(Exception):
    """A gateway that is there no more; the text says so in one sentence."""


Reader = Callable[[], list[Entry]]


@dataclass(frozen=True, slots=True)
class Behind:
    """A gateway that answers, and what can be learned of it."""

    url: str
    address: tuple[str, int]
    operations: Mapping[str, str]
    """The client's name of each operationId, such as `messages.send` of `messages_send`."""
    entries: Reader
    """The requests since it was reached, oldest first: those that its journal still has.
    `Gone` if it does not answer."""
    first: int
    """The number of the first request that is to come."""
    price_cents: Callable[[str | None], int]
    """What a segment costs in a workspace, by its id."""


def names(operations: Mapping[str, str]) -> dict[str, str]:
    """The client's names by operationId, from the tag of each: `phone_numbers_list` is one of two words."""
    return {id: f"{tag}.{id.removeprefix(f'{tag}_')}" for id, tag in operations.items()}
