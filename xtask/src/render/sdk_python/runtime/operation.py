"""One row per operation: everything that the engine needs to know about a call, as data."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from .errors import StatusError

T = TypeVar("T")

_building = threading.RLock()


class Typed:
    """A type that is built when it is first used."""

    __slots__ = ("_adapter", "type")

    def __init__(self, type: Any) -> None:
        self.type = type
        self._adapter: TypeAdapter[Any] | None = None

    @property
    def adapter(self) -> TypeAdapter[Any]:
        """Reads and writes the type."""
        if self._adapter is None:
            with _building:
                adapter: TypeAdapter[Any] = TypeAdapter(self.type)
                # Threads must not build one type at once.
                adapter.rebuild()
                self._adapter = adapter
        return self._adapter


@dataclasses.dataclass(frozen=True)
class Param:
    """A parameter."""

    wire: str
    place: str
    """`path`, `query`, `header` or `cookie`."""
    explode: bool = True
    """A list goes as `a=1&a=2` and not as `a=1,2`."""
    format: str = ""
    """The spelling of a time without zone."""
    style: str = ""
    """`json`, or the style of OpenAPI that a list or object is spelt in."""


@dataclasses.dataclass(frozen=True)
class Media:
    """A body that the operation takes."""

    content_type: str
    kind: str
    """`json`, `form`, `multipart`, `text` or `binary`."""
    typed: Typed = dataclasses.field(default_factory=lambda: Typed(Any))


@dataclasses.dataclass(frozen=True)
class Success:
    """What one status hands over."""

    kind: str
    """`nothing`, `text`, `bytes`, `bare`, `data` or `page`."""
    typed: Typed = dataclasses.field(default_factory=lambda: Typed(Any))


@dataclasses.dataclass(frozen=True)
class Limit:
    """A documented rate limit."""

    name: str
    limit: int
    """Requests in one window."""
    window_s: int
    limit_header: str = ""
    remaining_header: str = ""
    reset_header: str = ""


@dataclasses.dataclass(frozen=True)
class PageKeys:
    """Where a paged operation keeps its numbers."""

    number: str
    """Query parameter with the page number, from 1."""
    size: str
    """Query parameter with the page size."""
    items: str
    """Key of the body that holds the items."""
    page: str
    """Key of the body that holds the page object; empty where the numbers stand beside the items."""
    totals: Mapping[str, str]
    """What is carried (`number`, `size`, `items`, `pages`, …) by which key of the page object."""


@dataclasses.dataclass(frozen=True)
class Operation(Generic[T]):
    """One operation of the document; `T` is what a call gives, or an item of its pages."""

    id: str
    method: str
    path: str
    params: tuple[Param, ...] = ()
    body: tuple[Media, ...] = ()
    success: Mapping[int, Success] = dataclasses.field(default_factory=dict)
    failures: Mapping[int, Typed] = dataclasses.field(default_factory=dict)
    security: tuple[str, ...] = ()
    """Schemes of which any one suffices; empty: no credentials are sent."""
    tenant: bool = False
    """The company's header is sent."""
    limit: Limit | None = None
    data: str = "data"
    """The key of the success body that holds the data."""
    page: PageKeys | None = None
    accept: str = "application/json"

    @property
    def idempotent(self) -> bool:
        """May be sent twice without a second effect."""
        return self.method not in ("POST", "PATCH")


@dataclasses.dataclass(frozen=True)
class TokenSource:
    """How a token is got from an operation."""

    operation: Operation[Any]
    asks: tuple[str, ...]
    """Names of the arguments."""
    body: Mapping[str, tuple[str, str]]
    """By key: `asked`, `constant`, `tenant`, `nonce` or `digest`, and of what."""
    token: str
    """JSON pointer of the token in the answer."""
    expires_in: str = ""
    expires_at: str = ""


@dataclasses.dataclass(frozen=True)
class Scheme:
    """A security scheme and the arguments of the client that serve it."""

    wire: str
    kind: str
    """`client_credentials`, `bearer`, `basic` or `key`."""
    args: tuple[str, ...] = ()
    """Beside a ready token: id and secret, name and password, or the key."""
    token: str = ""
    """The argument that takes a ready token."""
    scopes: str = ""
    """The argument that takes scopes."""
    header: str = "authorization"
    place: str = "header"
    """Where a key goes: `header`, `query` or `cookie`."""
    source: TokenSource | None = None
    endpoint: Operation[Any] | None = None
    """The token endpoint of client credentials."""


@dataclasses.dataclass(frozen=True)
class Api:
    """The API that a package speaks."""

    name: str
    user_agent: str
    base_url: str | None
    tenant_header: str | None
    tenant_argument: str
    schemes: tuple[Scheme, ...]
    errors: Mapping[int, type[StatusError]]
