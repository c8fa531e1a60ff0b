"""Finds records to read where the document's examples name none: on any server but the demo's.

Only reading operations are given other ids. What may change a record keeps the example, so that
nothing that was found by chance is changed.
"""

from collections import defaultdict

from .boundary import caller_of
from .case import shown

NAME = "discover"
# Ids that are remembered of each kind, and tried for each parameter.
KEPT, TRIED = 20, 3


def run(client, operations):
    """Reads every list, then gives each read an id that exists, where its example does not."""
    known = defaultdict(list)
    reads = [it for it in client.document.operations if it.method == "get" and usable(client, it)]
    lists = [it for it in reads if not it.names_a_record]
    chosen = {it.id for it in operations}
    records = [it for it in reads if it.names_a_record and it.id in chosen]
    client.each(NAME, lists, lambda it: ask(client, it, known))
    client.each(NAME, records, lambda it: replace(client, it, known))


def usable(client, operation):
    return operation.public or caller_of(client, operation) is not None


def ask(client, operation, known):
    """Whether the operation answers as it stands; ids in the answer are remembered."""
    case = shown(client.document, operation, caller_of(client, operation))
    answer, _ = client.send(case, NAME, "looking for records", [])
    if answer is None or answer.status >= 300:
        return False
    remember(operation, answer, known)
    return True


def remember(operation, answer, known):
    try:
        open_parts = [answer.json()]
    except ValueError:
        return
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, list):
            open_parts.extend(reversed(part))
        elif isinstance(part, dict):
            open_parts.extend(part.values())
            for key, value in part.items():
                if isinstance(value, (int, str)) and not isinstance(value, bool) and value != "":
                    for name in {plain(key), (operation.tag, plain(key))}:
                        if len(known[name]) < KEPT and value not in known[name]:
                            known[name].append(value)


def replace(client, operation, known):
    """Other ids for the parameters of a path, one after another, until it names a record."""
    if ask(client, operation, known):
        return
    for parameter in operation.of_place("path"):
        before = parameter.example
        names = (plain(parameter.name), (operation.tag, "id"))
        found = [value for name in names for value in known[name]]
        fitting = [value for value in found if client.document.valid(parameter.pointer, value)]
        for value in fitting[:TRIED]:
            parameter.example = value
            if ask(client, operation, known):
                return
        parameter.example = before
    client.log.note(NAME, f"{operation.id}: no record to read was found")


def plain(name):
    """How a field and a parameter that name the same records are compared."""
    return name.replace("_", "").replace("-", "").lower()
