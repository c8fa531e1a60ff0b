"""Nothing of a company is readable or writable with the second identity, which is of another one."""

import json

from .boundary import caller_of
from .callers import header
from .case import call_as, shown
from .log import Finding

NAME = "access"


def run(client, operations):
    if client.rival is None:
        client.log.note(NAME, "there is no second identity: nothing was tried")
        return
    owned = owned_nouns(client.document)
    client.each(NAME, operations, lambda operation: one(client, operation, owned))


def one(client, operation, owned):
    if operation.public or client.rival.scheme(operation) is None:
        return
    if client.options.read_only and operation.method != "get":
        return
    if noun(operation) not in owned:
        client.log.note(NAME, f"{operation.id}: nothing in the document changes such records")
    elif operation.names_a_record:
        by_id(client, operation)
    elif operation.method == "get":
        lists(client, operation)


def noun(operation):
    return operation.verb.partition(".")[0]


def owned_nouns(document):
    """Records that some operation changes: they are a company's, lists of the world are nobody's."""
    return {noun(it) for it in document.operations if not it.reads}


def by_id(client, operation):
    """A record of the first company, asked for by the second: it is not found."""
    document, rival = client.document, client.rival
    status = document.no_record(operation)
    if status is None:
        return
    owner = caller_of(client, operation)
    if client.options.credentials and operation.method != "get":
        client.log.note(NAME, f"{operation.id}: it might change a record of {rival.name}'s own")
        return
    if operation.method == "get":
        # What the first company cannot read either says nothing.
        seen, _ = client.send(
            shown(document, operation, owner), NAME, "asked by its own company", []
        )
        if seen is None or seen.status >= 300:
            client.log.note(NAME, f"{operation.id}: the record of the example is not there")
            return
    case = shown(document, operation, owner)
    call_as(document, case, rival)
    what = f"an id of {owner.name}, asked by {rival.name}"

    def judge(answer):
        if answer.status == status or answer.status >= 500:
            return []
        # Elsewhere ids may be counted per company: one's own record is no leak. The demo's are not.
        elsewhere = bool(client.options.credentials)
        if elsewhere and answer.status < 300 and answer.body != seen.body:
            return []
        if answer.status in (403, 404):
            return []
        said = f"{what}: {answer.status} instead of {status}"
        return [Finding("keeps companies apart", said, f"{operation.pointer}/responses/{status}")]

    client.send(case, NAME, what, ["keeps companies apart"], judge)
    forged(client, operation, case)


def forged(client, operation, case):
    """The second company's credentials with the first one's name."""
    document = client.document
    if operation.tenant is None:
        return
    ours = header(client.owner.identity, document.tenant)
    theirs = header(client.rival.identity, document.tenant)
    if ours is None or ours == theirs:
        return
    case = case.copy()
    case.set_header(document.tenant, ours)
    what = f"{client.rival.name} names the company of {client.owner.name}"
    statuses = document.no_company(operation)

    def judge(answer):
        if answer.status in statuses or not statuses:
            return []
        said = f"{what}: {answer.status} instead of {' or '.join(map(str, statuses))}"
        return [Finding("keeps companies apart", said, f"{operation.pointer}/parameters")]

    client.send(case, NAME, what, ["keeps companies apart"], judge)


def lists(client, operation):
    """What both companies are shown: no record may be the same."""
    document = client.document
    ours, _ = client.send(
        shown(document, operation, caller_of(client, operation)),
        NAME,
        "asked by the first company",
        [],
    )
    case = shown(document, operation, client.owner)
    call_as(document, case, client.rival)

    def judge(answer):
        both = whole_records(ours) & whole_records(answer)
        if not both or answer.status >= 300:
            return []
        said = f"{len(both)} records are shown to both companies"
        return [Finding("keeps companies apart", said, operation.pointer)]

    client.send(case, NAME, "asked by the second company", ["keeps companies apart"], judge)


def whole_records(answer):
    """Objects in the lists of an answer that have an id, as texts."""
    found = set()
    if answer is None or answer.status >= 300:
        return found
    try:
        open_parts = [answer.json()]
    except ValueError:
        return found
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            open_parts.extend(part.values())
        elif isinstance(part, list):
            for item in part:
                if isinstance(item, dict) and any(is_id(key, value) for key, value in item.items()):
                    found.add(json.dumps(item, sort_keys=True))
                open_parts.append(item)
    return found


def is_id(key, value):
    """A key of a record that is its own id, not a code that is the same for everybody."""
    low = key.lower()
    named = (
        low == "id" or low.endswith("id") and not low.endswith(("type_id", "role_id", "status_id"))
    )
    return named and not low.startswith("external") and value not in (None, 0, "", "0")
