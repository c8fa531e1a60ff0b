"""JSON to and from text, exact: decimals keep every digit and never pass through a float."""

from __future__ import annotations

import datetime
import enum
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, SecretStr

_quoted = json.encoder.encode_basestring


def read(body: bytes | str) -> Any:
    """Parses JSON; fractions become decimals. Raises ValueError where the text is none."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def write(value: Any) -> str:
    """Prints a value as JSON, as it goes over the wire. Raises ValueError where it has no form."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        members = (f"{_quoted(str(scalar(key)))}:{write(item)}" for key, item in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[" + ",".join(map(write, value)) + "]"
    if isinstance(value, BaseModel):
        return write(value.model_dump(by_alias=True, exclude_unset=True, warnings=False))
    plain = scalar(value)
    if isinstance(plain, str):
        return _quoted(plain)
    return text(plain)


def scalar(value: Any) -> Any:
    """A value that is neither list nor object as string, number or boolean."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.replace(tzinfo=None).isoformat("seconds")
    if isinstance(value, (str, int, float, Decimal)):
        return value
    raise ValueError(f"{type(value).__name__} has no form in JSON")


def text(value: str | int | float | Decimal) -> str:
    """A scalar as it stands in a URL, a form, or as a number in JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("not a finite number")
        return format(value, "f")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a finite number")
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def moment(value: datetime.datetime) -> str:
    """RFC 3339 in UTC, with a fraction only where there is one."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    utc = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    digits = "microseconds" if utc.microsecond % 1000 else "milliseconds"
    return utc.isoformat(timespec=digits if utc.microsecond else "seconds") + "Z"


def wire(value: Any) -> Any:
    """A value as the JSON document it is sent as, decimals kept."""
    return read(write(value))
