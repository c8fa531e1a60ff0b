"""Reads YAML with positions: the value, and the line of every part of it by JSON pointer.

Scalars are read as JSON reads them, so that `12:30` and `yes` stay texts.
"""

import re

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}


def read(text):
    """The value of a document and {pointer: line}, lines counted from 1."""
    lines = {}
    return _build(yaml.compose(text, Loader=LOADER), "", lines), lines


def _build(node, pointer, lines):
    lines.setdefault(pointer, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found = {}
        for key, value in node.value:
            inner = f"{pointer}/{escape(key.value)}"
            lines[inner] = key.start_mark.line + 1
            found[key.value] = _build(value, inner, lines)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, f"{pointer}/{at}", lines) for at, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node):
    # A plain scalar has no style, or an empty one with libyaml.
    if node.style:
        return node.value
    if node.value in WORDS:
        return WORDS[node.value]
    if NUMBER.fullmatch(node.value):
        whole = not any(sign in node.value for sign in ".eE")
        return int(node.value) if whole else float(node.value)
    return node.value


def escape(step):
    """One step of a JSON pointer."""
    return str(step).replace("~", "~0").replace("/", "~1")


def unescape(step):
    return step.replace("~1", "/").replace("~0", "~")
