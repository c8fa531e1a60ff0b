"""Faults that are known and accepted for now: each with its reason, each still needed."""

import json
from pathlib import Path


class Wrong(Exception):
    """The baseline cannot be used as it is."""


def load(path):
    """Entries {operation, status or check, reason} of a file of JSON."""
    try:
        entries = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Wrong(f"{path}: {error}") from error
    if not isinstance(entries, list):
        raise Wrong(f"{path}: not a list of entries")
    for at, entry in enumerate(entries):
        known = isinstance(entry, dict) and isinstance(entry.get("operation"), str)
        if not known or not ({"status", "check"} & set(entry)):
            raise Wrong(f"{path}: entry {at} has no operation, or neither status nor check")
        if not str(entry.get("reason", "")).strip():
            raise Wrong(f"{path}: entry {at} ({entry['operation']}) gives no reason")
        if set(entry) - {"operation", "status", "check", "reason"}:
            raise Wrong(f"{path}: entry {at} ({entry['operation']}) has unknown keys")
    return entries


def apply(entries, log):
    """Marks what is accepted; answers the entries that match nothing any more."""
    stale = []
    for entry in entries:
        used = False
        for exchange in log.kept:
            for finding in exchange.findings:
                if matches(entry, exchange, finding):
                    finding.accepted, used = entry["reason"], True
        if not used:
            stale.append(entry)
    return stale


def matches(entry, exchange, finding):
    return (
        entry["operation"] == exchange.operation
        and entry.get("status", exchange.status) == exchange.status
        and entry.get("check", finding.check) == finding.check
    )


def name(entry):
    """How a report calls an entry."""
    parts = [str(entry[key]) for key in ("operation", "status", "check") if key in entry]
    return " ".join(parts)
