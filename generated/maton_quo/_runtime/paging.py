"""Pages that know how to fetch the next one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from msgspec import UnsetType

from .errors import RepeatedPage

T = TypeVar("T")


class PageModel(Protocol[T]):
    """What a page is on the wire; some lists leave the token of the last page out."""

    @property
    def data(self) -> list[T]: ...

    @property
    def total_items(self) -> int: ...

    @property
    def next_page_token(self) -> str | UnsetType | None: ...


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. Iterating it walks its items and those of all pages after it.

    Attributes:
        data: The items of this page alone; may be empty although there are more pages.
        total_items: How many items match in all, as the server says; Quo does not promise that it is exact.
        next_page_token: Where the next page begins; None on the last one.
    """

    data: list[T]
    total_items: int
    next_page_token: str | None
    _fetch: Callable[[str, int | None], Page[T]] = field(repr=False, compare=False)
    _limit: int | None = field(default=None, repr=False)

    @classmethod
    def of(cls, model: PageModel[T], fetch: Callable[[str, int | None], Page[T]], limit: int | None) -> Self:
        """The page that `model` is, with a way to fetch the one at a token, given how many items are left."""
        return cls(model.data, model.total_items, _token(model), fetch, limit)

    def next(self) -> Page[T] | None:
        """The next page, or None after the last, or when `limit` items were given.

        Raises:
            errors.RepeatedPage: When the next page points to itself.
        """
        token = _following(self)
        if token is None:
            return None
        page = self._fetch(token, None if self._limit is None else self._limit - len(self.data))
        _refuse_repetition(_following(page), {token})
        return page

    def pages(self) -> Iterator[Page[T]]:
        """This page and every one after it; raises `errors.RepeatedPage` instead of walking in a circle."""
        seen: set[str] = set()
        page: Page[T] | None = self
        while page is not None:
            yield page
            _refuse_repetition(_following(page), seen)
            page = page.next()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data[: page._limit]


@dataclass(frozen=True, slots=True)
class AsyncPage(Generic[T]):
    """One page of a list. `async for` walks its items and those of all pages after it.

    Attributes:
        data: The items of this page alone; may be empty although there are more pages.
        total_items: How many items match in all, as the server says; Quo does not promise that it is exact.
        next_page_token: Where the next page begins; None on the last one.
    """

    data: list[T]
    total_items: int
    next_page_token: str | None
    _fetch: Callable[[str, int | None], Awaitable[AsyncPage[T]]] = field(repr=False, compare=False)
    _limit: int | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        model: PageModel[T],
        fetch: Callable[[str, int | None], Awaitable[AsyncPage[T]]],
        limit: int | None,
    ) -> Self:
        """The page that `model` is, with a way to fetch the one at a token, given how many items are left."""
        return cls(model.data, model.total_items, _token(model), fetch, limit)

    async def next(self) -> AsyncPage[T] | None:
        """The next page, or None after the last, or when `limit` items were given.

        Raises:
            errors.RepeatedPage: When the next page points to itself.
        """
        token = _following(self)
        if token is None:
            return None
        page = await self._fetch(token, None if self._limit is None else self._limit - len(self.data))
        _refuse_repetition(_following(page), {token})
        return page

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and every one after it; raises `errors.RepeatedPage` instead of walking in a circle."""
        seen: set[str] = set()
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            _refuse_repetition(_following(page), seen)
            page = await page.next()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.data[: page._limit]:
                yield item


@dataclass(frozen=True, slots=True)
class AsyncPager(Generic[T]):
    """A list that was not fetched yet: `await` it for the first page, `async for` it for every item."""

    _first: Callable[[], Awaitable[AsyncPage[T]]] = field(repr=False)

    def __await__(self) -> Generator[None, None, AsyncPage[T]]:
        return self._first().__await__()

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """Every page; raises `errors.RepeatedPage` instead of walking in a circle."""
        async for page in (await self).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self:
            yield item


def checked_limit(limit: int | None) -> int | None:
    """`limit`; raises ValueError when it is negative, before anything is sent."""
    if limit is not None and limit < 0:
        raise ValueError(f"limit must be 0 or more, not {limit}")
    return limit


def _token(model: PageModel[T]) -> str | None:
    token = model.next_page_token
    return None if isinstance(token, UnsetType) else token


def _following(page: Page[T] | AsyncPage[T]) -> str | None:
    """Where to go on after a page; None when nothing follows, or nothing more is wanted."""
    enough = page._limit is not None and page._limit <= len(page.data)
    return None if enough or not page.next_page_token else page.next_page_token


def _refuse_repetition(token: str | None, seen: set[str]) -> None:
    if token and token in seen:
        raise RepeatedPage("The server named the same next page twice; the list would never end.")
    if token:
        seen.add(token)
