"""Boundary cases from the schema: for every constraint one request just inside, one just outside."""

import re

from .case import MULTIPART, shown, text
from .document import escape
from .log import Finding
from .naming import names, spoken
from .records import NO_NEEDS
from .values import MISSING, Value, bodies, boundaries

NAME = "boundary"
# Files larger than this are not sent.
LARGEST_FILE = 64 * 1024 * 1024


# Constraints at whose edge a value may name a record that is not there.
EDGES = ("maxLength", "minLength", "minimum", "maximum", "enum", "required")


def run(client, operations):
    """All examples first, while the records that they name are as they were; then the edges."""
    cases = [Boundary(client, operation) for operation in operations]
    cases = [one for one in cases if one.possible()]
    known = {one.operation.id: one for one in cases}
    chosen = [one.operation for one in cases]
    client.each(NAME, chosen, lambda it: known[it.id].examples())
    client.each(NAME, chosen, lambda it: known[it.id].edges())


class Boundary:
    """The cases of one operation."""

    def __init__(self, client, operation):
        self.client = client
        self.document = client.document
        self.operation = operation
        self.needs = client.records.needs.get(operation.label)
        self.caller = caller_of(client, operation)
        # The last well-formed case that a rule refused, and what was said.
        self.ruled = None

    def possible(self):
        operation = self.operation
        if self.client.options.read_only and operation.method != "get":
            return False
        if not operation.public and self.caller is None:
            self.client.log.note(NAME, f"{operation.id}: no identity has credentials for it")
            return False
        return True

    def edges(self):
        """Every constraint of every parameter and field."""
        operation = self.operation
        revive(self.client, self.operation, self.caller)
        for parameter in operation.parameters:
            self.parameter(parameter)
        for body in operation.bodies:
            if (
                body is operation.json_body
                or not operation.json_body
                or not body.kind.endswith("json")
            ):
                self.body(body)

    def base(self, body=None, example=0):
        return shown(self.document, self.operation, self.caller, body, example)

    # What is allowed.

    def examples(self):
        """The document's own examples, and every optional parameter of the query at once."""
        operation = self.operation
        revive(self.client, self.operation, self.caller)
        count = 0
        for body in operation.bodies:
            for at in range(len(body.examples)):
                self.accepted(
                    self.base(body, at), f"as the document shows it ({body.kind})", "example"
                )
                count += 1
        if not count:
            self.accepted(self.base(), "as the document shows it", "example")
        if operation.method == "post" and sum(it < 300 for it in operation.statuses) > 1:
            # What is there already has a success of its own.
            self.accepted(self.base(), "as the document shows it, once more", "example")

    def accepted(self, case, what, field, value=None):
        """Sends a well-formed request; a rule of the document may refuse it, nothing else."""
        client, operation = self.client, self.operation
        client.records.sign(case)
        if self.needs and not (value is None and self.spare(case)):
            client.records.prepare(case, self.needs, kept=kept(field))
        elif self.needs:
            client.records.mark_used(case, self.needs)
        elif case.method == "DELETE" and operation.label in client.records.named:
            client.records.name_a_record(case, "coverage")
        pointer = value.pointer if value else operation.pointer

        def judge(answer):
            if answer.status < 400 or answer.status >= 500:
                return []
            if answer.status not in operation.statuses:
                return []
            if self.by_rule(answer, case, value, field):
                return []
            told = f"a well-formed request ({what}) was refused with {answer.status}"
            return [Finding("accepted", told, pointer)]

        answer, _ = client.send(case, NAME, what, ["accepted"], judge)
        return answer

    def spare(self, case):
        """The document's example is tried as it is, as long as its record is there."""
        records = self.client.records
        if self.operation.method == "delete":
            return False
        return records.documented(case) and records.there(case)

    def by_rule(self, answer, case, value, field):
        operation, log = self.operation, self.client.log
        if answer.status in operation.refusals:
            log.rule(operation.id, answer.status)
            if value is not None:
                self.ruled = (field, value, case, answer)
            return True
        # A value at the edge names no record, and nobody who could sign in.
        edge = value is not None and value.constraint in EDGES
        in_path = edge and field in case.path_parameters
        if answer.status == self.document.no_record(operation) and in_path:
            return True
        if edge and answer.status == 404 or edge and answer.status == 401 and operation.public:
            log.rule(operation.id, answer.status)
            return True
        if answer.status == 404 and self.missing(case):
            log.note(NAME, f"{operation.id}: the record of the example is not there")
            return True
        return False

    def missing(self, case):
        """A record that a case names has been deleted, or was never there: the examples are the demo's."""
        if self.client.options.credentials and self.operation.names_a_record:
            return True
        gone = {value for _, value in self.client.records.gone}
        named = [*case.path_parameters.values(), *(value for _, value in case.query)]
        named += case.body.values() if isinstance(case.body, dict) else ()
        return any(str(value) in gone for value in named)

    # What is refused.

    def refused(self, case, what, field, value, statuses, named=True):
        def judge(answer):
            if answer.status in statuses:
                if named and not names(answer, field):
                    told = f"the refusal does not name {field} ({what})"
                    return [Finding("names the field", told, value.pointer)]
                self.too_early(answer, field, value)
                return []
            expected = " or ".join(str(status) for status in statuses)
            told = f"{what}: {answer.status} instead of {expected}"
            return [Finding("refused", told, value.pointer)]

        checks = ["refused", "names the field"] if named else ["refused"]
        self.client.send(case, NAME, what, checks, judge)

    def too_early(self, answer, field, value):
        """The value inside was refused with the words for the one outside: that was no rule."""
        if self.ruled is None or not said(answer):
            return
        name, inside, case, before = self.ruled
        if (name, inside.pointer) != (field, value.pointer) or said(before) != said(answer):
            return
        if isinstance(inside.value, int):
            # A number may be an id, and one that names nothing is as invalid as any.
            return
        # Where nothing would have been accepted, the words say nothing about the edge.
        client = self.client
        body = next((one for one in self.operation.bodies if one.kind == case.kind), None)
        control = self.base(body)
        client.records.sign(control)
        client.records.prepare(control, self.needs or NO_NEEDS)
        if not client.exchange(control).ok:
            return
        what = f"{field}: {inside}"
        told = f"a well-formed request ({what}) is refused as if it were outside"
        finding = Finding("accepted", told, value.pointer)
        client.given(case, NAME, what, before, ["accepted"], lambda _: [finding])

    # Parameters.

    def parameter(self, parameter):
        tenant = self.document.tenant or ""
        if parameter.place == "header" and parameter.name.lower() == tenant.lower():
            return self.tenant(parameter)
        if parameter.place == "cookie":
            return None
        base = parameter.example
        for value in boundaries(
            self.document, parameter.schema, parameter.pointer, base, not parameter.json
        ):
            if value.value is None or not sendable(parameter, value):
                continue
            self.with_parameter(parameter, value)
        if parameter.required and parameter.place != "path":
            value = Value("required", False, MISSING, f"{parameter.declared}/required")
            self.with_parameter(parameter, value)
        elif parameter.place == "query" and base is not None:
            self.with_parameter(
                parameter, Value("example", True, base, f"{parameter.declared}/example")
            )
        return None

    def with_parameter(self, parameter, value):
        operation = self.operation
        case = self.base()
        what = f"{parameter.place} {parameter.name}: {value}"
        if parameter.place == "path":
            if value.inside and value.constraint != "maximum" and operation.method != "get":
                # It might be another record, which is not this case's to change.
                return
            case.path_parameters[parameter.name] = value.value
        elif value.value is MISSING:
            case.query = [pair for pair in case.query if pair[0] != parameter.name]
            case.drop_header(parameter.name)
        elif parameter.place == "query":
            case.set_query(parameter, value.value)
        else:
            case.set_header(parameter.name, text(value.value))
        if value.inside:
            self.accepted(case, what, parameter.name, value)
            return
        statuses, named = [self.document.refused(operation)], True
        if parameter.place == "path":
            no_id = self.document.no_id(operation)
            # A refusal that is about the path as a whole names no part of it.
            statuses, named = [no_id], no_id == statuses[0]
        elif value.constraint == "maxLength" and parameter.schema.get("maxLength") == 0:
            # What must not be there at all may have a status of its own.
            statuses, named = [*statuses, *(s for s in (403,) if s in operation.statuses)], False
        if statuses[0] is not None:
            self.refused(case, what, parameter.name, value, statuses, named)

    def tenant(self, parameter):
        """The company's header, left out and empty."""
        operation = self.operation
        status = self.document.refused(operation)
        if operation.tenant == "optional" or not parameter.required or status is None:
            return
        for title, sent in (("left out", None), ("empty", "")):
            case = self.base()
            case.drop_header(parameter.name)
            if sent is not None:
                case.set_header(parameter.name, sent)
            value = Value("required", False, MISSING, f"{parameter.declared}/required")
            self.refused(case, f"header {parameter.name}: {title}", parameter.name, value, [status])

    # Bodies.

    def body(self, body):
        textual = body is not self.operation.json_body
        # Of a body that fits none of several forms nobody can say which field is wrong.
        named = "oneOf" not in body.schema or "discriminator" in body.schema
        for field in bodies(self.document, body, textual):
            if textual and not self.in_form(field):
                continue
            case = self.base(body)
            case.body = field.body
            what = f"body {field.name}: {field.value}"
            if field.value.inside:
                self.accepted(case, what, field.name, field.value)
            elif (status := self.document.refused(self.operation)) is not None:
                self.refused(case, what, field.name, field.value, [status], named)
        if body.kind == MULTIPART:
            self.files(body)
        elif named and self.tells_all():
            self.several(body)

    def tells_all(self):
        """Another envelope than the document's own has its own rules."""
        own = "x-hr-envelope" not in self.operation.raw
        return own and self.document.envelope.get("violations") == "all"

    def several(self, body):
        """Two fields that are wrong at once: the refusal names both."""
        wrong = {}
        for field in bodies(self.document, body):
            plain = not field.value.inside and field.name in body.schema.get("properties", {})
            if plain and len(wrong) < 2:
                wrong.setdefault(field.name, field.value)
        status = self.document.refused(self.operation)
        if len(wrong) < 2 or status is None:
            return
        case = self.base(body)
        for name, value in wrong.items():
            if value.value is MISSING:
                case.body.pop(name, None)
            else:
                case.body[name] = value.value
        what = f"body {' and '.join(wrong)}: both wrong"
        pointer = f"{body.pointer}/properties"

        def judge(answer):
            if answer.status != status:
                said = f"{what}: {answer.status} instead of {status}"
                return [Finding("refused", said, pointer)]
            return [
                Finding("names every field", f"the refusal does not name {name} ({what})", pointer)
                for name in wrong
                if not names(answer, name)
            ]

        self.client.send(case, NAME, what, ["names every field"], judge)

    def files(self, body):
        """A file as long as one may be, and one that is a byte longer."""
        for key, schema in body.schema.get("properties", {}).items():
            schema, at = self.document.resolve(schema, f"{body.pointer}/properties/{escape(key)}")
            most = schema.get("maxLength")
            if schema.get("format") != "binary" or most is None or most >= LARGEST_FILE:
                continue
            for inside, size in ((True, most), (False, most + 1)):
                case = self.base(body)
                case.body = {**(case.body or {}), key: bytes(b"a") * size}
                value = Value("maxLength", inside, MISSING, f"{at}/maxLength")
                what = f"file {key} of {size} bytes: {value}"
                if inside:
                    self.accepted(case, what, key, value)
                elif statuses := self.document.oversized(self.operation):
                    self.refused(case, what, key, value, statuses, False)

    def in_form(self, field):
        """In a form all is text, and a file has a size only."""
        value = field.value.value
        return value is MISSING or isinstance(value, (str, int, float)) and value is not None


def revive(client, operation, caller):
    """Where the example's record has been deleted, a new one takes its place."""
    records = client.records
    for parameter in operation.of_place("path"):
        if (parameter.name, str(parameter.example)) in records.gone:
            case = shown(client.document, operation, caller)
            made = records.make(case, operation.tag, parameter.name)
            if made and client.document.valid(parameter.pointer, made[0]):
                parameter.example = made[0]


def said(answer):
    """The words of a refusal, numbers aside."""
    try:
        return re.sub("[0-9]+", "#", " ".join(spoken(answer.json(), True)))
    except ValueError:
        return ""


def kept(field):
    """Names by which a rule may call the field under test: it stays as it is."""
    if not field:
        return ()
    slashed = field.replace("[", "/").replace("]", "").replace(".", "/")
    return (field, field.split(".")[0].split("[")[0], slashed)


def caller_of(client, operation):
    """The first identity that has credentials for an operation; nobody where none are asked for."""
    if operation.public:
        return client.owner
    return next((one for one in client.callers if one.scheme(operation)), None)


def sendable(parameter, value):
    """What HTTP itself cannot carry, or reads as another path, is not tried."""
    if value.value is MISSING:
        return True
    written = text(value.value) if not isinstance(value.value, (list, dict)) else ""
    if parameter.place == "path":
        return written not in ("", ".", "..") and "/" not in written and "\0" not in written
    if parameter.place == "header":
        return written.isprintable() and written == written.strip()
    return True
