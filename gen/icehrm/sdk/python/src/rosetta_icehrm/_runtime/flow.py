"""How behaviour is written once for both clients: as generators that ask a driver to act.

A flow yields what is to be done (send, sleep, take a lock) and is given the result; it decides
everything and does nothing. The drivers of the two clients do everything and decide nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Generator
from typing import Any, Protocol, TypeVar, Union

import httpx

from .prepare import Body

T = TypeVar("T")


class Lock(Protocol):
    """A lock of either kind, once it is taken."""

    def release(self) -> None:
        """Lets the next one in."""


@dataclasses.dataclass(frozen=True, repr=False)
class Send:
    """Send a request; the result is a `Reply`, or `Missed` is raised."""

    operation: str
    method: str
    url: str
    headers: list[tuple[bytes, bytes]]
    body: Body
    timeout: float
    stream: bool
    """Leave the body of a success unread."""


@dataclasses.dataclass(frozen=True)
class Sleep:
    """Wait."""

    seconds: float


@dataclasses.dataclass(frozen=True)
class Acquire:
    """Take a lock; the flow releases it by itself."""

    lock: Any


@dataclasses.dataclass(frozen=True, repr=False)
class Reply:
    """An answer."""

    status: int
    headers: httpx.Headers
    body: bytes
    response: httpx.Response | None = None
    """Open, where its body is still unread."""


Effect = Union[Send, Sleep, Acquire]
Flow = Generator[Effect, Any, T]
