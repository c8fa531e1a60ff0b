"""Values on both sides of every constraint: the last that a schema allows, the first that it refuses.

Each value is checked against the document before it is used: one inside breaks nothing, one outside
breaks the one constraint that it is about.
"""

import uuid
from dataclasses import dataclass

from .document import escape

# Longer texts and lists are not built.
LONGEST, MOST_ITEMS = 120_000, 5_000
INT_RANGES = {"int32": 2**31, "int64": 2**63}


@dataclass
class Value:
    """A value on one side of a constraint, which stands at `pointer`."""

    constraint: str
    inside: bool
    value: object
    pointer: str

    def __str__(self):
        return f"{self.constraint}, just {'inside' if self.inside else 'outside'}"


class Missing:
    """Stands where a value is left out."""

    def __repr__(self):
        return "(left out)"


MISSING = Missing()


def mark():
    """A text that nobody has used."""
    return uuid.uuid4().hex[:10]


def types(schema):
    kind = schema.get("type", [])
    return kind if isinstance(kind, list) else [kind]


def variant(document, schema, pointer, base):
    """The schema that a value follows where several are offered, null aside."""
    schema, pointer = document.resolve(schema, pointer)
    for word in ("oneOf", "anyOf"):
        offered = [
            document.resolve(one, f"{pointer}/{word}/{at}")
            for at, one in enumerate(schema.get(word, []))
        ]
        offered = [(one, at) for one, at in offered if types(one) != ["null"]]
        if offered:
            fitting = [(one, at) for one, at in offered if document.valid(at, base)]
            return variant(document, *(fitting or offered)[0], base)
    return schema, pointer


def nullable(document, pointer):
    return document.valid(pointer, None)


def sample(document, schema, pointer):
    """A small value that a schema allows."""
    schema, pointer = variant(document, schema, pointer, None)
    shown = [schema.get("example"), *schema.get("examples", []), schema.get("default")]
    shown += [schema.get("const"), *schema.get("enum", [])]
    for value in shown:
        if value is not None and document.valid(pointer, value):
            return value
    kind = next((one for one in types(schema) if one != "null"), None)
    if kind == "object" or "properties" in schema or "allOf" in schema:
        return _object(document, schema, pointer)
    if kind == "array":
        items = schema.get("items", {})
        least = max(1, schema.get("minItems", 0))
        return [sample(document, items, f"{pointer}/items")] * least
    if kind == "integer":
        return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
    if kind == "number":
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return next(iter(texts(document, schema, pointer, "", None)), mark())


def _object(document, schema, pointer):
    found = {}
    for part, at in parts(document, schema, pointer):
        for name in part.get("required", []):
            if name in part.get("properties", {}):
                inner = f"{at}/properties/{escape(name)}"
                found[name] = sample(document, part["properties"][name], inner)
    return found


def parts(document, schema, pointer):
    """An object schema and what it is put together from."""
    yield schema, pointer
    for at, one in enumerate(schema.get("allOf", [])):
        one, where = document.resolve(one, f"{pointer}/allOf/{at}")
        yield from parts(document, one, where)


FORMATS = (
    "2031-05-14",
    "2031-05-14T09:30:00Z",
    "2031-05-14 09:30:00",
    "2031-05-14T09:30",
    "2031-05-14 09:30",
    "09:30:00",
    "09:30",
    "https://fresh.example/a",
    "00000000-0000-4000-8000-000000000000",
    "1",
    "AU",
    "+61 2 5550 1234",
)


def texts(document, schema, pointer, base, length, allow=()):
    """Texts of a length (any if None) that the schema allows, but for the keywords in `allow`."""
    for text in _candidates(str(base or ""), length):
        if length is not None and len(text) != length:
            continue
        wrong = {where for where, _, _ in document.errors(pointer, text)}
        if wrong <= set(allow) and (wrong or not allow):
            yield text


def _candidates(base, length):
    unused = mark()
    if length is None:
        yield from (unused, f"{unused}@fresh.example", *FORMATS)
        return
    yield unused + "a" * (length - len(unused))
    yield from (letter * length for letter in "a1A")
    if base:
        more = length - len(base)
        yield base[:length]
        yield base + base[-1] * more
        yield base[0] * more + base
        yield base + "a" * more
    yield _mail(unused, length)
    yield "https://fresh.example/" + "a" * (length - 22)
    yield "https://fresh.example/" + f"{unused}/" + "a" * (length - 33)


def _mail(unused, length):
    """An address: a short name, labels of a domain up to the length."""
    if length < 16:
        return "a@" + "b" * (length - 2)
    left = length - len(unused) - 1 - len(".example")
    labels = []
    while left > 0:
        # The last label takes what is left, and no label has more than 60 letters.
        size = left if left <= 60 else min(60, left - 2)
        labels.append("d" * size)
        left -= size + 1
    return f"{unused}@{'.'.join(labels)}.example"


def boundaries(document, schema, pointer, base, textual=False):
    """Values on both sides of each constraint of a schema, `base` being one that is allowed.

    `textual` is what stands in a path, query, header or form: all of it is text.
    """
    outer = pointer
    schema, pointer = variant(document, schema, pointer, base)
    for value in _all(document, schema, pointer, base, textual):
        # An id as number or text is a text there, which must be allowed as such.
        written = as_written(schema, value.value) if textual else value.value
        wrong = document.errors(pointer, value.value)
        if value.inside and document.valid(outer, value.value) and document.valid(outer, written):
            yield value
        elif not value.inside:
            own = all(where == value.pointer for where, _, _ in wrong)
            loose = value.constraint in ("type", "format") or value.constraint in INT_RANGES
            if loose or (wrong and own and document.errors(outer, value.value)):
                yield value
    if not textual:
        if nullable(document, outer):
            yield Value("null", True, None, outer)
        elif types(schema) != [[]] and any(types(schema)):
            yield Value("type", False, None, f"{pointer}/type")


def as_written(schema, value):
    tolerant = {"integer", "string"} <= set(types(schema)) and "enum" not in schema
    return str(value) if tolerant and isinstance(value, int) else value


def _all(document, schema, pointer, base, textual):
    kinds = types(schema)
    if "enum" in schema or "const" in schema:
        yield from _codes(schema, pointer, base)
        return
    if "string" in kinds:
        yield from _strings(document, schema, pointer, base, textual)
    if "integer" in kinds or "number" in kinds:
        yield from _numbers(schema, pointer, base, kinds, textual)
    if "array" in kinds:
        yield from _lists(document, schema, pointer, base)
    if "boolean" in kinds:
        yield Value("type", False, "neither" if textual else {"a": "b"}, f"{pointer}/type")
    if "object" in kinds:
        yield from _objects(schema, pointer, base)


def _codes(schema, pointer, base):
    word = "enum" if "enum" in schema else "const"
    codes = schema.get("enum", [schema.get("const")])
    others = [code for code in codes if code != base and code is not None]
    for code in others[-1:] or codes[:1]:
        yield Value(word, True, code, f"{pointer}/{word}")
    numbers = [c for c in codes if isinstance(c, (int, float)) and not isinstance(c, bool)]
    unknown = max(numbers) + 1 if numbers and len(numbers) == len(codes) else "no-such-code"
    yield Value(word, False, unknown, f"{pointer}/{word}")


def _strings(document, schema, pointer, base, textual):
    if not textual and types(schema) in (["string"], ["string", "null"]):
        yield Value("type", False, {"a": "b"}, f"{pointer}/type")
    for word, step in (("maxLength", 1), ("minLength", -1)):
        edge = schema.get(word)
        if edge is None or edge > LONGEST or schema.get("format") == "binary":
            continue
        at = f"{pointer}/{word}"
        for text in list(texts(document, schema, pointer, base, edge))[:1]:
            yield Value(word, True, text, at)
        if edge + step >= 0:
            wrong = list(texts(document, schema, pointer, base, edge + step, allow=[at]))
            for text in wrong[:1]:
                yield Value(word, False, text, at)
    if "pattern" in schema:
        at = f"{pointer}/pattern"
        shown = str(base or "")
        long = len(shown)
        same_length = (f"{shown[:-1]}!", f"!{shown[1:]}", "x" * long, "?" * long)
        for text in (
            *(f"{shown}\0", "\0", f"{shown}!", f"!{shown}", f"{shown} ", "x", "?"),
            *(same_length if shown else ()),
        ):
            if {where for where, _, _ in document.errors(pointer, text)} == {at}:
                yield Value("pattern", False, text, at)
                break
    if "format" in schema and schema["format"] not in ("password", "binary"):
        at = f"{pointer}/format"
        for text in ("neither", "neither nor", "0"):
            if {where for where, _, _ in document.errors(pointer, text)} == {at}:
                yield Value("format", False, text, at)
                break


def _numbers(schema, pointer, base, kinds, textual):
    whole = "integer" in kinds
    step = schema.get("multipleOf", 1 if whole else 0.01)
    for word, sign, open_end in (
        ("minimum", -1, False),
        ("maximum", 1, False),
        ("exclusiveMinimum", -1, True),
        ("exclusiveMaximum", 1, True),
    ):
        if word in schema:
            edge, at = schema[word], f"{pointer}/{word}"
            inside, outside = (edge - sign * step, edge) if open_end else (edge, edge + sign * step)
            yield Value(word, True, _even(inside, whole), at)
            yield Value(word, False, _even(outside, whole), at)
    half = INT_RANGES.get(schema.get("format")) if whole else None
    if half and "maximum" not in schema:
        yield Value(schema["format"], False, half, f"{pointer}/format")
    if half and "minimum" not in schema:
        yield Value(schema["format"], False, -half - 1, f"{pointer}/format")
    if "multipleOf" in schema and isinstance(base, (int, float)):
        yield Value("multipleOf", False, base + step / 2, f"{pointer}/multipleOf")
    if whole:
        yield Value("type", False, 1.5, f"{pointer}/type")
    if "string" not in kinds:
        yield Value("type", False, "neither" if textual else {"a": "b"}, f"{pointer}/type")


def _even(number, whole):
    return int(number) if whole else round(number, 6)


def _lists(document, schema, pointer, base):
    yield Value("type", False, "neither", f"{pointer}/type")
    item = base[0] if isinstance(base, list) and base else None
    if item is None:
        item = sample(document, schema.get("items", {}), f"{pointer}/items")
    unique = schema.get("uniqueItems")
    for word, step in (("maxItems", 1), ("minItems", -1)):
        edge = schema.get(word)
        if edge is None or edge > MOST_ITEMS:
            continue
        for count, inside in ((edge, True), (edge + step, False)):
            if count >= 0:
                items = _several(item, count, unique)
                yield Value(word, inside, items, f"{pointer}/{word}")
    if unique:
        yield Value("uniqueItems", False, [item, item], f"{pointer}/uniqueItems")


def _several(item, count, unique):
    if not unique or count < 2:
        return [item] * count
    if isinstance(item, int):
        return [item + at for at in range(count)]
    if isinstance(item, str):
        return [item, *(f"{item}{at}" for at in range(1, count))]
    return [item] * count


def _objects(schema, pointer, base):
    yield Value("type", False, "neither", f"{pointer}/type")
    if schema.get("additionalProperties") is False and isinstance(base, dict):
        more = {**base, "noSuchField": 1}
        yield Value("additionalProperties", False, more, f"{pointer}/additionalProperties")
    if schema.get("minProperties") == 1:
        yield Value("minProperties", False, {}, f"{pointer}/minProperties")


@dataclass
class Field:
    """One case of a body: the whole body with one value in one place."""

    name: str
    value: Value
    body: object


def bodies(document, body, textual=False):
    """Every case of a body, from the examples that the document has of it."""
    if not body.examples or not isinstance(body.examples[0], dict):
        return
    hosts = [(example, lambda value: value) for example in body.examples]
    for field in _fields(document, body.schema, body.pointer, hosts, "", textual, 0):
        # A field may be allowed by itself and not beside the others, or without it.
        if textual or not field.value.inside or document.valid(body.pointer, field.body):
            yield field


def _fields(document, schema, pointer, hosts, name, textual, depth):
    """Fields of an object; `hosts` are values of it, each with what puts a changed one in its place."""
    first = hosts[0]
    for part, at in parts(document, *variant(document, schema, pointer, first[0])):
        required = part.get("required", [])
        for key, inner in part.get("properties", {}).items():
            where = f"{at}/properties/{escape(key)}"
            full = f"{name}.{key}" if name else key
            having = [host for host in hosts if isinstance(host[0], dict) and key in host[0]]
            host, place = (having or hosts)[0]
            base = host[key] if having else sample(document, inner, where)
            put = _putting(place, host, key)
            if key in required:
                value = Value("required", False, MISSING, f"{at}/required")
                yield Field(full, value, place({k: v for k, v in host.items() if k != key}))
            elif having:
                value = Value("required", True, MISSING, f"{at}/properties/{escape(key)}")
                yield Field(full, value, place({k: v for k, v in host.items() if k != key}))
            for value in boundaries(document, inner, where, base, textual):
                yield Field(full, value, put(value.value))
            if not textual and depth < 6:
                yield from _inner(document, inner, where, [(base, put)], full, depth)


def _putting(place, host, key):
    return lambda value: place({**host, key: value})


def _inner(document, schema, pointer, hosts, name, depth):
    base, put = hosts[0]
    schema, pointer = variant(document, schema, pointer, base)
    if isinstance(base, dict):
        yield from _fields(document, schema, pointer, hosts, name, False, depth + 1)
    elif isinstance(base, list) and "items" in schema:
        item = base[0] if base else sample(document, schema["items"], f"{pointer}/items")
        rest = base[1:]
        place = lambda value: put([value, *rest])  # noqa: E731
        here, inner = f"{name}[0]", f"{pointer}/items"
        if isinstance(item, dict):
            yield from _fields(
                document, schema["items"], inner, [(item, place)], here, False, depth + 1
            )
        else:
            for value in boundaries(document, schema["items"], inner, item):
                yield Field(here, value, place(value.value))


__all__ = ["Field", "MISSING", "Value", "bodies", "boundaries", "sample"]
