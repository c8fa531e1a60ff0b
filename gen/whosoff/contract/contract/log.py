"""What happened: every exchange counted, those worth reading kept, each fault with its line."""

import json
import re
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .callers import hidden

# Characters of a body that a report shows, and exchanges of each operation, status and fault.
SHOWN = 1500
SAMPLES, FAULTS = 1, 5


@dataclass
class Finding:
    """One thing that is not as the document says, and where it says so."""

    check: str
    message: str
    pointer: str
    line: int = 0
    # The reason of a baseline that accepts it.
    accepted: str | None = None


@dataclass
class Exchange:
    """What was sent and what came back, as a report may show it."""

    run: str
    operation: str
    case: str
    status: int | None
    request: dict
    answer: dict
    checks: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    # False where another method than the operation's was tried on its path.
    own: bool = True


class Log:
    """Everything that the runs found out."""

    def __init__(self, document):
        self.document = document
        self.lock = threading.Lock()
        self.secrets = set()
        self.counts = Counter()
        # (run, operation, check) -> how often it was tried.
        self.tried = Counter()
        self.kept = []
        self.sampled = Counter()
        self.notes = defaultdict(list)
        self.rules = Counter()
        self.cases = Counter()
        self.seconds = {}
        # What the run over records counted: records, fields, changes, lists and the like.
        self.state = Counter()
        # What schemathesis' hooks say of the operations that it reached.
        self.reached = None

    def add(self, exchange):
        """Takes note of an exchange; keeps it if it shows something new."""
        with self.lock:
            self.cases[exchange.run] += 1
            if exchange.status is not None and exchange.own:
                self.counts[(exchange.operation, exchange.status)] += 1
            for check in exchange.checks:
                self.tried[(exchange.run, exchange.operation, check)] += 1
            for finding in exchange.findings:
                finding.line = finding.line or self.document.line(finding.pointer)
                finding.message = self.clean(finding.message)
            here = (exchange.operation, exchange.status)
            faults = [(*here, one.check) for one in exchange.findings]
            if any(self.sampled[fault] < FAULTS for fault in faults):
                self.kept.append(exchange)
            elif not faults and exchange.own and self.sampled[here] < SAMPLES:
                self.kept.append(exchange)
            self.sampled.update(faults or ([here] if exchange.own else []))

    def note(self, run, what):
        """Something that was not tried, and why."""
        with self.lock:
            if what not in self.notes[run]:
                self.notes[run].append(what)

    def rule(self, operation, status):
        """A well-formed request was refused by a rule that the document names."""
        with self.lock:
            self.rules[(operation, status)] += 1

    def failures(self):
        """(exchange, finding) of everything that no baseline accepts."""
        return [
            (one, finding) for one in self.kept for finding in one.findings if not finding.accepted
        ]

    # Nothing secret is kept.

    def clean(self, text):
        """A text without any secret that is known."""
        for secret in self.secrets:
            text = text.replace(secret, "‹secret›")
        return re.sub(r"(?i)(bearer|basic) +[^\s\"',;]+", r"\1 ‹secret›", text)

    def clean_text(self, text):
        """The same for a text that may have parts of forms and of JSON in it."""
        words = r"(?:password|secret|token)"
        text = re.sub(rf"(?i)([\w-]*{words}[\w-]*=)[^&\s'\"]+", r"\1‹secret›", text)
        quoted = rf"""(?i)(["'][\w-]*{words}[\w-]*["']\s*:\s*["'])[^"'/][^"']*"""
        return self.clean(re.sub(quoted, r"\1‹secret›", text))

    def body(self, data):
        """A body as a report may show it: no secret, and not longer than is read."""
        if data in (None, b"", ""):
            return ""
        if isinstance(data, bytes):
            data = data.decode("utf-8", "replace")
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            data = self.clean_text(data[:20000])
        else:
            data = json.dumps(masked(value), ensure_ascii=False, indent=1)
        data = self.clean(data)
        return data if len(data) <= SHOWN else f"{data[:SHOWN]} … ({len(data)} characters)"

    def header_lines(self, headers, carriers=()):
        """Headers as a report may show them."""
        secret = {"authorization", "cookie", "set-cookie", *(name.lower() for name in carriers)}
        lines = {}
        for name, value in headers.items():
            value = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            known = name.lower() in secret and value
            lines[name] = "‹secret›" if known else self.clean(value)[:300]
        return lines


def masked(value, key=""):
    """A JSON value whose secrets are hidden; secrets are known by their keys."""
    if isinstance(value, dict):
        return {name: masked(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [masked(item, key) for item in value]
    return "‹secret›" if hidden(key, value) else value
