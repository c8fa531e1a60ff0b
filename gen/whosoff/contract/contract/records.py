"""What well-formed requests need to be accepted: records of their own, unused values, an order.

The document says so under `x-hr-refusals`; its links say how a record is made. A case has
`operation` (label, tags), `method`, `path_parameters`, `body` and `headers`.
"""

import os
import threading
import uuid
from collections import defaultdict

from .callers import signed

METHODS = {"get", "put", "post", "delete", "patch", "options", "head", "trace"}
# What an operation needs that the document says nothing about.
NO_NEEDS = {"fresh": [], "fetched": [], "ordered": [], "after": [], "made": [], "copied": {}}
# An id of no record.
NOBODY = 9007199254740990


class Records:
    """Everything that is known of the document's records; `send` makes a request for a case."""

    def __init__(self, raw_schema, identities, send):
        self.send = send
        self.lock = threading.Lock()
        # Per operation what x-hr-refusals says a well-formed request needs to be accepted.
        self.needs = {}
        # Path parameters of operations that have no status for an unknown record -> the example.
        self.named = {}
        # Names and values of path parameters in any example of the document.
        self.shown = set()
        # Path parameters of reads that are texts -> the document's example.
        self.reads = {}
        # Names and values of path parameters whose record has been deleted.
        self.gone = set()
        # Names and values of every id that an answer has told: what a link hands on is among them.
        self.told = set()
        # Those that a creation told: a record that was there before may be one that others need.
        self.created = set()
        # Those that a case was about to delete: others may find them or not.
        self.doomed = set()
        # How to make a record whose id a path names:
        # (tag, parameter) -> (label, path, media type, example, pointer).
        self.makers = {}
        # Path parameters that name a record of the case's own, and the document's examples.
        self.examples = {}
        # How to call an operation that must have gone before: operationId -> (method, path, query).
        self.steps = {}
        # Logins that need a digest, by label.
        self.logins = {}
        self.seen = defaultdict(set)
        self.fetchable = os.environ.get("ROSETTA_FETCHABLE")
        self._remember(raw_schema, identities)

    # What the document says.

    def _remember(self, raw_schema, identities):
        for path, item in raw_schema.get("paths", {}).items():
            for method, operation in item.items():
                if method.lower() in METHODS:
                    self._remember_one(raw_schema, path, method, operation)
        for identity in identities:
            for credential in identity["credentials"].values():
                if "digest" in credential:
                    method, path, _ = self.steps[credential["login"]]
                    self.logins.setdefault(f"{method.upper()} {path}", credential)

    def _remember_one(self, raw_schema, path, method, operation):
        label = f"{method.upper()} {path}"
        rules = operation.get("x-hr-refusals", [])
        fresh = [name for rule in rules for name in rule.get("fresh", [])]
        fetched = [name for rule in rules for name in rule.get("fetched", [])]
        if method.lower() == "delete":
            # A deletion removes a record made for it, so that other cases keep theirs.
            fresh += [part[1:-1] for part in path.split("/") if part.startswith("{")]
        parameters = [resolved(raw_schema, p) for p in operation.get("parameters", [])]
        shown = [p for p in parameters if p.get("in") == "path"]
        self.examples[label] = {p["name"]: p.get("example") for p in shown if p["name"] in fresh}
        self.shown.update((p["name"], str(p["example"])) for p in shown if "example" in p)
        if method.lower() == "get":
            texts = [
                p for p in shown if p.get("schema", {}).get("type") != "integer" and "example" in p
            ]
            self.reads[label] = {p["name"]: p["example"] for p in texts}
        if "404" not in operation.get("responses", {}):
            parts = {p["name"]: p.get("example") for p in shown if names_records(p)}
            self.named[label] = {name: value for name, value in parts.items() if value is not None}
        made = [name for rule in rules for name in rule.get("made", [])]
        copied = [name for rule in rules for name in rule.get("copied", [])]
        _, media = json_media(operation.get("requestBody", {}).get("content", {}))
        first = next(iter(media.get("examples", {}).values()), {}).get("value", {})
        ordered = [rule["ordered"] for rule in rules if "ordered" in rule]
        after = [name for rule in rules for name in rule.get("after", [])]
        needs = {
            "fresh": fresh,
            "fetched": fetched,
            "ordered": ordered,
            "after": after,
            "made": made,
            "copied": {name: first.get(name) for name in copied},
        }
        if any(needs.values()):
            self.needs[label] = needs
        here = {p["name"]: p["example"] for p in shown if "example" in p}
        query = [p for p in parameters if p.get("in") == "query"]
        asked = {p["name"]: p["example"] for p in query if "example" in p}
        self.steps[operation.get("operationId")] = (method, path, asked)
        self._remember_maker(label, operation, here)

    def _remember_maker(self, label, operation, here):
        """A link tells where the id of a new record stands: in the answer, or in what was sent."""
        method, path = label.split(" ", 1)
        for name, value in here.items():
            path = path.replace("{" + name + "}", str(value))
        kind, media = json_media(operation.get("requestBody", {}).get("content", {}))
        examples = [example["value"] for example in media.get("examples", {}).values()]
        for response in operation.get("responses", {}).values():
            for link in response.get("links", {}).values():
                for name, expression in link.get("parameters", {}).items():
                    place, _, pointer = str(expression).partition("#")
                    known = place in ("$response.body", "$request.body")
                    if method == "POST" and examples and known:
                        pointer = (place, *pointer.split("/")[1:])
                        tag = operation.get("tags", [""])[0]
                        self.makers[(tag, name)] = (label, path, kind, examples[0], pointer)

    # What a case gets.

    def name_a_record(self, case, phase):
        """Where the document has no status for an unknown record, a path names one that exists.

        A read takes the document's own example: schemathesis has examples of any field of the same
        name, and the shapes of a text that is an id name nothing either.
        """
        if phase in ("examples", "coverage"):
            case.path_parameters.update(self.reads.get(case.operation.label, {}))
        for name, example in self.named.get(case.operation.label, {}).items():
            value = case.path_parameters.get(name)
            record, deletes = (name, str(value)), case.method == "DELETE"
            spared = deletes and (record in self.shown or record not in self.created)
            if phase == "stateful" and self.alive(record) and not spared:
                if deletes:
                    self.doomed.add(record)
                continue
            tag = (case.operation.tags or [""])[0]
            made = self.make(case, tag, name) if deletes else None
            case.path_parameters[name] = made[0] if made else example

    def alive(self, record):
        """An answer has told this id of this name, and nothing has been about to delete it."""
        return record in self.told and record not in self.gone and record not in self.doomed

    def spare(self, case):
        """A deletion that is broken in what nobody looks at, a media type say, still deletes: it
        names a record of its own instead of one that others read."""
        if not case.operation.label.startswith("DELETE "):
            return
        tag = (case.operation.tags or [""])[0]
        for name, value in case.path_parameters.items():
            record = (name, str(value))
            known = record in self.shown or record in self.told
            if known and (made := self.make(case, tag, name)):
                case.path_parameters[name] = made[0]

    def sign(self, case):
        """A well-formed login has a digest that is right: no schema can say so."""
        credential = self.logins.get(case.operation.label)
        meta = getattr(case, "meta", None)
        positive = meta is None or meta.generation.mode.is_positive
        if credential and isinstance(case.body, dict) and positive:
            signed(case.body, credential)

    def documented(self, case):
        """Another record than the document's example would be taken from another operation's cases."""
        shown = self.examples.get(case.operation.label, {})
        return all(case.path_parameters.get(name) == value for name, value in shown.items())

    def there(self, case):
        """The record of the path has not been deleted."""
        return not any(
            (name, str(value)) in self.gone for name, value in case.path_parameters.items()
        )

    def prepare(self, case, needs, kept=()):
        """Makes a well-formed case acceptable; fields in `kept` stay as they are."""
        body = case.body if isinstance(case.body, dict) else {}
        for name in needs["fetched"]:
            if self.fetchable and isinstance(body.get(name), str) and name not in kept:
                body[name] = self.fetchable
        for first, last in needs["ordered"]:
            if first not in kept and last not in kept:
                sort(case, body, first, last)
        for name, value in needs["copied"].items():
            if name in kept:
                continue
            if value is not None:
                body[name] = value
            else:
                body.pop(name, None)
        for name in needs["made"]:
            if name in kept:
                continue
            found = (found for maker in self.makers_of(name) if (found := self.make(case, *maker)))
            record = next(found, None)
            if record and name in body:
                body[name] = record[0]
        for name in needs["fresh"]:
            if name in kept:
                continue
            if name in case.path_parameters:
                self.replace_record(case, name, body)
            elif (place := holding(body, name)) is not None:
                part, key = place
                with self.lock:
                    known = part[key].lower() in self.seen[name]
                    self.seen[name].add(part[key].lower())
                if known:
                    part[key] = unused(part[key])

    def mark_used(self, case, needs):
        """What is sent as the document shows it is not unused afterwards."""
        for name in needs["fresh"]:
            place = holding(case.body, name)
            if place is not None:
                part, key = place
                with self.lock:
                    self.seen[name].add(part[key].lower())

    def replace_record(self, case, name, body):
        """Makes a record of its own for this case, since the last one may have left the right state."""
        tag = (case.operation.tags or [""])[0]
        shown = self.examples.get(case.operation.label, {}).get(name)
        if (
            (tag, name) not in self.makers
            and isinstance(shown, (int, str))
            and not isinstance(shown, bool)
        ):
            # Nothing makes such records: the document's example is as good as any.
            case.path_parameters[name] = shown
            return
        made = self.make(case, tag, name)
        if made is None:
            return
        case.path_parameters[name], record = made
        for key, items in body.items():
            adopt(items, record.get(key))
        for step in self.needs[case.operation.label]["after"]:
            method, path, query = self.steps[step]
            self.send(case, method, path.format(**case.path_parameters), params=query)

    def make(self, case, tag, name, again=True):
        """A new record and its id, as the example of the operation that makes such records has it."""
        if (tag, name) not in self.makers:
            return None
        label, path, kind, example, pointer = self.makers[(tag, name)]
        wanted = dict(example)
        for field in self.needs.get(label, {}).get("fresh", []):
            if isinstance(wanted.get(field), str):
                wanted[field] = unused(wanted[field])
        answer = self.send(case, "post", path, kind, wanted)
        if not answer.ok and again:
            # What the example refers to may be gone by now: it refers to new records then.
            makers = {
                field: maker for field in wanted for maker in self.makers_of(field) if field != name
            }
            made = {field: self.make(case, *maker, again=False) for field, maker in makers.items()}
            wanted.update({field: record[0] for field, record in made.items() if record})
            answer = self.send(case, "post", path, kind, wanted)
        if not answer.ok:
            return None
        place, *steps = pointer
        made = answer.json() if place == "$response.body" else wanted
        for step in steps[:-1]:
            made = made[int(step)] if isinstance(made, list) else made[step]
        return made[steps[-1]], made

    def makers_of(self, field):
        """What makes the records that a field names: a parameter is called like it, an ending aside.

        An id that was sent is none of a new record.
        """
        names = (field, field.removesuffix("_id"))
        return [
            maker
            for maker, made in self.makers.items()
            if maker[1] in names and made[-1][0] == "$response.body"
        ]

    def learn(self, case, status, answer):
        """Takes note of ids that an answer tells, and of records that are gone."""
        with self.lock:
            if self.named and status < 300:
                told = set(ids_in(answer))
                self.told |= told
                if any(case.operation.label == maker[0] for maker in self.makers.values()):
                    self.created |= told
            if case.method.upper() == "DELETE" and status < 300:
                self.gone.update((name, str(value)) for name, value in case.path_parameters.items())


def resolved(raw_schema, node):
    """What a reference within the document leads to."""
    while "$ref" in node:
        found = raw_schema
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def names_records(parameter):
    """An id, not a switch in the path."""
    return parameter.get("schema", {}).get("type") != "boolean"


def json_media(content):
    """The first media type of JSON, and what the document says of it."""
    return next(((kind, media) for kind, media in content.items() if is_json(kind)), (None, {}))


def is_json(kind):
    return kind == "application/json" or kind.endswith("+json")


def unused(value):
    """A value that nobody has used yet, of the same look."""
    mark = uuid.uuid4().hex[:12]
    return f"{mark}@fresh.example" if "@" in value else f"fresh-{mark}"


def holding(body, name):
    """The object and the key of a text within a body; `name` may lead through objects and lists, `a/0/b`."""
    *path, key = name.split("/")
    for step in path:
        if isinstance(body, list):
            body = body[int(step)] if step.isdigit() and int(step) < len(body) else None
        else:
            body = body.get(step) if isinstance(body, dict) else None
    return (body, key) if isinstance(body, dict) and isinstance(body.get(key), str) else None


def sort(case, body, first, last):
    """The lower of two values comes first; in a change one alone would be held against the stored."""
    low, high = body.get(first), body.get(last)
    if low is not None and high is not None:
        if isinstance(low, str) == isinstance(high, str):
            body[first], body[last] = min(low, high), max(low, high)
    elif case.method.upper() in ("PUT", "PATCH") and (low is not None) != (high is not None):
        body.pop(first, None)
        body.pop(last, None)


def adopt(items, own):
    """Parts that are named by id are those of the new record."""
    if not isinstance(items, list) or not isinstance(own, list):
        return
    if all(isinstance(item, dict) and "id" in item for item in items + own):
        del items[len(own) :]
        for item, part in zip(items, own):
            item["id"] = part["id"]


def ids_in(answer):
    """Names and values of all fields of an answer that are called an id."""
    try:
        open_parts = [answer.json()]
    except ValueError:
        return
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            open_parts.extend(part.values())
            yield from (
                (key, str(value))
                for key, value in part.items()
                if key.lower().endswith("id") and isinstance(value, (int, str))
            )
        elif isinstance(part, list):
            open_parts.extend(part)
