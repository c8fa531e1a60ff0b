"""How a call proves who it is: fixed headers, and tokens that are fetched, kept and renewed."""

from __future__ import annotations

import base64
import copy
import dataclasses
import datetime
import hashlib
import secrets
import string
import urllib.parse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from . import json_text
from .errors import DecodeError, InvalidCallError, RosettaError
from .flow import Acquire, Flow, Lock
from .operation import Operation, TokenSource
from .prepare import Body, Call

if TYPE_CHECKING:
    from .engine import Engine

MARGIN_S = 60.0
"""A token is renewed this long before it ends, or a tenth of its life where that is less."""
_NONCE = string.ascii_letters + string.digits


@dataclasses.dataclass(frozen=True)
class Proof:
    """A header that proves who calls."""

    header: str
    value: SecretStr
    issue: int = 0
    """Counts tokens, so that one refusal drops one token only."""
    fresh: bool = True
    """Fetched for this very call: a refusal of it is final."""
    place: str = "header"
    """`header`, or where a key of that name goes: `query` or `cookie`."""


class Authorizer(Protocol):
    """Gives the proof for a scheme."""

    def proof(self, engine: Engine) -> Flow[Proof]:
        """The header for the next request; may fetch a token first."""

    def refused(self, proof: Proof) -> Flow[bool]:
        """The server refused it. True when another one is worth a try."""


class Fixed:
    """A token or key that the caller holds already."""

    def __init__(self, header: str, value: str, place: str = "header") -> None:
        self._proof = Proof(header, SecretStr(value), place=place)

    def proof(self, engine: Engine) -> Flow[Proof]:
        """Always the same."""
        return self._proof
        yield

    def refused(self, proof: Proof) -> Flow[bool]:
        """There is no other."""
        return False
        yield


def bearer(token: str) -> Fixed:
    """`Authorization: Bearer …`"""
    return Fixed("authorization", f"Bearer {token}")


def basic(user: str, password: str) -> Fixed:
    """`Authorization: Basic …`"""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return Fixed("authorization", f"Basic {pair}")


@dataclasses.dataclass(frozen=True)
class Issued:
    """A token and when it is to be renewed."""

    secret: SecretStr
    renew_at: float | None


class Fetched:
    """A token that is fetched once for all who need it, kept, and renewed before it ends."""

    def __init__(self, fetch: Callable[[Engine], Flow[Issued]], lock: Lock) -> None:
        self._fetch = fetch
        # Holding it while fetching makes the flight single.
        self._lock = lock
        self._token: Issued | None = None
        self._issues = 0
        # Fetches that have ended, and how the last one failed.
        self._ended = 0
        self._failure: RosettaError | None = None

    def proof(self, engine: Engine) -> Flow[Proof]:
        """The kept token, or a new one."""
        seen = self._ended
        yield Acquire(self._lock)
        try:
            token, fresh = self._token, False
            due = token is not None and token.renew_at is not None
            if token is None or (due and engine.clock.now() >= (token.renew_at or 0.0)):
                if self._failure is not None and self._ended != seen:
                    # Failed while this one waited: it would fail the same way.
                    raise copy.copy(self._failure)
                token, fresh = (yield from self._renew(engine)), True
            value = SecretStr(f"Bearer {token.secret.get_secret_value()}")
            return Proof("authorization", value, self._issues, fresh)
        finally:
            self._lock.release()

    def _renew(self, engine: Engine) -> Flow[Issued]:
        try:
            token = yield from self._fetch(engine)
        except RosettaError as error:
            self._failure = error
            self._ended += 1
            raise
        self._token, self._failure = token, None
        self._ended += 1
        self._issues += 1
        return token

    def refused(self, proof: Proof) -> Flow[bool]:
        """Drops the token, if it is still that one."""
        yield Acquire(self._lock)
        try:
            if self._issues == proof.issue:
                self._token = None
            return not proof.fresh
        finally:
            self._lock.release()


def client_credentials(
    endpoint: Operation[Any], client_id: str, secret: SecretStr, scopes: tuple[str, ...]
) -> Callable[[Engine], Flow[Issued]]:
    """OAuth 2.0 client credentials, id and secret in the body."""

    def fetch(engine: Engine) -> Flow[Issued]:
        form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret.get_secret_value(),
        }
        if scopes:
            form["scope"] = " ".join(scopes)
        content = urllib.parse.urlencode(form).encode()
        body = Body("application/x-www-form-urlencoded", content)
        source = TokenSource(endpoint, (), {}, "/access_token", expires_in="/expires_in")
        return (yield from _ask(engine, source, body))

    return fetch


def login(source: TokenSource, given: tuple[SecretStr, ...]) -> Callable[[Engine], Flow[Issued]]:
    """A login operation of the API."""
    asked = dict(zip(source.asks, given))

    def fetch(engine: Engine) -> Flow[Issued]:
        nonce = "".join(secrets.choice(_NONCE) for _ in range(32))
        fields: dict[str, str] = {}
        for key, (part, of) in source.body.items():
            fields[key] = _part(engine, part, of, asked, nonce)
        body = Body("application/json", json_text.write(fields).encode())
        return (yield from _ask(engine, source, body))

    return fetch


def _part(engine: Engine, part: str, of: str, asked: dict[str, SecretStr], nonce: str) -> str:
    if part == "asked":
        return asked[of].get_secret_value()
    if part == "nonce":
        return nonce
    if part == "digest":
        return hashlib.sha512((nonce + asked[of].get_secret_value()).encode()).hexdigest()
    if part == "tenant":
        return engine.tenant or ""
    return of


def _ask(engine: Engine, source: TokenSource, body: Body) -> Flow[Issued]:
    """Through the engine, so that it is retried, paced and watched like any other call."""
    operation = source.operation
    asked = engine.clock.now()
    # Asking twice for a token does no harm.
    options = dataclasses.replace(engine.options, repeat_unsafe=True)
    # A public operation takes the company's header as a parameter.
    company = (engine.api.tenant_header or "").lower()
    values = tuple(
        engine.tenant if param.place == "header" and param.wire.lower() == company else None
        for param in operation.params
    )
    reply = yield from engine.attempts(Call(operation, values, body), options, ())
    try:
        answer = json_text.read(reply.body)
    except ValueError:
        raise DecodeError(operation.id, "the token answer is no JSON") from None
    token = pointed(answer, source.token)
    if not isinstance(token, str) or not token:
        raise DecodeError(operation.id, "the answer holds no token")
    life = _life(answer, source, asked)
    renew_at = None if life is None else asked + life - min(MARGIN_S, life / 10)
    return Issued(SecretStr(token), renew_at)


def _life(answer: Any, source: TokenSource, now: float) -> float | None:
    try:
        if source.expires_in and (life := pointed(answer, source.expires_in)) is not None:
            return max(float(life), 0.0)
        if source.expires_at and (end := pointed(answer, source.expires_at)) is not None:
            moment = datetime.datetime.fromisoformat(end).replace(tzinfo=datetime.timezone.utc)
            return max(moment.timestamp() - now, 0.0)
    except (TypeError, ValueError):
        pass
    return None


def pointed(value: Any, pointer: str) -> Any:
    """What stands at a JSON pointer; None where nothing does."""
    for word in pointer.split("/")[1:]:
        word = word.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(word)
        elif isinstance(value, list) and word.isdigit() and int(word) < len(value):
            value = value[int(word)]
        else:
            return None
    return value


def authorizer(
    scheme: Any, given: dict[str, Any], new_lock: Callable[[], Lock]
) -> Authorizer | None:
    """The authorizer of a scheme from the client's arguments; None where it was given nothing."""
    values = [given.get(name) for name in scheme.args]
    token = given.get(scheme.token) if scheme.token else None
    if any(value is not None for value in values):
        missing = [name for name, value in zip(scheme.args, values) if value is None]
        if not missing:
            return _made(scheme, values, tuple(given.get(scheme.scopes) or ()), new_lock)
        if token is None:
            raise InvalidCallError("client", f"{' and '.join(missing)} must be given as well")
    return None if token is None else bearer(plain(token))


def _made(
    scheme: Any, values: list[Any], scopes: tuple[str, ...], new_lock: Callable[[], Lock]
) -> Authorizer:
    hidden = tuple(SecretStr(plain(value)) for value in values)
    if scheme.kind == "key":
        return Fixed(scheme.header, plain(values[0]), scheme.place)
    if scheme.kind == "basic":
        return basic(plain(values[0]), plain(values[1]))
    if scheme.kind == "client_credentials":
        fetch = client_credentials(scheme.endpoint, plain(values[0]), hidden[1], scopes)
        return Fetched(fetch, new_lock())
    return Fetched(login(scheme.source, hidden), new_lock())


def plain(value: str | SecretStr) -> str:
    """A secret as text."""
    return value.get_secret_value() if isinstance(value, SecretStr) else value
