"""Pages, and walks over all of them, for both clients."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Numbers:
    """What a page knows of itself and of the whole list."""

    number: int
    """The number of this page, from 1."""
    size: int
    """The most items a page has."""
    total_items: int
    """How many items there are over all pages."""
    total_pages: int
    """How many pages there are."""
    has_next: bool
    """There is a page after this one."""
    has_previous: bool
    """There is a page before this one."""


class _Page(Generic[T]):
    """What pages of both clients have in common."""

    def __init__(self, items: Sequence[T], numbers: Numbers) -> None:
        self.items = list(items)
        """The items of this page, in the server's order."""
        self.number = numbers.number
        self.size = numbers.size
        self.total_items = numbers.total_items
        self.total_pages = numbers.total_pages
        self.has_next = numbers.has_next
        self.has_previous = numbers.has_previous

    def _next_number(self) -> int | None:
        """The number of the next page; an empty page is the last, whatever it says."""
        return self.number + 1 if self.has_next and self.items else None

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({len(self.items)} items, page {self.number} "
            f"of {self.total_pages}, {self.total_items} items in all)"
        )


class Page(_Page[T]):
    """One page of a list. Iterating walks over the items of this page and of all after it."""

    def __init__(
        self, items: Sequence[T], numbers: Numbers, fetch: Callable[[int], Page[T]]
    ) -> None:
        super().__init__(items, numbers)
        self._fetch = fetch

    def next_page(self) -> Page[T] | None:
        """The page after this one; None where this is the last."""
        number = self._next_number()
        return None if number is None else self._fetch(number)

    def pages(self) -> Iterator[Page[T]]:
        """This page and all after it, fetched as they are needed."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_Page[T]):
    """One page of a list. Iterating walks over the items of this page and of all after it."""

    def __init__(
        self, items: Sequence[T], numbers: Numbers, fetch: Callable[[int], Awaitable[AsyncPage[T]]]
    ) -> None:
        super().__init__(items, numbers)
        self._fetch = fetch

    async def next_page(self) -> AsyncPage[T] | None:
        """The page after this one; None where this is the last."""
        number = self._next_number()
        return None if number is None else await self._fetch(number)

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all after it, fetched as they are needed."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item


class AsyncPager(Generic[T]):
    """A list that is not asked for yet: await it for its first page, or iterate over its items."""

    def __init__(self, first: Callable[[], Awaitable[AsyncPage[T]]]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._first().__await__()

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """All pages, fetched as they are needed."""
        async for page in (await self._first()).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item
