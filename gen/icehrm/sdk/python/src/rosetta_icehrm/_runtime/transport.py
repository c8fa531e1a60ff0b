"""What both drivers share on the way to httpx: the request, and what its faults mean."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO

import httpx

from .flow import Send
from .prepare import Body
from .retry import Fault, Missed
from .values import Upload

CONNECT_TIMEOUT_S = 10.0
CHUNK = 65536


class FileStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A file as a whole body, read piece by piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._file.read(CHUNK):
            yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk


def request(
    client: httpx.Client | httpx.AsyncClient, send: Send, files: contextlib.ExitStack
) -> httpx.Request:
    """The request as httpx wants it; files are opened and stay so until `files` closes."""
    timeout = httpx.Timeout(send.timeout, connect=min(send.timeout, CONNECT_TIMEOUT_S))
    headers = list(send.headers)
    body: Body = send.body
    try:
        if body.parts is not None:
            parts = [(name, _part(value, files)) for name, value in body.parts]
            return client.build_request(
                send.method, send.url, headers=headers, files=parts, timeout=timeout
            )
        if body.content_type is not None:
            headers.append((b"content-type", body.content_type.encode("ascii")))
        content: bytes | FileStream | None = None
        if isinstance(body.content, Upload):
            file = _opened(body.content, files)
            content = FileStream(file)
            headers.append((b"content-length", str(_size(file)).encode()))
        elif body.content_type is not None:
            content = body.content
        return client.build_request(
            send.method, send.url, headers=headers, content=content, timeout=timeout
        )
    except OSError as error:
        raise Missed(Fault.UNSENDABLE, "the file cannot be read") from error
    except (httpx.InvalidURL, UnicodeError):
        raise Missed(Fault.UNSENDABLE, "the URL cannot be sent") from None


def _part(
    value: str | Upload, files: contextlib.ExitStack
) -> tuple[str | None, bytes | BinaryIO, str | None]:
    if isinstance(value, str):
        return None, value.encode(), None
    return value.file_name, _opened(value, files), value.content_type


def _opened(upload: Upload, files: contextlib.ExitStack) -> BinaryIO:
    source = upload.source
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, os.PathLike):
        return files.enter_context(open(source, "rb"))
    if upload.start is not None:
        source.seek(upload.start)
    return source


def _size(file: BinaryIO) -> int:
    here = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(here)
    return end - here


def missed(error: Exception) -> Missed:
    """What a fault of httpx means for the call; values of the caller are left out."""
    if isinstance(error, Missed):
        return error
    if isinstance(error, OSError) and not isinstance(error, (ConnectionError, TimeoutError)):
        return _because(error, Fault.UNSENDABLE, "the file cannot be read")
    if isinstance(error, (httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL)):
        return Missed(Fault.UNSENDABLE, "the request cannot be sent")
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return _because(error, Fault.UNSENT, str(error) or "refused")
    if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return _because(error, Fault.UNSENT, "no connection in time")
    if isinstance(error, httpx.TimeoutException):
        return _because(error, Fault.TIMEOUT, "no answer in time")
    return _because(error, Fault.BROKEN, str(error) or type(error).__name__)


def _because(error: Exception, fault: Fault, message: str) -> Missed:
    found = Missed(fault, message)
    found.__cause__ = error
    return found
