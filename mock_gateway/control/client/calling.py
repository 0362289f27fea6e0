"""How every method of the client asks, and what it raises."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeVar

import msgspec

Wanted = TypeVar("Wanted")


class ControlError(Exception):
    """The gateway refused; nothing was changed."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message

    def __str__(self) -> str:
        return f"{self.status}: {self.message}"


class Calling(ABC):
    """What asks a gateway."""

    @abstractmethod
    def _send(self, method: str, path: str, body: Any = None, **query: str | None) -> bytes:
        """The body of a good answer; raises `ControlError` for any other."""

    def _ask(
        self, method: str, path: str, wanted: type[Wanted], body: Any = None, **query: str | None
    ) -> Wanted:
        """The `data` of a good answer."""
        answer = self._send(method, path, body, **query)
        return msgspec.convert(msgspec.json.decode(answer)["data"], wanted)
