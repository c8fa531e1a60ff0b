"""Every way in which a call can end badly, apart enough to act on; none shows a secret."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import httpx


class RosettaError(Exception):
    """Why a call gave no data."""

    def __init__(self, operation: str, message: str) -> None:
        super().__init__(operation, message)
        self.operation = operation
        """The operationId."""
        self.message: str | None = message
        """One sentence."""

    def __str__(self) -> str:
        return f"{self.operation}: {self.message}"


class InvalidCallError(RosettaError, ValueError):
    """The call could not be built: a bad argument or header, an unreadable file, a bad URL."""


class NoConnectionError(RosettaError, ConnectionError):
    """The server could not be reached, or the connection broke."""

    def __str__(self) -> str:
        return f"{self.operation}: no connection: {self.message}"


class CallTimeoutError(RosettaError, TimeoutError):
    """No complete answer came in time."""


class DecodeError(RosettaError):
    """The answer is a success whose body does not fit its documented type."""

    def __str__(self) -> str:
        return f"{self.operation}: unexpected answer: {self.message}"


@dataclasses.dataclass(frozen=True, repr=False)
class Refusal:
    """A failed answer, taken apart."""

    operation: str
    status: int
    failure: Any
    message: str | None
    field_errors: Mapping[str, list[str]]
    request_id: str | None
    retry_after: float | None
    headers: httpx.Headers
    body: bytes

    def __repr__(self) -> str:
        return f"Refusal({self.operation!r}, {self.status})"


class StatusError(RosettaError):
    """The server answered with a status other than 2xx."""

    failure: Any
    """The typed body; None where it is not the documented one."""

    def __init__(self, refusal: Refusal) -> None:
        super(RosettaError, self).__init__(refusal)
        self.operation = refusal.operation
        self.status = refusal.status
        """The HTTP status."""
        self.failure = refusal.failure
        self.message = refusal.message
        """The sentence meant for people, where the body has one."""
        self.field_errors = refusal.field_errors
        """What is wrong, by field, where the body says so."""
        self.request_id = refusal.request_id
        """`X-Request-Id`: quote it when asking the operator."""
        self.retry_after = refusal.retry_after
        """Seconds that the server asks to wait."""
        self.headers = refusal.headers
        """All headers of the answer."""
        self.body = refusal.body
        """The body as it came."""

    def __str__(self) -> str:
        text = f"{self.operation}: {self.status}"
        if self.message:
            text += f": {self.message}"
        return f"{text} (request {self.request_id})" if self.request_id else text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r}, {len(self.body)} bytes)"
