"""Lists page by page: whatever the size of a page, the same list, with totals that are true."""

import json
from dataclasses import dataclass, field

from .case import shown
from .log import Finding
from .nouns import records

# Pages of one walk that are asked for at most, and the sizes that are held against the whole.
MOST_PAGES, SIZES = 40, (1, 3)


@dataclass
class Walk:
    """A list as it was read: its exchanges, and whether that was all of it."""

    found: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    complete: bool = False


def style_of(document, operation):
    return document.root.get("x-hr-page", {}).get(operation.raw.get("x-hr-page"))


def parameter(operation, name):
    return next((it for it in operation.of_place("query") if it.name == name), None)


def largest(document, operation, style):
    """The largest page that the document allows to ask for."""
    asked = parameter(operation, style["size"])
    most = asked.schema.get("maximum", 100) if asked else 100
    return min(most, 1000)


def asking(client, operation, caller, change=None):
    """The list as the document shows it; `change(case)` says what else is asked."""
    case = shown(client.document, operation, caller)
    if change:
        change(case)
    return case


def walk(client, base, style, size, most=MOST_PAGES):
    """Reads a list from its first page on, until one is not full; nothing is logged yet."""
    operation, document = base.operation, client.document
    went = Walk()
    for number in range(1, most + 1):
        case = base.copy()
        if style:
            case.set_query(parameter(operation, style["number"]), number)
            case.set_query(parameter(operation, style["size"]), size)
        answer = client.exchange(case)
        went.pages.append((case, answer))
        if answer.status >= 300:
            return went
        here = records(document, operation, body_of(answer))
        went.found += here
        if not style or len(here) < size:
            went.complete = True
            return went
    return went


def body_of(answer):
    try:
        return answer.json()
    except ValueError:
        return None


def logged(client, run, what, went, checks, findings):
    """Writes a walk down; what was found is about its last page."""
    for case, answer in went.pages[:-1]:
        client.given(case, run, what, answer)
    case, answer = went.pages[-1]
    client.given(case, run, what, answer, checks, lambda _: findings)


def one(client, run, operation, caller):
    """Pages of every size against the whole list."""
    document, log = client.document, client.log
    style = style_of(document, operation)
    base = asking(client, operation, caller)
    most = largest(document, operation, style)
    whole = walk(client, base, style, most)
    logged(client, run, f"the whole list, {most} to a page", whole, [], [])
    if not whole.complete:
        log.note(run, f"{operation.id}: the list could not be read to its end")
        return
    log.state["lists"] += 1
    for size in SIZES:
        asked = parameter(operation, style["size"])
        if not document.valid(asked.pointer, size):
            continue
        count = -(-len(whole.found) // size)
        # One page past the end, which has nothing.
        went = walk(client, base, style, size, min(MOST_PAGES, count + 1))
        log.state["pages"] += len(went.pages)
        findings = differing(operation, whole, went, size)
        if findings and moved(client, base, style, most, whole):
            log.note(run, f"{operation.id}: the list changes while it is read")
            return
        if not findings:
            findings = totals(document, operation, style, whole, went, size)
        checks = ["pages are the list", "totals are true"]
        logged(client, run, f"the list in pages of {size}", went, checks, findings)


def moved(client, base, style, size, whole):
    """Somebody else changed the list meanwhile."""
    return walk(client, base, style, size).found != whole.found


def differing(operation, whole, went, size):
    """How the pages differ from the whole: what is shown twice, what is lost, or the order."""
    pointer = f"{operation.pointer}/x-hr-page"
    check = "pages are the list"
    if any(answer.status >= 300 for _, answer in went.pages):
        at, status = next(
            (at, answer.status)
            for at, (_, answer) in enumerate(went.pages, 1)
            if answer.status >= 300
        )
        said = f"page {at} of {size} to a page gets {status}, which larger pages do not"
        return [Finding(check, said, pointer)]
    seen = [json.dumps(it, sort_keys=True) for it in went.found]
    all_of_it = [json.dumps(it, sort_keys=True) for it in whole.found]
    if seen == all_of_it[: len(seen)] and len(seen) >= min(len(all_of_it), MOST_PAGES * size):
        return []
    said = []
    for at, text in enumerate(all_of_it):
        times, should = seen.count(text), all_of_it.count(text)
        if times > should:
            said.append(f"{name(whole.found[at])} is shown {times} times")
        elif times < should and at < len(went.pages) * size:
            said.append(f"{name(whole.found[at])} is on no page")
    extra = [it for it, text in zip(went.found, seen) if text not in set(all_of_it)]
    said += [f"{name(it)} is not in the whole list" for it in extra]
    told = "; ".join(said[:5]) or "the records come in another order"
    more = f" (and {len(said) - 5} more)" if len(said) > 5 else ""
    shape = f"{len(whole.found)} records in one page, {len(seen)} in pages of {size}"
    return [Finding(check, f"{shape}: {told}{more}", pointer)]


def name(record):
    """How a message calls a record: by the first field that is an id."""
    if isinstance(record, dict):
        for key, value in record.items():
            if key.lower().endswith("id") and isinstance(value, (int, str)):
                return f"the record with {key} {value}"
    return "a record"


def totals(document, operation, style, whole, went, size):
    """What the page object must say of each page, and which links there are."""
    found = []
    key = document.envelope.get("page")
    items = len(whole.found)
    last = -(-items // size)
    shown_before = 0
    for at, (_, answer) in enumerate(went.pages, 1):
        body = body_of(answer)
        here = len(records(document, operation, body))
        body = body if isinstance(body, dict) else {}
        holder = body.get(key) if key else body
        holder = holder if isinstance(holder, dict) else {}
        for word, value in expected(style, at, size, items, shown_before, here).items():
            if holder.get(word) != value:
                where = f"on page {at} of {last}, {size} to a page"
                said = f"{word} is {holder.get(word)!r} {where}; it should be {value!r}"
                kind = operation.raw["x-hr-page"]
                found.append(Finding("totals are true", said, f"/x-hr-page/{kind}/totals/{word}"))
        links = body.get(style.get("links"))
        linked = (("next", at < last), ("prev", at > 1)) if isinstance(links, dict) else ()
        for word, there in linked:
            if isinstance(links.get(word), str) != there:
                state = "missing" if there else "there"
                said = f"the link {word} is {state} on page {at} of {last}"
                found.append(Finding("totals are true", said, f"{operation.pointer}/x-hr-page"))
        shown_before += here
    return found[:5]


def expected(style, page, size, items, before, here):
    """The totals of one page; the address of the list is left to the schema."""
    pages = -(-items // size)
    known = {
        "number": page,
        "size": size,
        "items": items,
        "pages": pages,
        "has_next": page < pages,
        "has_previous": page > 1,
        "next": page + 1 if page < pages else None,
        "first": before + 1 if here else None,
        "last": before + here if here else None,
    }
    return {word: known[it] for word, it in style["totals"].items() if it in known}
