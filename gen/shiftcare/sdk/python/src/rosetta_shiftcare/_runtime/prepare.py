"""From the arguments of a method to a request: path, query, headers and body."""

from __future__ import annotations

import dataclasses
import re
import urllib.parse
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from . import json_text
from .errors import InvalidCallError
from .model import LOCAL
from .operation import Media, Operation, Param
from .styled import styled
from .values import UNSET, CallOptions, Upload

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r"[\t\x20-\x7e]*")


@dataclasses.dataclass(frozen=True, repr=False)
class Body:
    """What a request carries: bytes or a file of one media type, or the parts of a form."""

    content_type: str | None = None
    content: bytes | Upload = b""
    parts: tuple[tuple[str, str | Upload], ...] | None = None

    @property
    def repeatable(self) -> bool:
        """The body can be sent a second time."""
        values = [self.content, *(value for _, value in self.parts or ())]
        return all(value.repeatable for value in values if isinstance(value, Upload))


@dataclasses.dataclass(frozen=True, repr=False)
class Call:
    """One call to one operation, as its method was given it."""

    operation: Operation[Any]
    values: tuple[Any, ...] = ()
    """By parameter of the operation; None is not sent."""
    body: Any = UNSET
    options: CallOptions | None = None
    page: int | None = None
    """Asks for this page instead."""


@dataclasses.dataclass(frozen=True, repr=False)
class Prepared:
    """A call on its way; may be sent several times."""

    operation: Operation[Any]
    url: str
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    body: Body


def prepare(call: Call, base_url: str) -> Prepared:
    """Encodes a call. Raises InvalidCallError where that cannot be done."""
    operation = call.operation
    try:
        return _prepare(call, base_url)
    except PydanticSerializationError as error:
        message = str(error).removeprefix("Error calling function ")
        raise InvalidCallError(operation.id, f"the body cannot be written: {message}") from None
    except RecursionError:
        raise InvalidCallError(operation.id, "the body is nested too deeply") from None
    except (TypeError, ValueError) as error:
        if isinstance(error, InvalidCallError):
            raise
        raise InvalidCallError(operation.id, f"the call cannot be written: {error}") from None


def _prepare(call: Call, base_url: str) -> Prepared:
    operation = call.operation
    path = operation.path
    query: list[tuple[str, str]] = []
    headers: list[tuple[str, str]] = []
    cookies: list[tuple[str, str]] = []
    for param, value in zip(operation.params, call.values):
        if value is None or value is UNSET:
            continue
        if param.style:
            for name, text in _styled(param, value):
                if param.place == "path":
                    path = path.replace("{" + name + "}", _segment(operation, param, [text]))
                else:
                    {"header": headers, "cookie": cookies}.get(param.place, query).append(
                        (name, text)
                    )
            continue
        texts = _texts(param, value)
        if param.place == "cookie":
            cookies.append((param.wire, ",".join(texts)))
        elif param.place == "path":
            path = path.replace("{" + param.wire + "}", _segment(operation, param, texts))
        elif param.place == "header":
            headers.append((param.wire, ",".join(texts)))
        elif param.explode:
            query.extend((param.wire, text) for text in texts)
        else:
            query.append((param.wire, ",".join(texts)))
    if cookies:
        text = "; ".join(f"{name}={percent(value)}" for name, value in cookies)
        headers.append(("cookie", text))
    if call.page is not None and operation.page is not None:
        number = operation.page.number
        query = [pair for pair in query if pair[0] != number]
        query.append((number, str(call.page)))
    url = base_url.rstrip("/") + path
    if query:
        url += "?" + "&".join(f"{percent(name)}={percent(text)}" for name, text in query)
    body = Body() if call.body is UNSET else _body(operation, call.body)
    return Prepared(operation, url, tuple(query), tuple(headers), body)


def percent(text: str) -> str:
    """Percent-encodes all but RFC 3986's unreserved characters."""
    return urllib.parse.quote(text, safe="")


def _segment(operation: Operation[Any], param: Param, texts: list[str]) -> str:
    text = ",".join(texts)
    if text in ("", ".", ".."):
        message = f"path parameter {param.wire} would change the path"
        raise InvalidCallError(operation.id, message)
    return percent(text)


def _styled(param: Param, value: Any) -> list[tuple[str, str]]:
    if param.style == "json":
        return [(param.wire, json_text.write(value))]
    return styled(param.wire, param.place, param.style, param.explode, value)


def _texts(param: Param, value: Any) -> list[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text_of(item, param.format) for item in value if item is not None]
    return [text_of(value, param.format)]


def text_of(value: Any, spelling: str = "") -> str:
    """A value in a URL or a form; one that is no scalar goes as JSON text."""
    if isinstance(value, (BaseModel, Mapping, list, tuple)):
        return json_text.write(value)
    if spelling in LOCAL:
        return LOCAL[spelling](value)
    return json_text.text(json_text.scalar(value))


def _body(operation: Operation[Any], value: Any) -> Body:
    if isinstance(value, Body):
        return value
    media = _media(operation, value)
    if media.kind in ("text", "binary"):
        content = value if isinstance(value, Upload) else _bytes(value)
        return Body(media.content_type, content)
    adapter = media.typed.adapter
    dumped = adapter.dump_python(value, by_alias=True, exclude_unset=True, warnings=False)
    if media.kind == "json" or not isinstance(dumped, Mapping):
        return Body(media.content_type, json_text.write(dumped).encode())
    parts = tuple(_parts(dumped))
    if media.kind == "multipart":
        return Body(parts=parts)
    texts = [(name, text) for name, text in parts if isinstance(text, str)]
    if len(texts) < len(parts):
        raise ValueError("a form without parts has no files")
    return Body(media.content_type, urllib.parse.urlencode(texts).encode())


def _media(operation: Operation[Any], value: Any) -> Media:
    """The media type of the body, by what the caller gave."""
    for media in operation.body:
        kind = media.typed.type
        if isinstance(kind, type) and isinstance(value, kind):
            return media
        if media.kind == "text" and isinstance(value, str):
            return media
        if media.kind == "binary" and isinstance(value, (bytes, Upload)):
            return media
    return operation.body[0]


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    raise TypeError("the body is neither text nor bytes")


def _parts(dumped: Mapping[str, Any]) -> Iterable[tuple[str, str | Upload]]:
    for name, value in dumped.items():
        if value is None:
            continue
        for item in value if _is_plain_list(value) else [value]:
            yield name, item if isinstance(item, Upload) else text_of(item)


def _is_plain_list(value: Any) -> bool:
    if not isinstance(value, (list, tuple)):
        return False
    return not any(item is None or isinstance(item, (Mapping, list, tuple)) for item in value)


def header(operation: str, name: str, value: str) -> tuple[bytes, bytes]:
    """A header as it is sent. Raises InvalidCallError where it cannot be."""
    if not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(value):
        raise InvalidCallError(operation, f"header {name!r} cannot be sent")
    return name.encode("ascii"), value.encode("ascii")
