"""Holds an answer against the document: status, headers, media type, body, envelope."""

import time

from .callers import KIT
from .document import escape, is_json
from .log import Finding
from .ratelimit import untrue

CHECKS = [
    "no server error",
    "status",
    "headers",
    "rate limit headers",
    "media type",
    "schema",
    "envelope",
]


def complaints(document, operation, answer, head=False):
    """Everything that the document has to say against an answer."""
    found = []
    responses = f"{operation.pointer}/responses"
    status = str(answer.status)
    found += constant(document, answer)
    if answer.status >= 500:
        where = f"{responses}/{status}" if status in operation.raw["responses"] else responses
        found.append(Finding("no server error", f"the server failed with {status}", where))
    if status not in operation.raw.get("responses", {}):
        documented = ", ".join(operation.raw.get("responses", {}))
        what = f"status {status} is not documented; documented are {documented}"
        return [*found, Finding("status", what, responses)]
    where = f"{responses}/{status}"
    response, where = document.resolve(operation.raw["responses"][status], where)
    found += headers(document, response.get("headers", {}), f"{where}/headers", answer)
    if operation.limit:
        told = untrue(document.limits[operation.limit], answer.header, time.time())
        at = f"/x-hr-rate-limit/{operation.limit}"
        found += [Finding("rate limit headers", what, at) for what in told]
    if not head:
        found += content(document, response.get("content", {}), f"{where}/content", answer)
        found += envelope(answer, where)
    return found


def constant(document, answer):
    """Headers that every answer of the API has."""
    found = []
    for name, value in document.envelope.get("headers", {}).items():
        came = answer.header(name)
        if came != value:
            said = "is missing" if came is None else f"is {came!r}"
            said = f"header {name} {said}; every answer has {value!r}"
            found.append(Finding("headers", said, f"/x-hr-envelope/headers/{escape(name)}"))
    return found


def headers(document, documented, where, answer):
    """Headers that must be there and what they say."""
    found = []
    for name, header in documented.items():
        pointer = f"{where}/{escape(name)}"
        header, pointer = document.resolve(header, pointer)
        value = answer.header(name)
        if value is None:
            if header.get("required"):
                found.append(Finding("headers", f"header {name} is missing", pointer))
            continue
        schema, inner = document.resolve(header.get("schema", {}), f"{pointer}/schema")
        if schema.get("type") == "integer" and value.lstrip("-").isdigit():
            value = int(value)
        for at, message, _ in document.errors(inner, value):
            found.append(Finding("headers", f"header {name}: {message}", at))
    return found


def content(document, documented, where, answer):
    """The body is of a documented media type, and what that one says."""
    if not documented:
        if answer.body:
            return [Finding("media type", "a body where none is documented", where)]
        return []
    kind = (answer.header("content-type") or "").split(";")[0].strip()
    if kind not in documented:
        known = ", ".join(documented)
        return [Finding("media type", f"content type {kind!r}; documented are {known}", where)]
    if not is_json(kind) or "schema" not in documented[kind]:
        return []
    inner = f"{where}/{escape(kind)}/schema"
    try:
        value = answer.json()
    except ValueError:
        return [Finding("schema", "the body is not JSON", inner)]
    errors = document.errors(inner, value)
    return [
        Finding("schema", f"{message[:300]} (at {place or 'the top'})", at)
        for at, message, place in errors[:10]
    ]


def envelope(answer, where):
    """The envelope repeats the status and says whether it is a success."""
    try:
        body = answer.json()
    except ValueError:
        return []
    if not isinstance(body, dict):
        return []
    found = []
    status, success = KIT["status_key"], KIT["success_key"]
    if status in body and body[status] != answer.status:
        found.append(f"{status} is {body[status]!r} in an answer with status {answer.status}")
    if success in body and body[success] is not (answer.status < 400):
        found.append(f"{success} is {body[success]!r} in an answer with status {answer.status}")
    return [Finding("envelope", what, where) for what in found]
