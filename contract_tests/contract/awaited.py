"""Both clients as one: `AsyncQuo` made to look like `Quo`, so that each promise is written down once."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from maton_quo import AsyncPage


class Awaited:
    """Anything asynchronous, every call of it awaited at once."""

    def __init__(self, wrapped: Any, runner: asyncio.Runner) -> None:
        self._wrapped, self._runner = wrapped, runner

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._wrapped, name)
        if name in _GROUPS:
            return Awaited(value, self._runner)
        return self._call(value) if callable(value) else value

    def __iter__(self) -> Iterator[Any]:
        return iter(self._runner.run(_items(self._wrapped)))

    def __eq__(self, other: object) -> bool:
        return bool(self._wrapped == other)

    __hash__ = None  # type: ignore[assignment]  # as for any that compares by value and may change

    def _call(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            answer = function(*args, **kwargs)
            if inspect.isawaitable(answer):
                answer = self._runner.run(_result(answer))
            return Awaited(answer, self._runner) if isinstance(answer, AsyncPage) else answer

        return call


_GROUPS = frozenset(
    {"calls", "connections", "contact_custom_fields", "contacts", "conversations", "messages"}
    | {"phone_numbers", "tasks", "users", "webhooks"}
)


async def _result(awaitable: Any) -> Any:
    return await awaitable


async def _items(page: Any) -> list[Any]:
    return [item async for item in page]
