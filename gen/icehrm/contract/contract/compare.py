"""What was sent against what is read: the same value, ids and codes in another form aside."""

import json

from .callers import hidden
from .document import text
from .log import masked

LONGEST = 120


def fields(sent, got):
    """(field, what was sent, what is shown) of every field that was sent and is shown."""
    for key, value in sent.items() if isinstance(sent, dict) else ():
        shown = flat(got)
        if key in shown:
            yield key, value, shown[key]


def flat(record):
    """A record's own fields, those of a JSON:API document among them."""
    if not isinstance(record, dict):
        return {}
    attributes = record.get("attributes")
    return {**record, **attributes} if isinstance(attributes, dict) else record


def same(sent, got):
    """What was sent stands in what came; ids and codes may come in another form."""
    if isinstance(sent, dict) and isinstance(got, dict):
        return all(same(value, got[key]) for key, value in sent.items() if key in got)
    if schemas(sent) and schemas(got):
        # Names of schemas tell what a message is, not what a record has.
        return True
    if named(sent) and named(got):
        # Parts that are named by their ids are changed, others stay.
        by_id = {text(one["id"]): one for one in got}
        return all(text(one["id"]) in by_id and same(one, by_id[text(one["id"])]) for one in sent)
    if isinstance(sent, list) and isinstance(got, list):
        return len(sent) == len(got) and all(map(same, sent, got))
    if number(sent) and number(got):
        return sent == got
    if number(sent) and isinstance(got, str) or isinstance(sent, str) and number(got):
        return text(sent) == text(got)
    if number(sent) and isinstance(got, dict):
        # An id that comes back as what it names.
        return "id" not in got or text(got["id"]) == text(sent)
    if isinstance(sent, str) and isinstance(got, dict):
        return "code" not in got or got["code"] == sent
    if isinstance(sent, dict) and isinstance(got, list):
        # A map that reads as a list has a form of its own.
        return True
    return type(sent) is type(got) and sent == got


def schemas(value):
    urns = isinstance(value, list) and all(str(one).startswith("urn:") for one in value)
    return urns and bool(value)


def named(value):
    parts = isinstance(value, list) and all(isinstance(it, dict) and "id" in it for it in value)
    return parts and bool(value)


def nobody(key, sent, got):
    """0 in an id names nobody, which may read as null."""
    return key.lower().endswith("id") and sent in (0, "0") and sent is not False and got is None


def left_out(key, sent, got):
    """Ids that were sent and are not shown: they may name records that are not there."""
    if isinstance(sent, list):
        known = {text(one) for one in sent if not isinstance(one, (dict, list))}
        fewer = isinstance(got, list) and {text(one) for one in got} < known
        return key.lower().endswith("ids") and fewer
    return key.lower().endswith("id") and got is None and sent is not None


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def changed(before, after, body, known):
    """(field, before, after) of what a change could have named, did not name, and changed."""
    was, now = flat(before), flat(after)
    for key, value in was.items():
        if key in known and key not in body and now.get(key) != value:
            yield key, value, now.get(key)


def told(key, value):
    """A value as a message may show it: no secret, and not longer than is read."""
    if hidden(key, value):
        return "‹secret›"
    said = json.dumps(masked(value, key), ensure_ascii=False)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"
