"""The small values that calls are made of and that answers hold."""

from __future__ import annotations

import dataclasses
import enum
import mimetypes
import os
from collections.abc import Mapping
from typing import BinaryIO, Final, Generic, TypeVar

import httpx

T = TypeVar("T")
U = TypeVar("U")


class Unset(enum.Enum):
    """The type of `UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Stands for an argument that was not given, where None would mean null."""


@dataclasses.dataclass(frozen=True)
class CallOptions:
    """What one call does otherwise than its client; None leaves it as it is."""

    timeout: float | None = None
    """Seconds that one attempt may take."""
    retries: int | None = None
    """Further attempts after the first."""
    repeat_unsafe: bool | None = None
    """Allows repeating a call although it may have been processed already."""
    headers: Mapping[str, str] | None = None
    """Sent as well, or in place of what would be sent anyway."""

    def __repr__(self) -> str:
        names = sorted(self.headers or {})
        return (
            f"CallOptions(timeout={self.timeout!r}, retries={self.retries!r}, "
            f"repeat_unsafe={self.repeat_unsafe!r}, headers={names!r})"
        )


@dataclasses.dataclass(frozen=True)
class RateLimit:
    """The state of a rate limit after a call."""

    limit: int
    """Requests in one window."""
    remaining: int
    """What is left of them."""
    reset: int
    """Unix second at which all of them are back."""


@dataclasses.dataclass(frozen=True, repr=False)
class Answer(Generic[T]):
    """The data of an answer and everything that came with it."""

    data: T
    """The data with the envelope taken off."""
    status: int
    """The HTTP status."""
    headers: httpx.Headers
    """All headers."""
    request_id: str | None
    """`X-Request-Id`."""
    rate_limit: RateLimit | None
    """What the documented rate limit says after this call."""
    body: bytes
    """The body as it came."""

    def with_data(self, data: U) -> Answer[U]:
        """The same answer, read as something else."""
        return Answer(
            data, self.status, self.headers, self.request_id, self.rate_limit, self.body
        )

    def __repr__(self) -> str:
        return f"Answer(status={self.status}, request_id={self.request_id!r}, data={self.data!r})"


class Upload:
    """A file to send: from memory, from disk, or from an open file; the last two are streamed."""

    __slots__ = ("content_type", "file_name", "source", "start")

    def __init__(
        self,
        file_name: str,
        source: bytes | os.PathLike[str] | BinaryIO,
        content_type: str | None = None,
    ) -> None:
        self.file_name = file_name
        self.source = source
        guessed = mimetypes.guess_type(file_name)[0]
        self.content_type = content_type or guessed or "application/octet-stream"
        self.start: int | None = None
        if not isinstance(source, (bytes, os.PathLike)) and source.seekable():
            self.start = source.tell()

    @classmethod
    def from_bytes(cls, file_name: str, data: bytes, content_type: str | None = None) -> Upload:
        """A file from memory."""
        return cls(file_name, data, content_type)

    @classmethod
    def from_path(cls, path: str | os.PathLike[str], content_type: str | None = None) -> Upload:
        """A file on disk, named by the last part of its path and opened when the call is sent."""
        return cls(os.path.basename(path), _Path(os.fspath(path)), content_type)

    @classmethod
    def from_file(
        cls, file: BinaryIO, file_name: str, content_type: str | None = None
    ) -> Upload:
        """An open file, read from where it stands; only one that can seek is sent again."""
        return cls(file_name, file, content_type)

    @property
    def repeatable(self) -> bool:
        """The file can be sent a second time."""
        return isinstance(self.source, (bytes, os.PathLike)) or self.start is not None

    def __repr__(self) -> str:
        return f"Upload({self.file_name!r}, {self.content_type!r})"


class _Path(os.PathLike[str]):
    """A path without the weight of pathlib."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return self.path
