"""Whether an event that was posted is genuine: Standard Webhooks, with a replay window."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import SecretStr

from . import json_text
from .clock import Clock


class WebhookError(ValueError):
    """The event is not genuine, or too old; it must not be acted on."""


@dataclasses.dataclass(frozen=True)
class Scheme:
    """How the API signs what it posts."""

    id: str
    """Header names, in lower case."""
    timestamp: str
    signature: str
    secret_prefix: str
    tolerance_s: int


class Verifier:
    """Verifies events. Several secrets are valid at once, so that one can be exchanged."""

    def __init__(
        self,
        scheme: Scheme,
        secrets: str | SecretStr | Sequence[str | SecretStr],
        tolerance_s: int | None = None,
    ) -> None:
        given = [secrets] if isinstance(secrets, (str, SecretStr)) else list(secrets)
        if not given:
            raise WebhookError("no secret")
        self._scheme = scheme
        self._keys = [_Key(scheme, secret) for secret in given]
        self._tolerance_s = scheme.tolerance_s if tolerance_s is None else tolerance_s
        self._clock = Clock()

    def verify(self, body: bytes | str, headers: Mapping[str, str]) -> Any:
        """Gives the parsed event. Raises WebhookError where it is not genuine.

        `body` is what was received, byte for byte: not what a framework parsed and printed anew.
        """
        raw = body.encode() if isinstance(body, str) else body
        lower = {name.lower(): value for name, value in headers.items()}
        parts = [
            lower.get(name, "")
            for name in (self._scheme.id, self._scheme.timestamp, self._scheme.signature)
        ]
        if not all(parts):
            raise WebhookError("a header of the signature is missing")
        event, timestamp, signatures = parts
        if not (timestamp.isascii() and timestamp.isdigit()):
            raise WebhookError("the timestamp is no number")
        if abs(self._clock.now() - int(timestamp[:15])) > self._tolerance_s:
            raise WebhookError("the timestamp is too far from now")
        signed = b".".join([event.encode(), timestamp.encode(), raw])
        if not any(key.signed(signed, signatures) for key in self._keys):
            raise WebhookError("the signature is not ours")
        try:
            return json_text.read(raw)
        except ValueError:
            raise WebhookError("the body is no JSON") from None

    def __repr__(self) -> str:
        return f"Verifier({len(self._keys)} secrets)"


class _Key:
    """The bytes of a secret, hidden."""

    __slots__ = ("_bytes",)

    def __init__(self, scheme: Scheme, secret: str | SecretStr) -> None:
        text = secret.get_secret_value() if isinstance(secret, SecretStr) else secret
        text = text.removeprefix(scheme.secret_prefix)
        try:
            self._bytes = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise WebhookError("a secret is no base64") from None
        if not self._bytes:
            raise WebhookError("a secret is empty")

    def signed(self, message: bytes, signatures: str) -> bool:
        """One of the signatures of version 1 is that of this secret."""
        digest = hmac.new(self._bytes, message, hashlib.sha256).digest()
        wanted = base64.b64encode(digest)
        found = False
        for signature in signatures.split():
            version, _, text = signature.partition(",")
            if version == "v1":
                found |= hmac.compare_digest(text.encode(), wanted)
        return found
