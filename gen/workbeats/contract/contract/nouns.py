"""Records that the document tells how to make: what reads, lists, changes and deletes them."""

from dataclasses import dataclass, field

from .document import escape, is_json, text, unescape


@dataclass
class Noun:
    """A create whose link tells the id of the new record, and the operations about that record."""

    create: object
    # Where the answer to the create shows the id, as steps.
    pointer: list
    # Operations, and the parameter or field of each that takes the id.
    get: object = None
    listing: object = None
    delete: object = None
    changes: list = field(default_factory=list)
    # Parameters of the list -> fields of what was sent.
    asked: dict = field(default_factory=dict)

    @property
    def examples(self):
        """Those that make a record: one with an id changes the record that has it."""
        return [it for it in self.create.json_body.examples if self.key not in it]

    @property
    def key(self):
        """What the id is called in a record."""
        return self.pointer[-1]


def nouns(document, operations):
    """Every kind of record that one of these operations makes."""
    found = {}
    for create in operations:
        if create.method == "post" and create.json_body and create.json_body.examples:
            noun = _noun(document, create)
            # A renewal makes what a create makes: both are tried, each by itself.
            if noun and (noun.get or noun.listing):
                found[create.id] = noun
    return found


def _noun(document, create):
    links = list(_links(document, create))
    told = [link for link in links if link[2][0] == "$response.body"]
    if not told:
        return None
    ids = [(target, name, steps[1:]) for target, name, steps in told if _takes(target, name)]
    if not ids:
        return None
    noun = Noun(create, ids[0][2])
    for target, name, _ in ids:
        if target.method == "get" and len(target.of_place("path")) <= 1:
            noun.get = noun.get or (target, name)
        elif target.method == "delete" and len(target.of_place("path")) == 1:
            noun.delete = (target, name)
    _beside(document, noun, ids[0][1])
    for target, name, steps in links:
        sent = steps[0] == "$request.body" and len(steps) == 2
        if sent and target.method == "get" and target.verb.endswith(".list"):
            noun.listing, noun.asked = target, {name: steps[1]}
    noun.listing = noun.listing or _list(document, noun)
    return noun


def _links(document, create):
    """(operation, parameter, steps) of every link; the first step says where the rest begins."""
    for response in create.raw.get("responses", {}).values():
        response, _ = document.resolve(response, "")
        for link in response.get("links", {}).values():
            target = document.operation(link.get("operationId"))
            for name, expression in link.get("parameters", {}).items():
                place, _, pointer = str(expression).partition("#")
                if target is not None:
                    steps = [unescape(step) for step in pointer.split("/")[1:]]
                    yield target, name, [place, *steps]


def _takes(operation, name):
    """The parameter names a record: a header names a company."""
    return any(it.name == name and it.place in ("path", "query") for it in operation.parameters)


def _beside(document, noun, name):
    """What changes and deletes the record: on its own path, or called so by its verb."""
    kind = noun.create.verb.partition(".")[0]
    path = noun.get[0].path if noun.get and noun.get[0].names_a_record else None
    for it in document.operations:
        here = path is not None and it.path == path
        named = not path_has_own(document, path) and it.verb.partition(".")[0] == kind
        if it.method == "delete" and noun.delete is None:
            own = named and it.verb.endswith(".delete") and "{" + name + "}" in it.path
            if here or own:
                noun.delete = (it, noun.get[1] if here else name)
        elif it.method in ("put", "patch") and it.json_body and it.json_body.examples:
            if here:
                noun.changes.append((it, noun.get[1], "path"))
            elif named and it.verb.endswith(".update") and not it.names_a_record:
                if name in it.json_body.schema.get("properties", {}):
                    noun.changes.append((it, name, "body"))
    if any(noun.key in example for example in noun.create.json_body.examples):
        noun.changes.append((noun.create, noun.key, "body"))


def path_has_own(document, path):
    """The path of a record knows more than reading: nothing else is looked for then."""
    return path is not None and len(document.methods_of(path)) > 1


def _list(document, noun):
    """The list that has the record: above it, or called so by its verb."""
    above = {noun.create.path}
    if noun.get and noun.get[0].names_a_record:
        above.add(noun.get[0].path.rpartition("/")[0])
    for it in document.operations:
        if it.method == "get" and it.path in above and it is not (noun.get or [None])[0]:
            return it
    if noun.get and noun.get[0].verb.endswith(".list"):
        return noun.get[0]
    return next((it for it in document.operations if _asks(it, noun)), None)


def _asks(operation, noun):
    """A retrieval beside the create, by POST, whose first example asks for all there is."""
    beside = operation.path.rpartition("/")[0] == noun.create.path.rpartition("/")[0]
    kind = noun.create.verb.partition(".")[0]
    return operation.method == "post" and beside and operation.verb == f"{kind}.list"


# Records in answers.


def records(document, operation, body):
    """The records of a list: under the data key, or in the first list of objects."""
    if isinstance(body, list):
        return body
    if not isinstance(body, dict):
        return []
    under = body.get(document.envelope.get("data"))
    if isinstance(under, list):
        return under
    for holder in (under, body):
        for value in holder.values() if isinstance(holder, dict) else ():
            if isinstance(value, list) and (not value or isinstance(value[0], dict)):
                return value
    return []


def at(value, steps):
    """A part of a value; nothing where it has none."""
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def record(document, noun, body, identity):
    """The one record of an answer and the steps to it."""
    data = document.envelope.get("data")
    places = [noun.pointer[:-1], [data], []]
    for steps in places:
        found = at(body, steps)
        if isinstance(found, dict) and text(found.get(noun.key)) == text(identity):
            return found, steps
    for one in records(document, None, body):
        if isinstance(one, dict) and text(one.get(noun.key)) == text(identity):
            return one, [data, "0"]
    found = at(body, [data])
    # A record may not repeat by what it was asked for.
    return (found, [data]) if isinstance(found, dict) and noun.key not in found else (None, [])


def has(found, key, identity):
    """How often a list has the record."""
    known = [one for one in found if isinstance(one, dict) and key in one]
    return sum(text(one[key]) == text(identity) for one in known)


# Fields in the document.


def field_pointer(document, operation, steps, key):
    """Where the document describes a field of a success body; the operation where it does not."""
    for status, response in operation.raw.get("responses", {}).items():
        if not status.startswith("2"):
            continue
        response, where = document.resolve(response, f"{operation.pointer}/responses/{status}")
        for kind, media in response.get("content", {}).items():
            if is_json(kind) and "schema" in media:
                start = f"{where}/content/{escape(kind)}/schema"
                for path in ([*steps, key], [*steps, "attributes", key]):
                    found = _below(document, media["schema"], start, path)
                    if found:
                        return found
    return operation.pointer


def _below(document, schema, pointer, steps):
    if not isinstance(schema, dict):
        return None
    schema, pointer = document.resolve(schema, pointer)
    if not steps:
        return pointer
    first, rest = steps[0], steps[1:]
    if first in schema.get("properties", {}):
        inner = f"{pointer}/properties/{escape(first)}"
        # The last step is the field's own line, not that of a type it shares with others.
        return inner if not rest else _below(document, schema["properties"][first], inner, rest)
    if "items" in schema and first.isdigit():
        return _below(document, schema["items"], f"{pointer}/items", rest)
    for word in ("allOf", "oneOf", "anyOf"):
        for at_, one in enumerate(schema.get(word, [])):
            found = _below(document, one, f"{pointer}/{word}/{at_}", steps)
            if found:
                return found
    return None
