"""From the body of an answer to its data, or to the error that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import pydantic

from . import json_text, retry
from .errors import DecodeError, Refusal, StatusError
from .flow import Reply
from .model import problems
from .operation import Api, Operation, PageKeys, Success, Typed
from .page import Numbers
from .values import RateLimit

# Keys under which APIs put the sentence meant for people, best first.
_MESSAGES = (
    "errormessage", "message", "error_description", "detail", "msg", "title", "error",
)
# Keys under which they put what is wrong with each field, and the name of one.
_LISTS = ("errors", "error", "fielderrors", "field_errors", "details")
_FIELDS = ("field", "property", "path", "param", "name")


def data(operation: Operation[Any], reply: Reply) -> Any:
    """The data of a success. Raises DecodeError."""
    success = _success(operation, reply.status)
    if success.kind == "nothing":
        return None
    if success.kind == "bytes":
        return reply.body
    if success.kind == "text":
        try:
            return reply.body.decode()
        except UnicodeDecodeError:
            raise DecodeError(operation.id, "the body is not UTF-8") from None
    body = _json(operation, reply)
    if success.kind == "bare":
        return _typed(operation, success.typed, body)
    if not isinstance(body, dict):
        raise DecodeError(operation.id, "the body is no object")
    if success.kind == "data":
        return _typed(operation, success.typed, body.get(operation.data))
    items = body.get(operation.page.items, []) if operation.page else []
    return _typed(operation, success.typed, items)


def numbers(
    operation: Operation[Any], reply: Reply, here: int, asked: Mapping[str, str]
) -> Numbers:
    """What a page says of itself; the rest is known from the question, or from the items."""
    body = _json(operation, reply)
    keys = operation.page
    if keys is None or not isinstance(body, dict):
        return Numbers(1, here, here, 1, False, False)
    totals = body.get(keys.page) if keys.page else body
    return _numbered(keys, totals if isinstance(totals, dict) else {}, here, asked)


def _numbered(
    keys: PageKeys, totals: Mapping[str, Any], here: int, asked: Mapping[str, str]
) -> Numbers:
    def find(carries: str) -> Any:
        return totals.get(keys.totals[carries]) if carries in keys.totals else None

    def count(carries: str) -> int | None:
        value = find(carries)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def question(key: str) -> int | None:
        text = asked.get(key, "")
        return int(text) if text.isascii() and text.isdigit() else None

    number = _first(count("number"), question(keys.number), 1)
    size = _first(count("size"), question(keys.size), here)
    total_items = _first(count("items"), here)
    total_pages = _first(count("pages"), -(-total_items // max(size, 1)))
    has_next, has_previous = find("has_next"), find("has_previous")
    if not isinstance(has_next, bool):
        tells = "next" in keys.totals and keys.totals["next"] in totals
        has_next = find("next") is not None if tells else number < total_pages
    if not isinstance(has_previous, bool):
        has_previous = number > 1
    return Numbers(number, size, total_items, total_pages, has_next, has_previous)


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)


def _success(operation: Operation[Any], status: int) -> Success:
    known = operation.success.get(status) or operation.success.get(status // 100)
    if known is not None:
        return known
    kinds = list(operation.success.values())
    if not kinds:
        return Success("nothing")
    first = kinds[0]
    if all(kind.kind == first.kind and kind.typed.type == first.typed.type for kind in kinds):
        return kinds[0]
    raise DecodeError(operation.id, f"status {status} is not documented")


def _json(operation: Operation[Any], reply: Reply) -> Any:
    try:
        return json_text.read(reply.body)
    except ValueError:
        raise DecodeError(operation.id, "the body is no JSON") from None


def _typed(operation: Operation[Any], typed: Typed, value: Any) -> Any:
    try:
        return typed.adapter.validate_python(value)
    except pydantic.ValidationError as error:
        message = f"the body does not fit its type: {problems(error)}"
        raise DecodeError(operation.id, message) from None
    except RecursionError:
        raise DecodeError(operation.id, "the body is nested too deeply") from None


def rate_limit(operation: Operation[Any], headers: httpx.Headers) -> RateLimit | None:
    """What the documented headers say."""
    limit = operation.limit
    if limit is None:
        return None
    texts = [
        headers.get(name, "").strip() if name else ""
        for name in (limit.limit_header, limit.remaining_header, limit.reset_header)
    ]
    if not all(text.isascii() and text.isdigit() for text in texts):
        return None
    whole, left, reset = map(int, texts)
    return RateLimit(whole, left, reset)


def status_error(api: Api, operation: Operation[Any], reply: Reply, now: float) -> StatusError:
    """A failed answer as the error of its status."""
    try:
        body = json_text.read(reply.body)
    except ValueError:
        body = None
    refusal = Refusal(
        operation=operation.id,
        status=reply.status,
        failure=_failure(operation, reply.status, body),
        message=message(body),
        field_errors=field_errors(body),
        request_id=reply.headers.get("x-request-id"),
        retry_after=retry.retry_after(reply.headers.get("retry-after"), now),
        headers=reply.headers,
        body=reply.body,
    )
    return api.errors.get(reply.status, StatusError)(refusal)


def _failure(operation: Operation[Any], status: int, body: Any) -> Any:
    # By its own status, else by its range, else by what is said of all others.
    known = (operation.failures.get(key) for key in (status, status // 100, 0))
    typed = next((each for each in known if each is not None), None)
    if typed is None or body is None:
        return None
    try:
        return typed.adapter.validate_python(body)
    except (pydantic.ValidationError, RecursionError):
        return None


def _lower(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): item for key, item in reversed(list(value.items()))}


def message(value: Any, depth: int = 4) -> str | None:
    """The sentence meant for people, wherever the body keeps it."""
    if depth == 0:
        return None
    if isinstance(value, list):
        return message(value[0], depth - 1) if value else None
    if not isinstance(value, dict):
        return None
    lower = _lower(value)
    for key in _MESSAGES:
        if isinstance(lower.get(key), str) and lower[key]:
            return str(lower[key])
    inner = (lower[key] for key in _LISTS if isinstance(lower.get(key), (dict, list)))
    return next((found for each in inner if (found := message(each, depth - 1))), None)


def field_errors(body: Any) -> dict[str, list[str]]:
    """What is wrong, by field."""
    found: dict[str, list[str]] = {}
    if not isinstance(body, dict):
        return found
    lower = _lower(body)
    for key in _LISTS:
        inner = lower.get(key)
        if isinstance(inner, dict):
            for field, said in inner.items():
                texts = [said] if isinstance(said, str) else said
                if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
                    found.setdefault(field, []).extend(texts)
        elif isinstance(inner, list):
            for each in filter(lambda item: isinstance(item, dict), inner):
                of = _lower(each)
                named = next((of[word] for word in _FIELDS if isinstance(of.get(word), str)), None)
                said = message(each)
                if named is not None and said is not None:
                    found.setdefault(named, []).append(said)
    return found


