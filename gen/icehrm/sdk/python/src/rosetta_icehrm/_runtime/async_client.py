"""The client that awaits: a driver for flows, and what its methods are made of."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import Any, TypeVar, cast

import httpx
from typing_extensions import ParamSpec, Self

from . import transport
from .engine import Engine, Setup
from .errors import InvalidCallError, NoConnectionError
from .flow import Acquire, Flow, Reply, Send, Sleep
from .operation import Api, Operation
from .page import AsyncPage, AsyncPager
from .prepare import Call
from .retry import Fault, Missed
from .values import UNSET, Answer, CallOptions

P = ParamSpec("P")
T = TypeVar("T")


class BaseAsyncClient:
    """What every awaiting client can do."""

    def __init__(
        self,
        api: Api,
        setup: Setup,
        http_client: httpx.AsyncClient | None,
        transport: httpx.AsyncBaseTransport | None,
        proxy: str | httpx.Proxy | None,
    ) -> None:
        self._engine = Engine(api, setup, asyncio.Lock)
        self._owned = http_client is None
        # Redirects are not followed: they could carry a credential to another host.
        self._http = http_client or httpx.AsyncClient(transport=transport, proxy=proxy)
        self._mode = "data"

    async def aclose(self) -> None:
        """Closes the connections, unless they are those of an httpx client of the caller."""
        if self._owned:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._engine.base_url!r})"

    async def raw(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Answer[T]:
        """Calls a method of this client and keeps status, headers and raw body beside the data."""
        return cast("Answer[T]", await self._view("raw", method)(*args, **kwargs))

    @contextlib.asynccontextmanager
    async def stream(
        self, method: Callable[P, Awaitable[object]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncIterator[AsyncStreamed]:
        """Calls a method of this client and gives its body piece by piece, unread."""
        made = await self._view("stream", method)(*args, **kwargs)
        streamed = cast("AsyncStreamed", made)
        try:
            yield streamed
        finally:
            await streamed.aclose()

    def _view(
        self, mode: str, method: Callable[..., Awaitable[object]]
    ) -> Callable[..., Awaitable[object]]:
        name = getattr(method, "__name__", "")
        if getattr(method, "__self__", None) is not self or not hasattr(type(self), name):
            raise InvalidCallError("client", "not a method of this client")
        view = copy.copy(self)
        view._mode = mode
        return cast("Callable[..., Awaitable[object]]", getattr(view, name))

    async def _run(
        self,
        operation: Operation[T],
        values: tuple[Any, ...],
        body: Any = UNSET,
        options: CallOptions | None = None,
    ) -> T:
        call = Call(operation, values, body, options)
        if self._mode == "raw":
            return cast("T", await self._drive(self._engine.answer(call)))
        if self._mode == "stream":
            return cast("T", await self._stream(call))
        return cast("T", await self._drive(self._engine.data(call)))

    def _page(
        self,
        operation: Operation[T],
        values: tuple[Any, ...],
        body: Any = UNSET,
        options: CallOptions | None = None,
    ) -> AsyncPager[T]:
        call = Call(operation, values, body, options)

        async def first() -> AsyncPage[T]:
            if self._mode == "stream":
                return cast("AsyncPage[T]", await self._stream(call))
            page, answer = await self._fetch(call)
            return cast("AsyncPage[T]", answer) if self._mode == "raw" else page

        return AsyncPager(first)

    async def _fetch(self, call: Call) -> tuple[AsyncPage[Any], Answer[Any]]:
        items, numbers, answer = await self._drive(self._engine.page(call))

        async def fetch(number: int) -> AsyncPage[Any]:
            again = Call(call.operation, call.values, call.body, call.options, number)
            return (await self._fetch(again))[0]

        page: AsyncPage[Any] = AsyncPage(items, numbers, fetch)
        return page, answer.with_data(page)

    async def _stream(self, call: Call) -> AsyncStreamed:
        reply = await self._drive(self._engine.exchange(call, stream=True))
        return AsyncStreamed(call.operation.id, reply)

    async def _drive(self, flow: Flow[T]) -> T:
        """Does what a flow asks for until it ends."""
        try:
            effect = next(flow)
            while True:
                try:
                    result = await self._perform(effect)
                except BaseException as error:
                    effect = flow.throw(error)
                else:
                    effect = flow.send(result)
        except StopIteration as end:
            return cast("T", end.value)

    async def _perform(self, effect: Send | Sleep | Acquire) -> Reply | None:
        if isinstance(effect, Send):
            return await self._send(effect)
        if isinstance(effect, Sleep):
            await self._engine.clock.sleep_async(effect.seconds)
        else:
            await effect.lock.acquire()
        return None

    async def _send(self, send: Send) -> Reply:
        try:
            return await asyncio.wait_for(self._exchange(send), send.timeout)
        except asyncio.TimeoutError as error:
            raise Missed(Fault.TIMEOUT, "no whole answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise transport.missed(error) from error.__cause__

    async def _exchange(self, send: Send) -> Reply:
        with contextlib.ExitStack() as files:
            request = transport.request(self._http, send, files)
            response = await self._http.send(
                request, stream=True, auth=None, follow_redirects=False
            )
            if send.stream and response.is_success:
                return Reply(response.status_code, response.headers, b"", response)
            try:
                body = await response.aread()
            finally:
                await response.aclose()
            return Reply(response.status_code, response.headers, body)


class AsyncStreamed:
    """A body under way."""

    def __init__(self, operation: str, reply: Reply) -> None:
        self._operation = operation
        self._response = reply.response
        self.status = reply.status
        """The HTTP status."""
        self.headers = reply.headers
        """All headers."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Piece by piece. Raises NoConnectionError when the connection breaks."""
        if self._response is None:
            return
        try:
            async for piece in self._response.aiter_bytes():
                yield piece
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise NoConnectionError(self._operation, "the body broke off") from error

    async def save(self, path: str | os.PathLike[str]) -> int:
        """Writes the body to a file; the number of bytes."""
        size = 0
        with open(path, "wb") as file:
            async for piece in self:
                size += file.write(piece)
        return size

    async def aclose(self) -> None:
        """Gives the connection back; what is unread is lost."""
        if self._response is not None:
            await self._response.aclose()
