"""Every documented refusal that can be provoked from outside: who asks, for what, in which clothes."""

import http.client
import json
import urllib.parse

from .boundary import caller_of
from .case import MULTIPART, shown, text
from .client import Answer
from .log import Finding
from .records import NO_NEEDS
from .rights import Rights

NAME = "errors"
# No company has so many records.
NOWHERE = 987_654_321
# More than any body may have; only its length is sent.
FAR_TOO_MUCH = 60 * 1024 * 1024
# The cap of x-hr-envelope where the document names none.
USUAL_CAP = 1024 * 1024
GARBAGE = "no-such-secret-9f27"
OTHER_METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH")


def run(client, operations):
    rights = Rights(client, NAME)
    client.each(NAME, operations, lambda operation: Errors(client, operation, rights).provoke())
    rights.finish()


class Errors:
    """The refusals of one operation."""

    def __init__(self, client, operation, rights):
        self.rights = rights
        self.client = client
        self.document = client.document
        self.operation = operation
        self.caller = caller_of(client, operation)

    def provoke(self):
        self.no_token()
        self.no_right()
        self.no_company()
        self.no_record()
        self.other_method()
        self.other_type()
        self.broken_body()
        self.too_large()
        self.twice()
        self.revoked()

    def base(self, caller=None):
        return shown(self.document, self.operation, caller or self.caller)

    def expect(self, case, what, statuses, check, pointer=None):
        """Sends a case that must be refused so."""
        statuses = [status for status in statuses if status is not None]
        if not statuses or not self.client.allowed(case):
            return

        def judge(answer):
            if answer.status in statuses:
                return []
            expected = " or ".join(str(status) for status in statuses)
            said = f"{what}: {answer.status} instead of {expected}"
            return [Finding(check, said, pointer or self.where(statuses[0]))]

        self.client.send(case, NAME, what, [check], judge)

    def where(self, status):
        return f"{self.operation.pointer}/responses/{status}"

    def no_token(self):
        operation = self.operation
        if operation.public or 401 not in operation.statuses or self.caller is None:
            return
        name = self.caller.key(operation)[0]
        before = "Bearer " if name == "Authorization" else ""
        pointer = f"{operation.pointer}/security"
        for what, sent in (("no credentials", None), ("a wrong secret", before + GARBAGE)):
            case = self.base()
            case.drop_header(name)
            if sent:
                case.set_header(name, sent)
            self.expect(case, what, [401], "asks who calls", pointer)

    def revoked(self):
        """A token that was given back is nobody's any more."""
        operation, client = self.operation, self.client
        case = self.base()
        if operation.verb != "token.revoke" or 401 not in operation.statuses:
            return
        if client.allowed(case):
            first, _ = client.send(case, NAME, "a token is given back", [])
            if first is not None and first.status < 300:
                pointer = f"{operation.pointer}/security"
                what = "the token that was given back"
                self.expect(case.copy(), what, [401], "asks who calls", pointer)

    def no_right(self):
        """Another identity that lacks the scope or the role."""
        operation = self.operation
        if 403 not in operation.statuses or operation.public:
            return
        lacking = self.lacking()
        if lacking is None:
            if operation.role and self.rights.lowest(operation):
                self.rights.pending.append(operation)
            else:
                self.client.log.note(NAME, f"{operation.id}: no identity lacks what it asks for")
            return
        pointer = f"{operation.pointer}/{'x-hr-role' if operation.role else 'security'}"
        self.expect(
            self.base(lacking), f"asked by {lacking.name}", [403], "asks for the right", pointer
        )

    def lacking(self):
        operation, client = self.operation, self.client
        for caller in client.callers:
            scopes, role = caller.identity.get("scopes"), caller.identity.get("role")
            if caller.scheme(operation) is None:
                continue
            if operation.scopes and scopes and not set(operation.scopes) & set(scopes):
                return caller
            if operation.role and role and caller is not client.rival:
                if self.document.level(role) < self.document.level(operation.role):
                    return caller
        return self.rights.narrowed(operation)

    def no_company(self):
        """The header of a company that is not the caller's."""
        operation, rival = self.operation, self.client.rival
        if operation.tenant is None or operation.public or rival is None:
            return
        name = self.document.tenant
        own = {text(value) for value in self.caller.identity.get("headers", {}).values()}
        theirs = next(
            (v for k, v in rival.identity.get("headers", {}).items() if k.lower() == name.lower()),
            None,
        )
        for company in (theirs, "no-such-company"):
            if company and company not in own:
                case = self.base()
                case.set_header(name, company)
                statuses = self.document.no_company(operation)
                self.expect(case, "another company is named", statuses, "asks for the company")

    def no_record(self):
        operation = self.operation
        status = self.document.no_record(operation)
        for parameter in operation.of_place("path"):
            value = nowhere(self.document, parameter)
            if value is not None and status:
                case = self.base()
                case.path_parameters[parameter.name] = value
                self.expect(case, f"an unknown {parameter.name}", [status], "knows its records")

    def other_method(self):
        """A method that the path does not have gets 405 and those that it has."""
        operation = self.operation
        here = self.document.methods_of(operation.path)
        if here[0] != operation.method.upper() or self.shadowed():
            return
        missing = [method for method in OTHER_METHODS if method not in here]
        if not missing:
            return
        case = self.base()
        case.verb, case.kind, case.body = missing[0], None, None

        def judge(answer):
            if answer.status != 405:
                said = f"{missing[0]} gets {answer.status} instead of 405"
                return [Finding("405", said, operation.pointer.rpartition("/")[0])]
            allowed = {one.strip().upper() for one in (answer.header("allow") or "").split(",")}
            lost = [method for method in here if method not in allowed]
            more = [m for m in allowed if m in OTHER_METHODS and m not in here]
            if lost or more:
                said = f"Allow is {sorted(allowed)}, documented are {here}"
                return [Finding("405", said, operation.pointer.rpartition("/")[0])]
            return []

        if self.client.allowed(case):
            self.client.send(case, NAME, f"{missing[0]}, which is not documented", ["405"], judge)

    def shadowed(self):
        """Another path of the document matches this one's example too."""
        path = self.base().path().split("/")
        for other in self.document.operations:
            steps = other.path.split("/")
            pairs = zip(steps, path)
            if other.path != self.operation.path and len(steps) == len(path):
                if all(step == part or step.startswith("{") for step, part in pairs):
                    return True
        return False

    def other_type(self):
        operation = self.operation
        if not operation.bodies:
            return
        case = self.base()
        case.kind, case.raw = "text/plain", b'{"name": "text"}'
        status = self.document.unsupported_type(operation)
        self.expect(case, "a body of type text/plain", [status], "knows its media types")

    def broken_body(self):
        operation = self.operation
        body = operation.json_body
        if body is None:
            return
        for what, raw in (("half an object", b'{"name": '), ("a list", b'["name"]')):
            case = self.base()
            case.kind, case.raw = body.kind, raw
            status = self.document.refused(operation)
            self.expect(
                case,
                f"a body that is {what}",
                [status],
                "reads its body",
                f"{operation.pointer}/requestBody",
            )

    def too_large(self):
        """A body that says itself that it is too long, of which nothing is sent; and one that is."""
        operation, client = self.operation, self.client
        if not operation.bodies or client.options.read_only:
            return
        case = self.base()
        case.kind = operation.bodies[0].kind
        status = self.document.too_large()
        what = "a body that is too long by its own word"
        check = "knows its size"

        def judge(answer):
            if answer.status == status:
                return []
            said = f"{what}: {answer.status} instead of {status}"
            return [Finding(check, said, self.where(status))]

        answer = announce(client, case)
        if answer is None:
            client.log.note(
                NAME, f"{operation.id}: a body that is announced and not sent got no answer"
            )
        else:
            client.given(case, NAME, what, answer, [check], judge)
        self.padded(status, check)

    def padded(self, status, check):
        """The example with so much white space that it is a byte too long."""
        case = self.base()
        files = any(body.kind == MULTIPART for body in self.operation.bodies)
        if files or self.operation.json_body is None or case.kind != self.operation.json_body.kind:
            return
        raw = json.dumps(case.body).encode()
        most = self.document.envelope.get("max_body", USUAL_CAP)
        case.raw = raw + b" " * (most + 1 - len(raw))
        self.expect(case, f"a body of {most + 1} bytes", [status], check)

    def twice(self):
        """A second record of the same name, where that has a status of its own."""
        operation, client = self.operation, self.client
        conflict = 409 in operation.statuses and 409 in operation.refusals
        if not conflict or client.options.read_only or operation.json_body is None:
            return
        if operation.method == "post" and not operation.names_a_record:
            self.made_twice()
        elif operation.method in ("put", "patch"):
            self.named_twice()

    def made_twice(self):
        client = self.client
        case = self.base()
        needs = client.records.needs.get(self.operation.label)
        if needs:
            for name in needs["fresh"]:
                client.records.seen[name].update(known(case.body, name))
            client.records.prepare(case, needs)
        first, _ = client.send(case, NAME, "the first time", [])
        if first is not None and first.status < 300:
            self.expect(case.copy(), "the second time", [409], "keeps names apart")

    def named_twice(self):
        """One record gets the names of another; a body may name none of them."""
        client, operation = self.client, self.operation
        needs = client.records.needs.get(operation.label, NO_NEEDS)
        here = [it.name for it in operation.of_place("path")]
        case = self.base()
        for name in needs["fresh"]:
            client.records.seen[name].update(known(case.body, name))
        statuses = []
        for time in ("the first time", "for another record"):
            case = case.copy()
            if not statuses:
                client.records.prepare(case, needs)
            else:
                for name in here:
                    client.records.replace_record(case, name, case.body)
            if operation.method == "put" and statuses and statuses[0] < 300:
                self.expect(case, time, [409], "keeps names apart")
            else:
                answer, _ = client.send(case, NAME, time, [])
                statuses.append(answer.status if answer else 500)


def known(body, name):
    """What the document's example has where a value must be unused: it may be taken already."""
    value = body.get(name) if isinstance(body, dict) else None
    return [value.lower()] if isinstance(value, str) else []


def nowhere(document, parameter):
    """An id of the look of the example that names no record; nothing where there is none."""
    shown_id, pointer = parameter.example, parameter.pointer
    if isinstance(shown_id, bool) or shown_id is None:
        return None
    if isinstance(shown_id, int):
        return NOWHERE
    kept = shown_id.rstrip("0123456789")
    uuid = "00000000-0000-4000-8000-000000000000"
    other = f"{kept}{NOWHERE}" if len(kept) < len(shown_id) and "-" not in shown_id else uuid
    tries = (other, uuid, GARBAGE) if len(shown_id) == len(uuid) else (other, GARBAGE)
    if not document.valid(pointer, GARBAGE) and "enum" in parameter.schema:
        return None
    return next((one for one in tries if document.valid(pointer, one)), None)


def announce(client, case):
    """Sends the head of a request whose body is too long; the answer, or nothing within seconds."""
    client.in_time()
    parts = urllib.parse.urlsplit(client.base)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=5)
    query = urllib.parse.urlencode(case.query)
    try:
        connection.putrequest(
            case.method, parts.path + case.path() + (f"?{query}" if query else "")
        )
        for name, value in case.headers.items():
            connection.putheader(name, text(value))
        connection.putheader("Content-Type", case.kind)
        connection.putheader("Content-Length", str(FAR_TOO_MUCH))
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, _Headers(response.getheaders()), response.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


class _Headers(dict):
    """Headers whose case does not count."""

    def __init__(self, pairs):
        super().__init__((name.lower(), value) for name, value in pairs)

    def get(self, name, default=None):
        return super().get(name.lower(), default)
