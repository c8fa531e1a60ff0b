"""Sends cases, holds every answer against the document, and writes down what was exchanged."""

import json
import threading
import time

import requests

from . import conform
from .callers import Caller, NoToken, carrier
from .case import MULTIPART, Case
from .document import text
from .log import Exchange, Finding
from .records import Records

SAFE = ("GET", "HEAD", "OPTIONS")
# Times that a request is sent again where a rate limit refuses it, and the longest single wait.
AGAIN, LONGEST_WAIT_S = 5, 90


# What an answer of another shape than documented leads to, and no answer at all.
SHAPELESS = (ValueError, LookupError, AttributeError, TypeError)
STUMBLING = (requests.RequestException, OSError, NoToken, *SHAPELESS)


class OutOfTime(Exception):
    """The time budget is spent."""


class Unreachable(Exception):
    """Nothing answers at the target."""


class ReadOnly(Exception):
    """A request that could write was about to be sent in read-only mode."""


class Answer:
    """What came back."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body
        self.ok = status < 400

    def header(self, name):
        return self.headers.get(name)

    def json(self):
        return json.loads(self.body)

    def number(self, name):
        """A header that is a whole number, or nothing."""
        value = (self.headers.get(name) or "") if name else ""
        return int(value) if value.lstrip("-").isdigit() else None


class Client:
    """Talks to one target."""

    def __init__(self, document, base, identities, log, options):
        self.document = document
        self.base = base.rstrip("/")
        self.log = log
        self.options = options
        self.local = threading.local()
        self.deadline = time.monotonic() + options.budget if options.budget else None
        self.callers = [Caller(document, self.base, identity) for identity in identities]
        self.records = Records(document.root, identities, self.prepare)
        self.carriers = [carrier(scheme)[0] for scheme in document.schemes.values()]
        self.next_at = 0.0

    @property
    def owner(self):
        return self.callers[0]

    @property
    def rival(self):
        return self.callers[1] if len(self.callers) > 1 else None

    # Time.

    def in_time(self):
        """Stops a run whose time is spent."""
        if self.deadline and time.monotonic() > self.deadline:
            raise OutOfTime

    def wait(self, seconds):
        if self.deadline and time.monotonic() + seconds > self.deadline:
            raise OutOfTime
        time.sleep(max(0.0, seconds))

    def _pace(self):
        if self.options.pace:
            self.wait(self.next_at - time.monotonic())
            self.next_at = time.monotonic() + 60.0 / self.options.pace

    def each(self, run, operations, work):
        """Does something with one operation after another; what goes wrong is a fault of that one."""
        for operation in operations:
            self.in_time()
            try:
                work(operation)
            except ReadOnly as error:
                self.log.note(run, f"{operation.id}: read-only, {error} was not sent")
            except STUMBLING as error:
                self.stumbled(run, operation, error)

    def stumbled(self, run, operation, error):
        """Something went wrong around a case, a preparation say."""
        said = f"could not go on: {type(error).__name__}"
        said += f", {error}" if isinstance(error, NoToken) else ""
        if isinstance(error, SHAPELESS):
            said += ": an answer has another shape than the document says"
        finding = Finding("answered", said, operation.pointer)
        case = "between two cases"
        self.log.add(Exchange(run, operation.id, case, None, {}, {}, ["answered"], [finding]))

    # Sending.

    def session(self):
        if not hasattr(self.local, "session"):
            self.local.session = requests.Session()
            self.local.session.verify = not self.options.insecure
        return self.local.session

    def allowed(self, case):
        """Read-only mode sends nothing that could write, however harmless it should be."""
        return not self.options.read_only or case.method in SAFE

    def exchange(self, case, patient=True):
        """Sends a case and answers what came back; waits where a rate limit wants that."""
        if not self.allowed(case):
            raise ReadOnly(case.method)
        for _ in range(AGAIN):
            self.in_time()
            self._pace()
            answer = self._request(case)
            if answer.status != 429 or not patient:
                break
            pause = answer.number("retry-after")
            self.wait(min(pause if pause is not None else 5, LONGEST_WAIT_S) + 0.2)
        return answer

    def _request(self, case):
        arguments = {**case.arguments(self.base), "timeout": 30, "allow_redirects": False}
        try:
            response = self.session().request(**arguments)
        except requests.ConnectionError:
            # A connection that was kept may have been closed since: once more on a new one.
            del self.local.session
            response = self.session().request(**arguments)
        return Answer(response.status_code, response.headers, response.content)

    def send(self, case, run, what, checks=(), judge=None, patient=True, quiet=False):
        """Sends a case and logs it. `judge(answer)` adds findings to those of the document.

        Answers (answer, findings); the answer is None where nothing came back.
        """
        try:
            answer = self.exchange(case, patient)
        except (requests.RequestException, OSError, UnicodeError) as error:
            said = f"no answer: {type(error).__name__}"
            finding = Finding("answered", said, case.operation.pointer)
            self._log(run, case, what, None, ["answered"], [finding])
            return None, [finding]
        return answer, self.given(case, run, what, answer, checks, judge, quiet)

    def given(self, case, run, what, answer, checks=(), judge=None, quiet=False):
        """Logs an answer to a case, with what the document and `judge` have to say against it."""
        operation = case.operation
        own = case.verb is None
        findings = conform.complaints(self.document, operation, answer) if own else []
        judged = judge(answer) if judge else []
        names = [*(conform.CHECKS if own else []), *checks]
        self.records.learn(case, answer.status, answer)
        if not quiet:
            self._log(run, case, what, answer, names, findings + judged)
        return findings + judged

    def _log(self, run, case, what, answer, checks, findings):
        for caller in self.callers:
            self.log.secrets.update(caller.secrets())
        log = self.log
        query = "&".join(f"{name}={text(value)}" for name, value in case.query)
        target = case.path() + (f"?{query}" if query else "")
        request = {
            "line": f"{case.method} {log.clean(target)[:600]}",
            "headers": log.header_lines(case.headers, self.carriers),
            "body": self._sent(case),
        }
        came = {"headers": {}, "body": ""}
        if answer is not None:
            came["headers"] = log.header_lines(answer.headers, self.carriers)
            came["body"] = log.body(answer.body)
        status = answer.status if answer is not None else None
        log.add(
            Exchange(run, case.operation.id, what, status, request, came, list(checks), findings)
        )

    def _sent(self, case):
        if case.raw is not None:
            return self.log.body(case.raw[:4000])
        if case.kind == MULTIPART:
            parts = {
                name: f"{len(value)} bytes" if isinstance(value, bytes) else value
                for name, value in (case.body or {}).items()
            }
            return self.log.body(json.dumps(parts))
        return self.log.body(json.dumps(case.body)) if case.kind else ""

    def prepare(self, case, method, path, kind=None, body=None, params=None):
        """A request that prepares a case, by the same caller; it is not part of the report."""
        operation = next(
            (
                it
                for it in self.document.operations
                if it.method == method.lower() and it.path == path
            ),
            case.operation,
        )
        headers = {k: v for k, v in case.headers.items() if k.lower() != "content-type"}
        made = Case(operation, {}, list((params or {}).items()), headers, kind, body, None, method)
        made.path = lambda: path
        return self.exchange(made)

    def reachable(self):
        """Whether anything answers at all, and the first caller can sign in."""
        try:
            self.session().get(self.base, timeout=10, allow_redirects=False)
        except (requests.RequestException, OSError) as error:
            raise Unreachable(f"nothing answers ({type(error).__name__})") from error
        guarded = (it for it in self.document.operations if not it.public)
        first = next((it for it in guarded if self.owner.scheme(it)), None)
        if first is not None and first.verb != "token.revoke":
            self.owner.key(first)
