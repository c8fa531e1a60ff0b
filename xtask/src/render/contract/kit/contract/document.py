"""The document: operations with their references followed, and the line of each part of them."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

import jsonschema_rs

from .positions import escape, read, unescape

METHODS = ("get", "put", "post", "delete", "patch", "options", "head", "trace")
HERE = Path(__file__).absolute().parent.parent
NAME = "urn:document"


@dataclass
class Parameter:
    """A parameter; `schema` is resolved and stands at `pointer`."""

    name: str
    place: str
    required: bool
    example: object
    schema: dict
    pointer: str
    declared: str
    style: str | None = None
    explode: bool = True
    json: bool = False


@dataclass
class Body:
    """One media type of a request body and what the document shows of it."""

    kind: str
    schema: dict
    pointer: str
    examples: list


@dataclass
class Operation:
    """One operation; parts of it are found by pointers below `pointer`."""

    id: str
    tag: str
    method: str
    path: str
    pointer: str
    raw: dict
    public: bool
    schemes: list
    scopes: list
    role: str | None
    tenant: str | None
    limit: str | None
    refusals: dict
    statuses: list
    parameters: list = field(default_factory=list)
    bodies: list = field(default_factory=list)
    body_required: bool = False

    @property
    def label(self):
        return f"{self.method.upper()} {self.path}"

    @property
    def tags(self):
        return [self.tag]

    @property
    def verb(self):
        return str(self.raw.get("x-hr-verb", ""))

    @property
    def reads(self):
        """It changes nothing: a GET, or a question that is too long for one."""
        asks = self.verb.endswith((".list", ".get", ".search"))
        return self.method == "get" or self.method == "post" and asks

    @property
    def json_body(self):
        return next((body for body in self.bodies if is_json(body.kind)), None)

    @property
    def names_a_record(self):
        return "{" in self.path

    @property
    def success(self):
        """What its example gets: of two successes that are documented, a new record."""
        if self.method == "post" and 201 in self.statuses:
            return 201
        return next((status for status in self.statuses if status < 300), 200)

    def of_place(self, place):
        return [parameter for parameter in self.parameters if parameter.place == place]


class Document:
    """The whole document, with validators for any part of it."""

    def __init__(self, path=HERE / "openapi.yaml"):
        self.path = Path(path)
        self.root, self.lines = read(self.path.read_text(encoding="utf-8"))
        self.registry = jsonschema_rs.Registry([(NAME, self.root)])
        self.validators = {}
        self.envelope = self.root.get("x-hr-envelope", {})
        self.tenant = self.root.get("x-hr-tenant", {}).get("header")
        self.roles = self.root.get("x-hr-roles", [])
        self.changes = self.root.get("x-hr-change", {})
        self.limits = self.root.get("x-hr-rate-limit", {})
        self.schemes = self.root.get("components", {}).get("securitySchemes", {})
        self.operations = list(self._operations())

    def operation(self, name):
        return next((it for it in self.operations if name in (it.id, it.label)), None)

    def methods_of(self, path):
        return sorted(it.method.upper() for it in self.operations if it.path == path)

    # Places in the text.

    def line(self, pointer):
        """The line of a part; of what encloses it where the part itself is not written."""
        while pointer not in self.lines and pointer:
            pointer = pointer.rpartition("/")[0]
        return self.lines.get(pointer, 1)

    def at(self, pointer):
        found = self.root
        for step in pointer.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else found[unescape(step)]
        return found

    def resolve(self, node, pointer):
        """What references lead to, and where that stands."""
        while isinstance(node, dict) and "$ref" in node:
            pointer = unquote(node["$ref"].removeprefix("#"))
            node = self.at(pointer)
        return node, pointer

    # Operations.

    def _operations(self):
        for path, item in self.root.get("paths", {}).items():
            for method, raw in item.items():
                if method in METHODS:
                    yield self._operation(path, method, item, raw)

    def _operation(self, path, method, item, raw):
        above = f"/paths/{escape(path)}"
        pointer = f"{above}/{method}"
        security = raw.get("security", self.root.get("security", []))
        named = [(name, scopes) for one in security for name, scopes in one.items()]
        scopes = raw.get("x-hr-scopes") or (named[0][1] if named else [])
        default = next((name for name, it in self.limits.items() if it.get("default")), None)
        operation = Operation(
            id=raw.get("operationId", f"{method} {path}"),
            tag=(raw.get("tags") or [""])[0],
            method=method,
            path=path,
            pointer=pointer,
            raw=raw,
            public=not security or any(not one for one in security),
            schemes=[name for name, _ in named],
            scopes=scopes,
            role=raw.get("x-hr-role"),
            tenant=None,
            limit=raw.get("x-hr-rate-limit", default),
            refusals={
                rule["status"]: rule.get("rule", "") for rule in raw.get("x-hr-refusals", [])
            },
            statuses=[int(status) for status in raw.get("responses", {}) if status.isdigit()],
        )
        operation.parameters = self._parameters(operation, item, above, raw, pointer)
        self._bodies(operation, raw, pointer)
        return operation

    def _parameters(self, operation, item, above, raw, pointer):
        found = {}
        for place, node in ((above, item), (pointer, raw)):
            for at, one in enumerate(node.get("parameters", [])):
                one, where = self.resolve(one, f"{place}/parameters/{at}")
                parameter = self._parameter(one, where)
                found[(parameter.place, parameter.name)] = parameter
        tenant = (self.tenant or "").lower()
        for parameter in list(found.values()):
            header = parameter.place == "header" and parameter.name.lower() == tenant
            if header and raw.get("x-hr-tenant") != "none":
                operation.tenant = "required" if parameter.required else "optional"
        return list(found.values())

    def _parameter(self, one, where):
        holder, inner, as_json = one, f"{where}/schema", False
        if "content" in one:
            kind = next(iter(one["content"]))
            holder, as_json = one["content"][kind], True
            inner = f"{where}/content/{escape(kind)}/schema"
        schema, at = self.resolve(holder.get("schema", {}), inner)
        shown = next(iter(one.get("examples", {}).values()), {}).get("value")
        example = shown if shown is not None else holder.get("example", one.get("example"))
        return Parameter(
            one["name"],
            one["in"],
            bool(one.get("required")),
            example,
            schema,
            at,
            where,
            one.get("style"),
            one.get("explode", True),
            as_json,
        )

    def _bodies(self, operation, raw, pointer):
        body, where = self.resolve(raw.get("requestBody", {}), f"{pointer}/requestBody")
        operation.body_required = bool(body.get("required"))
        for kind, media in body.get("content", {}).items():
            at = f"{where}/content/{escape(kind)}"
            schema, inner = self.resolve(media.get("schema", {}), f"{at}/schema")
            shown = [example.get("value") for example in media.get("examples", {}).values()]
            shown += [media["example"]] if "example" in media else []
            operation.bodies.append(Body(kind, schema, inner, shown))

    # Statuses that the document gives a kind of refusal.

    def refused(self, operation):
        """The status of a wrong parameter or body; nothing where none is documented."""
        return next((status for status in (422, 400) if status in operation.statuses), None)

    def no_record(self, operation):
        return 404 if 404 in operation.statuses else self.refused(operation)

    def no_id(self, operation):
        """The status of a text in the path that is no id."""
        return self.envelope.get("invalid_path") or self.refused(operation)

    def no_company(self, operation):
        """Statuses of which one says that a company is not the caller's, or that there is none."""
        return [s for s in (403, 401, self.refused(operation)) if s in operation.statuses]

    def too_large(self):
        return self.envelope.get("too_large", 413)

    def oversized(self, operation):
        """Statuses of which a file that is too long gets one."""
        known = dict.fromkeys((self.too_large(), 413, self.refused(operation)))
        return [status for status in known if status in operation.statuses]

    def unsupported_type(self, operation):
        usual = self.envelope.get("unsupported_type", 415)
        return usual if usual in operation.statuses else self.refused(operation)

    def level(self, role):
        return self.roles.index(role) if role in self.roles else 0

    # Values against schemas.

    def errors(self, pointer, value):
        """[(pointer of the keyword, message, place within the value)] of a value against a schema."""
        if pointer not in self.validators:
            self.validators[pointer] = jsonschema_rs.Draft202012Validator(
                {"$ref": f"{NAME}#{quote(pointer)}"},
                registry=self.registry,
                validate_formats=True,
                ignore_unknown_formats=True,
            )
        return [_error(one, pointer) for one in self.validators[pointer].iter_errors(value)]

    def valid(self, pointer, value):
        return not self.errors(pointer, value)


def _error(one, pointer):
    location = one.absolute_keyword_location or ""
    where = unquote(location.partition("#")[2]) or pointer
    place = "".join(f"/{escape(step)}" for step in one.instance_path)
    return where, one.message, place


def is_json(kind):
    return kind == "application/json" or kind.endswith("+json")


def text(value):
    """A value as it stands in a path, query or header."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)
