"""The client that blocks: a driver for flows, and what its methods are made of."""

from __future__ import annotations

import contextlib
import copy
import os
import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, TypeVar, cast

import httpx
from typing_extensions import ParamSpec, Self

from . import transport
from .engine import Engine, Setup
from .errors import InvalidCallError, NoConnectionError
from .flow import Acquire, Flow, Reply, Send, Sleep
from .operation import Api, Operation
from .page import Page
from .prepare import Call
from .retry import Fault, Missed
from .values import UNSET, Answer, CallOptions

P = ParamSpec("P")
T = TypeVar("T")


class BaseClient:
    """What every blocking client can do."""

    def __init__(
        self,
        api: Api,
        setup: Setup,
        http_client: httpx.Client | None,
        transport: httpx.BaseTransport | None,
        proxy: str | httpx.Proxy | None,
    ) -> None:
        self._engine = Engine(api, setup, threading.Lock)
        self._owned = http_client is None
        # Redirects are not followed: they could carry a credential to another host.
        self._http = http_client or httpx.Client(transport=transport, proxy=proxy)
        self._mode = "data"

    def close(self) -> None:
        """Closes the connections, unless they are those of an httpx client of the caller."""
        if self._owned:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._engine.base_url!r})"

    def raw(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Answer[T]:
        """Calls a method of this client and keeps status, headers and raw body beside the data."""
        return cast("Answer[T]", self._view("raw", method)(*args, **kwargs))

    def stream(
        self, method: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs
    ) -> contextlib.AbstractContextManager[Streamed]:
        """Calls a method of this client and gives its body piece by piece, unread."""
        made = self._view("stream", method)(*args, **kwargs)
        return cast("contextlib.AbstractContextManager[Streamed]", made)

    def _view(self, mode: str, method: Callable[..., object]) -> Callable[..., object]:
        name = getattr(method, "__name__", "")
        if getattr(method, "__self__", None) is not self or not hasattr(type(self), name):
            raise InvalidCallError("client", "not a method of this client")
        view = copy.copy(self)
        view._mode = mode
        return cast("Callable[..., object]", getattr(view, name))

    def _run(
        self,
        operation: Operation[T],
        values: tuple[Any, ...],
        body: Any = UNSET,
        options: CallOptions | None = None,
    ) -> T:
        call = Call(operation, values, body, options)
        if self._mode == "raw":
            return cast("T", self._drive(self._engine.answer(call)))
        if self._mode == "stream":
            return cast("T", self._stream(call))
        return cast("T", self._drive(self._engine.data(call)))

    def _page(
        self,
        operation: Operation[T],
        values: tuple[Any, ...],
        body: Any = UNSET,
        options: CallOptions | None = None,
    ) -> Page[T]:
        call = Call(operation, values, body, options)
        if self._mode == "stream":
            return cast("Page[T]", self._stream(call))
        page, answer = self._fetch(call)
        return cast("Page[T]", answer) if self._mode == "raw" else page

    def _fetch(self, call: Call) -> tuple[Page[Any], Answer[Any]]:
        items, numbers, answer = self._drive(self._engine.page(call))

        def fetch(number: int) -> Page[Any]:
            return self._fetch(Call(call.operation, call.values, call.body, call.options, number))[0]

        page: Page[Any] = Page(items, numbers, fetch)
        return page, answer.with_data(page)

    @contextlib.contextmanager
    def _stream(self, call: Call) -> Iterator[Streamed]:
        reply = self._drive(self._engine.exchange(call, stream=True))
        streamed = Streamed(call.operation.id, reply)
        try:
            yield streamed
        finally:
            streamed.close()

    def _drive(self, flow: Flow[T]) -> T:
        """Does what a flow asks for until it ends."""
        try:
            effect = next(flow)
            while True:
                try:
                    result = self._perform(effect)
                except BaseException as error:
                    effect = flow.throw(error)
                else:
                    effect = flow.send(result)
        except StopIteration as end:
            return cast("T", end.value)

    def _perform(self, effect: Send | Sleep | Acquire) -> Reply | None:
        if isinstance(effect, Send):
            return self._send(effect)
        if isinstance(effect, Sleep):
            self._engine.clock.sleep(effect.seconds)
        else:
            effect.lock.acquire()
        return None

    def _send(self, send: Send) -> Reply:
        deadline = time.monotonic() + send.timeout
        try:
            with contextlib.ExitStack() as files:
                request = transport.request(self._http, send, files)
                response = self._http.send(
                    request, stream=True, auth=None, follow_redirects=False
                )
                if send.stream and response.is_success:
                    return Reply(response.status_code, response.headers, b"", response)
                with contextlib.closing(response):
                    body = bytearray()
                    for piece in response.iter_bytes():
                        body += piece
                        if time.monotonic() > deadline:
                            raise Missed(Fault.TIMEOUT, "no whole answer in time")
                return Reply(response.status_code, response.headers, bytes(body))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise transport.missed(error) from error.__cause__


class Streamed:
    """A body under way."""

    def __init__(self, operation: str, reply: Reply) -> None:
        self._operation = operation
        self._response = reply.response
        self.status = reply.status
        """The HTTP status."""
        self.headers = reply.headers
        """All headers."""

    def __iter__(self) -> Iterator[bytes]:
        """Piece by piece. Raises NoConnectionError when the connection breaks."""
        if self._response is None:
            return
        try:
            yield from self._response.iter_bytes()
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise NoConnectionError(self._operation, "the body broke off") from error

    def save(self, path: str | os.PathLike[str]) -> int:
        """Writes the body to a file; the number of bytes."""
        size = 0
        with open(path, "wb") as file:
            for piece in self:
                size += file.write(piece)
        return size

    def close(self) -> None:
        """Gives the connection back; what is unread is lost."""
        if self._response is not None:
            self._response.close()
