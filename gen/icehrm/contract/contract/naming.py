"""Whether a refusal names the field: in a text, a pointer or a key, as `a[0].b`, `a.0.b` or `/a/0/b`."""


def names(answer, field):
    """The field by its whole path, by its own name, or by that of the part of the body it is in."""
    try:
        said = " ".join(spoken(answer.json(), True)).lower()
    except ValueError:
        said = answer.body.decode("utf-8", "replace").lower()
    dotted = field.replace("[", ".").replace("]", "")
    own = field.split(".")[-1].split("[")[0]
    outer = field.split(".")[0].split("[")[0]
    ways = (field, dotted, "/" + dotted.replace(".", "/"), own, outer)
    return any(way.lower() in said for way in ways)


def spoken(value, outermost):
    """Every text of a refusal, and the keys of its inner maps: there some envelopes name fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from spoken(item, False)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not outermost:
                yield key
            yield from spoken(item, False)
