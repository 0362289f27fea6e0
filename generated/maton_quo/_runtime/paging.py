"""Pages that know how to fetch the next one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from .errors import RepeatedPage

T = TypeVar("T")


class PageModel(Protocol[T]):
    """What a page is on the wire."""

    data: list[T]
    total_items: int
    next_page_token: str | None


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
    _fetch: Callable[[str], Page[T]] = field(repr=False, compare=False)

    @classmethod
    def of(cls, model: PageModel[T], fetch: Callable[[str], Page[T]]) -> Self:
        """The page that `model` is, with a way to fetch the one at a token."""
        return cls(model.data, model.total_items, model.next_page_token, fetch)

    def next(self) -> Page[T] | None:
        """The next page, or None after the last.

        Raises:
            errors.RepeatedPage: When the next page points to itself.
        """
        if not self.next_page_token:
            return None
        page = self._fetch(self.next_page_token)
        _refuse_repetition(page.next_page_token, {self.next_page_token})
        return page

    def pages(self) -> Iterator[Page[T]]:
        """This page and every one after it; raises `errors.RepeatedPage` instead of walking in a circle."""
        seen: set[str] = set()
        page: Page[T] | None = self
        while page is not None:
            yield page
            _refuse_repetition(page.next_page_token, seen)
            page = page.next()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data


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
    _fetch: Callable[[str], Awaitable[AsyncPage[T]]] = field(repr=False, compare=False)

    @classmethod
    def of(cls, model: PageModel[T], fetch: Callable[[str], Awaitable[AsyncPage[T]]]) -> Self:
        """The page that `model` is, with a way to fetch the one at a token."""
        return cls(model.data, model.total_items, model.next_page_token, fetch)

    async def next(self) -> AsyncPage[T] | None:
        """The next page, or None after the last.

        Raises:
            errors.RepeatedPage: When the next page points to itself.
        """
        if not self.next_page_token:
            return None
        page = await self._fetch(self.next_page_token)
        _refuse_repetition(page.next_page_token, {self.next_page_token})
        return page

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and every one after it; raises `errors.RepeatedPage` instead of walking in a circle."""
        seen: set[str] = set()
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            _refuse_repetition(page.next_page_token, seen)
            page = await page.next()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.data:
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


def _refuse_repetition(token: str | None, seen: set[str]) -> None:
    if token and token in seen:
        raise RepeatedPage("The server named the same next page twice; the list would never end.")
    if token:
        seen.add(token)
