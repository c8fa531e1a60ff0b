"""Parameters that are objects, or lists in one of OpenAPI's rarer styles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import json_text

Pairs = list[tuple[str, str]]


def styled(name: str, place: str, style: str, explode: bool, given: Any) -> Pairs:
    """The pairs of a parameter of any type."""
    value = json_text.read(json_text.write(given))
    if value is None:
        return []
    if style == "deep" and isinstance(value, Mapping):
        return _deep(name, value)
    if explode and place in ("query", "cookie") and isinstance(value, Mapping):
        return [
            (key, _text(one))
            for key, item in value.items()
            if item is not None
            for one in (item if isinstance(item, list) else [item])
        ]
    if explode and place == "query" and isinstance(value, list):
        return [(name, _text(item)) for item in value]
    return [(name, _joined(name, style, explode, value))]


def _deep(name: str, value: Any) -> Pairs:
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [pair for key, item in value.items() for pair in _deep(f"{name}[{key}]", item)]
    if isinstance(value, list):
        pairs: Pairs = []
        for at, item in enumerate(value):
            nested = isinstance(item, (Mapping, list))
            pairs.extend(_deep(f"{name}[{at}]" if nested else name, item))
        return pairs
    return [(name, _text(value))]


def _joined(name: str, style: str, explode: bool, value: Any) -> str:
    inside = {"label": ".", "matrix": ";"}.get(style) if explode else None
    separator = {"space": " ", "pipe": "|"}.get(style) or inside or ","
    if isinstance(value, Mapping):
        joint = "=" if explode else ","
        parts = [f"{key}{joint}{_text(item)}" for key, item in value.items() if item is not None]
    else:
        parts = [_text(item) for item in value] if isinstance(value, list) else [_text(value)]
    text = separator.join(parts)
    if style == "label":
        return "." + text
    if style == "matrix":
        if explode and isinstance(value, Mapping):
            return ";" + text
        return "".join(f";{name}={part}" for part in parts) if explode else f";{name}={text}"
    return text


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json_text.write(value)
