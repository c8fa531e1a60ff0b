"""State, from the document alone: what is created is read, listed, changed and gone as documented.

A record of each kind that a link of the document leads to; then every list that has pages.
"""

import copy

from . import pages, rules
from .boundary import caller_of, revive
from .case import shown
from .compare import changed, fields, flat, left_out, nobody, same, told
from .document import escape, unescape
from .log import Finding
from .nouns import at, field_pointer, has, nouns, record
from .records import NO_NEEDS, adopt

NAME = "state"
AS_SENT, LISTED, KEPT, GONE = (
    "reads as it was sent",
    "is listed once",
    "changes what is named",
    "is gone once deleted",
)
# Fields of one kind of record that are cleared by null, one after another.
MOST_CLEARED = 12
# Parts of names of fields that follow from others, and change with them.
FOLLOWS = ("updat", "modif", "label", "total", "meta", "count")


def run(client, operations):
    if client.options.read_only:
        client.log.note(NAME, "nothing may be created, so nothing was tried")
        return
    known = nouns(client.document, operations)
    creates = [it for it in operations if it.id in known]
    client.each(NAME, creates, lambda it: all_examples(client, known[it.id]))
    ruled = [it for it in operations if any(rules.about_state(it)) and caller_of(client, it)]
    client.each(NAME, ruled, lambda it: rules.provoke(client, NAME, it))
    paged = [it for it in operations if pages.style_of(client.document, it)]
    usable = [it for it in paged if it.method == "get" and (it.public or caller_of(client, it))]
    for one in usable:
        revive(client, one, caller_of(client, one))
    client.each(NAME, usable, lambda it: pages.one(client, NAME, it, caller_of(client, it)))


def all_examples(client, noun):
    caller = caller_of(client, noun.create)
    if caller is None and not noun.create.public:
        client.log.note(NAME, f"{noun.create.id}: no identity has credentials for it")
        return
    revive(client, noun.create, caller)
    for at_, example in enumerate(noun.examples, 1):
        life = Life(client, noun, caller)
        if life.begins(f"creating example {at_}", example):
            life.goes_on()


class Life:
    """One record from its creation to its end."""

    def __init__(self, client, noun, caller):
        self.client = client
        self.document = client.document
        self.noun = noun
        self.caller = caller
        self.id = None
        self.sent = {}
        # Where an answer has the record.
        self.steps = []

    # Requests.

    def about(self, operation, name=None, body=None):
        """A request of the document about this record."""
        case = shown(self.document, operation, self.caller)
        if body is not None:
            case.kind, case.body = operation.json_body.kind, copy.deepcopy(body)
        for parameter in operation.parameters:
            if parameter.name == name and parameter.place == "path":
                case.path_parameters[name] = self.id
            elif parameter.name == name and parameter.place == "query":
                case.set_query(parameter, self.id)
        return case

    def send(self, case, what, checks=(), judge=None):
        return self.client.send(case, NAME, what, list(checks), judge)

    def ready(self, case, *kept):
        """What x-hr-refusals says a well-formed request needs, but for the record itself."""
        records = self.client.records
        records.sign(case)
        needs = records.needs.get(case.operation.label, NO_NEEDS)
        records.prepare(case, {**needs, "after": []}, kept)

    def ruled(self, case, answer, what):
        """A refusal of a well-formed request: by a rule it may be, and nobody can say which."""
        operation, log = case.operation, self.client.log
        if answer.status in operation.refusals:
            log.rule(operation.id, answer.status)
        known = answer.status in operation.refusals or self.client.options.credentials
        if known or answer.status not in operation.statuses or answer.status >= 500:
            log.note(NAME, f"{operation.id}: {what} was refused with {answer.status}")
            return []
        said = f"a well-formed request ({what}) was refused with {answer.status}"
        return [Finding("accepted", said, operation.pointer)]

    # The life.

    def begins(self, what, example):
        """Creates the record; whether there is one whose id is known."""
        create = self.noun.create
        case = self.about(create, None, example)
        self.ready(case)

        def judge(answer):
            if answer.status >= 300:
                return self.ruled(case, answer, what)
            self.id = self.told(answer)
            if self.id is None:
                place = "/".join(self.noun.pointer)
                said = f"the answer has no {place}, where its link says the id is"
                return [Finding(AS_SENT, said, self.where(create))]
            return []

        self.send(case, what, [AS_SENT], judge)
        self.sent = case.body
        if self.id is not None:
            self.client.log.state["records"] += 1
        return self.id is not None

    def told(self, answer):
        found = at(pages.body_of(answer), self.noun.pointer)
        return found if isinstance(found, (int, str)) and not isinstance(found, bool) else None

    def where(self, operation):
        status = next((it for it in operation.statuses if it < 300), 200)
        return f"{operation.pointer}/responses/{status}"

    def goes_on(self):
        self.read("read back", self.sent)
        self.listed(True)
        for change in self.noun.changes:
            self.changed(*change)
        if self.noun.delete:
            self.deleted(*self.noun.delete)

    def read(self, what, sent=None, judge=None):
        """The record as it is shown; what was sent must be what is read."""
        if self.noun.get is None:
            return None
        get, name = self.noun.get
        case = self.about(get, name)
        found = {}

        def judged(answer):
            got, steps = record(self.document, self.noun, pages.body_of(answer), self.id)
            if answer.status >= 300 or got is None:
                without = " without the record" if answer.ok else ""
                said = f"{what}: {answer.status}{without}; it was just created"
                return [Finding(AS_SENT, said, self.where(get))]
            found.update(got)
            self.steps = steps
            findings = self.compared(get, steps, what, sent or {}, got)
            return findings + (judge(got, steps) if judge else [])

        self.send(case, what, [AS_SENT, *([KEPT] if judge else [])], judged)
        return found

    def compared(self, operation, steps, what, sent, got):
        findings = []
        for key, value, shown_as in fields(sent, got):
            self.client.log.state["fields"] += 1
            if self.client.options.credentials and left_out(key, value, shown_as):
                # The examples name the demo's records.
                self.client.log.note(NAME, f"{operation.id}: {key} may name no record here")
            elif not same(value, shown_as) and not nobody(key, value, shown_as):
                sent_as, reads = told(key, value), told(key, shown_as)
                said = f"{what}: {key} was sent as {sent_as} and reads {reads}"
                pointer = field_pointer(self.document, operation, steps, key)
                findings.append(Finding(AS_SENT, said, pointer))
        return findings

    def listed(self, there):
        """The list has the record once, or not at all."""
        operation = self.noun.listing
        if operation is None:
            return
        client, log = self.client, self.client.log
        caller = caller_of(client, operation) or self.caller
        style = pages.style_of(self.document, operation)
        base = pages.asking(client, operation, caller, self.ask)
        size = pages.largest(self.document, operation, style) if style else 0
        went = pages.walk(client, base, style, size)
        times = has(went.found, self.noun.key, self.id)
        findings = []
        if went.pages[-1][1].status >= 300 or not went.complete or more(self, operation, went):
            log.note(NAME, f"{operation.id}: the list could not be read to its end")
        elif there and times == 0 and self.filtered(operation):
            log.note(NAME, f"{operation.id}: the list's example asks for other records")
        elif times != (1 if there else 0):
            log.state["listed"] += 1
            said = f"the {'new' if there else 'deleted'} record is in the list {times} times"
            said, check = f"{said} ({self.noun.key})", LISTED if there else GONE
            findings.append(Finding(check, said, self.where(operation)))
        else:
            log.state["listed"] += 1
        what = "looking for the record" if there else "looking for the deleted record"
        pages.logged(client, NAME, what, went, [LISTED if there else GONE], findings)

    def ask(self, case):
        for name, key in self.noun.asked.items():
            if case.path_parameters.get(name) is not None:
                case.path_parameters[name] = self.sent.get(key)

    def filtered(self, operation):
        """A question with a body may ask for some records only."""
        return operation.method == "post"

    # Changes.

    def changed(self, operation, name, place):
        """What is sent reads so, what is not sent stays, and null clears."""
        before = self.read("before a change")
        if before is None:
            return
        shape = operation.json_body
        example = next((it for it in shape.examples if name in it), shape.examples[0])
        required = [it for it in shape.schema.get("required", []) if it != name]
        # A replacement clears what it does not name.
        stays = operation.method == "post" and self.document.changes.get("absent") == "stays"
        partial = stays or operation.method == "patch" or not required
        if not self.change(operation, name, place, example, before, partial):
            return
        named = any(key in before for key in example)
        if partial and named and self.document.changes.get("null") == "clears":
            kept = {key: self.sent[key] for key in required if key in self.sent}
            for key in self.clearable(operation, before)[:MOST_CLEARED]:
                self.change(operation, name, place, {**kept, key: None}, None, False)

    def change(self, operation, name, place, body, before, partial):
        """One change; whether it was accepted."""
        if place == "body":
            body = {**body, name: self.id}
        case = self.about(operation, name, body)
        for key, items in case.body.items():
            adopt(items, flat(before or {}).get(key))
        # What the example has may be another record's by now.
        records = self.client.records
        records.mark_used(case, records.needs.get(operation.label, NO_NEEDS))
        self.ready(case, name)
        cleared = [key for key, value in body.items() if value is None and key != name]
        what = f"a change with {', '.join(cleared)} as null" if cleared else "a change"

        def judge(answer):
            return self.ruled(case, answer, what) if answer.status >= 300 else []

        answer, _ = self.send(case, what, ["accepted"], judge)
        if answer is None or answer.status >= 300:
            return False
        self.client.log.state["changes"] += 1
        known = operation.json_body.schema.get("properties", {})

        def stays(got, steps):
            lost = changed(before, got, case.body, known) if partial and before else ()
            return [
                Finding(
                    KEPT,
                    f"{operation.id} did not name {key}, which went from {told(key, was)}"
                    f" to {told(key, now)}",
                    f"{operation.json_body.pointer}/properties/{escape(key)}",
                )
                for key, was, now in lost
                if not any(part in key.lower() for part in FOLLOWS)
            ]

        self.read(f"after {what}", case.body, stays)
        return True

    def clearable(self, operation, before):
        """Fields that the document lets be null, and that hold something."""
        body = operation.json_body
        required = body.schema.get("required", [])
        return [
            key
            for key in body.schema.get("properties", {})
            if key not in required
            and flat(before).get(key) not in (None, "", [], {})
            and self.document.valid(f"{body.pointer}/properties/{escape(key)}", None)
            and self.readable(key)
        ]

    def readable(self, key):
        """What is read may be null, or left out."""
        get, _ = self.noun.get
        steps = self.steps
        pointer = field_pointer(self.document, get, steps, key)
        holder, _, last = pointer.rpartition("/properties/")
        required = self.document.at(holder).get("required", []) if holder else []
        return unescape(last) not in required or self.document.valid(pointer, None)

    # The end.

    def deleted(self, operation, name):
        case = self.about(operation, name)

        def judge(answer):
            return self.ruled(case, answer, "deleting the record") if answer.status >= 300 else []

        answer, _ = self.send(case, "deleting the record", ["accepted"], judge)
        if answer is None or answer.status >= 300:
            return
        self.client.log.state["deletions"] += 1
        if self.noun.get:
            self.gone(*self.noun.get, "reading the deleted record")
        self.listed(False)
        self.gone(operation, name, "deleting the record once more")

    def gone(self, operation, name, what):
        """Refused like any unknown record; a question may also have an answer without it."""
        status = self.document.no_record(operation)
        asked = not operation.names_a_record

        def judge(answer):
            got, _ = record(self.document, self.noun, pages.body_of(answer), self.id)
            if answer.status == status or asked and answer.status < 300 and got is None:
                return []
            said = f"{what}: {answer.status} instead of {status}"
            return [Finding(GONE, said, f"{operation.pointer}/responses/{status}")]

        self.send(self.about(operation, name), what, [GONE], judge)


def more(life, operation, went):
    """The list itself says that it has more than it shows."""
    if pages.style_of(life.document, operation):
        return False
    body = pages.body_of(went.pages[-1][1])
    words = body.items() if isinstance(body, dict) else ()
    counts = [value for key, value in words if "total" in key.lower() and isinstance(value, int)]
    return any(count > len(went.found) for count in counts)


__all__ = ["NAME", "run"]
