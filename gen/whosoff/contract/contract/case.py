"""One request before it is sent: built from what the document shows, then changed in one place."""

import copy
import json
from dataclasses import dataclass, field
from urllib.parse import quote

from .callers import header
from .document import is_json, text

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


@dataclass
class Case:
    """A request of an operation; `raw` is sent instead of `body` where it is not None."""

    operation: object
    path_parameters: dict = field(default_factory=dict)
    query: list = field(default_factory=list)
    headers: dict = field(default_factory=dict)
    kind: str | None = None
    body: object = None
    raw: bytes | None = None
    verb: str | None = None

    @property
    def method(self):
        return (self.verb or self.operation.method).upper()

    def copy(self):
        return Case(
            self.operation,
            dict(self.path_parameters),
            list(self.query),
            dict(self.headers),
            self.kind,
            copy.deepcopy(self.body),
            self.raw,
            self.verb,
        )

    def path(self):
        path = self.operation.path
        for name, value in self.path_parameters.items():
            path = path.replace("{" + name + "}", quote(text(value), safe=""))
        return path

    def set_query(self, parameter, value):
        """Replaces a query parameter, written as its style wants it."""
        self.query = [pair for pair in self.query if pair[0] != parameter.name]
        self.query += written(parameter, value)

    def set_header(self, name, value):
        self.drop_header(name)
        self.headers[name] = value

    def drop_header(self, name):
        self.headers = {k: v for k, v in self.headers.items() if k.lower() != name.lower()}

    def arguments(self, base):
        """What `requests` is called with."""
        headers = {name: text(value).encode("utf-8") for name, value in self.headers.items()}
        found = {"method": self.method, "url": base + self.path(), "headers": headers}
        if self.query:
            found["params"] = self.query
        if self.raw is not None:
            found["data"] = self.raw
            if self.kind:
                headers["Content-Type"] = self.kind
        elif self.kind == FORM:
            found["data"] = [(name, text(value)) for name, value in (self.body or {}).items()]
        elif self.kind == MULTIPART:
            # A form without any part is no form.
            parts = self.body or {"note": "nothing else"}
            found["files"] = [part(self.operation, *one) for one in parts.items()]
        elif self.kind:
            headers["Content-Type"] = self.kind
            found["data"] = json.dumps(self.body).encode()
        return found


def written(parameter, value):
    """The pairs of a query parameter."""
    if parameter.json:
        return [(parameter.name, json.dumps(value) if not isinstance(value, str) else value)]
    if isinstance(value, list):
        if parameter.explode:
            return [(parameter.name, text(item)) for item in value]
        return [(parameter.name, ",".join(text(item) for item in value))]
    return [(parameter.name, text(value))]


def part(operation, name, value):
    """A part of a form: a file where the document says so, text otherwise."""
    body = next(one for one in operation.bodies if one.kind == MULTIPART)
    schema = body.schema.get("properties", {}).get(name, {})
    if schema.get("format") == "binary" or name == "file":
        data = value if isinstance(value, bytes) else text(value).encode()
        return name, ("sample.txt", data, "text/plain")
    return name, (None, text(value).encode())


def shown(document, operation, caller, body=None, example=0, public=None):
    """A request as the document shows it: examples of the path, of what is required, of a body."""
    case = Case(operation)
    for parameter in operation.parameters:
        if parameter.place == "path":
            case.path_parameters[parameter.name] = parameter.example
        elif parameter.place == "query" and parameter.required:
            case.set_query(parameter, parameter.example)
        elif parameter.place == "header" and parameter.required:
            case.headers[parameter.name] = text(parameter.example)
    body = body or operation.json_body or (operation.bodies[0] if operation.bodies else None)
    if body is not None and body.examples:
        case.kind = body.kind
        case.body = copy.deepcopy(body.examples[example])
    if caller is not None:
        call_as(document, case, caller)
    return case


def call_as(document, case, caller):
    """Puts a caller's headers and credentials on a case; the document's example tenant gives way."""
    for name, value in caller.headers(case.operation).items():
        case.set_header(name, value)
    if document.tenant and case.operation.tenant and not header(caller.identity, document.tenant):
        case.drop_header(document.tenant)


__all__ = ["Case", "FORM", "MULTIPART", "call_as", "is_json", "shown", "written"]
