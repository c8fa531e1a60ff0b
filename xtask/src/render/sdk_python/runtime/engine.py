"""Decides how a call goes: proof, pacing, retries, failures; the same for both clients."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from . import decode, retry, token
from .clock import Clock
from .errors import (
    CallTimeoutError,
    InvalidCallError,
    NoConnectionError,
    RosettaError,
    StatusError,
)
from .flow import Flow, Lock, Reply, Send, Sleep
from .operation import Api, Operation
from .pacing import Pacer
from .page import Numbers
from .prepare import Call, Prepared, header, percent, prepare
from .values import Answer, CallOptions


@dataclasses.dataclass(frozen=True)
class Options:
    """What a client decides once and a call may override."""

    timeout: float
    retries: int
    repeat_unsafe: bool
    headers: tuple[tuple[str, str], ...] = dataclasses.field(repr=False)

    def merged(self, call: CallOptions | None) -> Options:
        """With what one call does otherwise."""
        if call is None:
            return self
        return Options(
            timeout=self.timeout if call.timeout is None else call.timeout,
            retries=self.retries if call.retries is None else call.retries,
            repeat_unsafe=(
                self.repeat_unsafe if call.repeat_unsafe is None else call.repeat_unsafe
            ),
            headers=(*self.headers, *(call.headers or {}).items()),
        )


@dataclasses.dataclass(frozen=True, repr=False)
class Setup:
    """What a client was told when it was made."""

    base_url: str | None
    tenant: str | None
    given: dict[str, Any]
    """Credentials, by argument."""
    timeout: float
    retries: int
    repeat_unsafe: bool
    headers: Mapping[str, str] | None
    pacing: bool
    product: str | None


class Engine:
    """Everything that a client holds, apart from its connections."""

    def __init__(self, api: Api, setup: Setup, new_lock: Callable[[], Lock]) -> None:
        self.api = api
        self.clock = Clock()
        self.base_url = _base_url(api, setup.base_url)
        self.tenant = setup.tenant
        product = f"{setup.product} " if setup.product else ""
        self.user_agent = product + api.user_agent
        self.pacer = Pacer() if setup.pacing else None
        headers = tuple((setup.headers or {}).items())
        self.options = Options(setup.timeout, setup.retries, setup.repeat_unsafe, headers)
        made = (
            (scheme.wire, token.authorizer(scheme, setup.given, new_lock))
            for scheme in api.schemes
        )
        self.authorizers = {wire: each for wire, each in made if each is not None}

    def exchange(self, call: Call, stream: bool = False) -> Flow[Reply]:
        """Sends a call with whatever proof its operation asks for; once more on a 401."""
        options = self.options.merged(call.options)
        authorizers = self._authorizers(call.operation)
        if not authorizers:
            return (yield from self.attempts(call, options, (), stream))
        authorizer = authorizers[0]
        proof: token.Proof = yield from authorizer.proof(self)
        also: list[token.Proof] = []
        for other in authorizers[1:]:
            also.append((yield from other.proof(self)))
        try:
            return (yield from self.attempts(call, options, (proof, *also), stream))
        except StatusError as error:
            if error.status != 401 or not (yield from authorizer.refused(proof)):
                raise
        proof = yield from authorizer.proof(self)
        return (yield from self.attempts(call, options, (proof, *also), stream))

    def data(self, call: Call) -> Flow[Any]:
        """The data of a call."""
        reply = yield from self.exchange(call)
        return decode.data(call.operation, reply)

    def answer(self, call: Call) -> Flow[Answer[Any]]:
        """The data of a call with everything that came with it."""
        reply = yield from self.exchange(call)
        return self._answer(call, reply, decode.data(call.operation, reply))

    def page(self, call: Call) -> Flow[tuple[list[Any], Numbers, Answer[Any]]]:
        """The items of a page, its numbers, and everything that came with them."""
        reply = yield from self.exchange(call)
        items: list[Any] = decode.data(call.operation, reply)
        asked = dict(prepare(call, self.base_url).query)
        numbers = decode.numbers(call.operation, reply, len(items), asked)
        return items, numbers, self._answer(call, reply, items)

    def _answer(self, call: Call, reply: Reply, data: Any) -> Answer[Any]:
        return Answer(
            data=data,
            status=reply.status,
            headers=reply.headers,
            request_id=reply.headers.get("x-request-id"),
            rate_limit=decode.rate_limit(call.operation, reply.headers),
            body=reply.body,
        )

    def _authorizers(self, operation: Operation[Any]) -> list[token.Authorizer]:
        """Those of the first scheme that is held; joined by ` + ` are proven together."""
        for schemes in operation.security:
            held = [self.authorizers.get(scheme) for scheme in schemes.split(" + ")]
            found = [each for each in held if each is not None]
            if len(found) == len(held):
                return found
        return []

    def attempts(
        self,
        call: Call,
        options: Options,
        proofs: tuple[token.Proof, ...],
        stream: bool = False,
    ) -> Flow[Reply]:
        """Sends a call until it is answered, or may not be sent again."""
        operation = call.operation
        prepared = prepare(call, self.base_url)
        send = self._send(prepared, options, proofs, stream)
        safe = operation.idempotent or options.repeat_unsafe
        retries = options.retries if prepared.body.repeatable else 0
        attempt = 0
        while True:
            if self.pacer is not None:
                ahead = self.pacer.reserve(operation.limit, self.clock.now())
                if ahead > 0:
                    yield Sleep(ahead)
            ending: int | retry.Fault
            after: float | None = None
            error: RosettaError
            try:
                reply: Reply = yield send
            except retry.Missed as missed:
                ending = missed.fault
                error = _no_answer(operation.id, missed, options.timeout)
                error.__cause__ = missed.__cause__
            else:
                if 200 <= reply.status < 300:
                    return reply
                ending = reply.status
                error = decode.status_error(self.api, operation, reply, self.clock.now())
                after = error.retry_after
            wait = retry.wait(attempt, retries, safe, ending, after, random.random())
            if wait is None:
                raise error
            yield Sleep(wait)
            attempt += 1

    def _send(
        self,
        prepared: Prepared,
        options: Options,
        proofs: tuple[token.Proof, ...],
        stream: bool,
    ) -> Send:
        operation = prepared.operation
        pairs = [("accept", operation.accept), ("user-agent", self.user_agent)]
        if operation.tenant and self.api.tenant_header and self.tenant is not None:
            pairs.append((self.api.tenant_header, self.tenant))
        cookies = [text for name, text in prepared.headers if name == "cookie"]
        url = prepared.url
        for proof in proofs:
            key = proof.value.get_secret_value()
            if proof.place == "query":
                url += f"{'&' if '?' in url else '?'}{percent(proof.header)}={percent(key)}"
            elif proof.place == "cookie":
                cookies.insert(0, f"{proof.header}={key}")
            else:
                pairs.append((proof.header, key))
        pairs += [*prepared.headers, *options.headers]
        if cookies:
            pairs.append(("cookie", "; ".join(cookies)))
        # The last of a name wins.
        headers = {name.lower(): header(operation.id, name, value) for name, value in pairs}
        return Send(
            operation=operation.id,
            method=operation.method,
            url=url,
            headers=list(headers.values()),
            body=prepared.body,
            timeout=options.timeout,
            stream=stream,
        )


def _no_answer(operation: str, missed: retry.Missed, timeout: float) -> RosettaError:
    if missed.fault is retry.Fault.TIMEOUT:
        return CallTimeoutError(operation, f"no answer within {timeout:g} s")
    if missed.fault is retry.Fault.UNSENDABLE:
        return InvalidCallError(operation, missed.message)
    return NoConnectionError(operation, missed.message)


def _base_url(api: Api, given: str | None) -> str:
    url = given or api.base_url
    if url is None:
        raise InvalidCallError("client", "base_url must be given: this API has no common host")
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        whole = False
    if not whole or "{" in url or parts.query or parts.fragment:
        raise InvalidCallError("client", "base_url is no whole URL")
    return url
