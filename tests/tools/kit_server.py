"""A server of one noun in memory, right or broken in one way: for the tests of the kits."""

import copy
import json
import tempfile
import urllib.parse
from types import SimpleNamespace

from contract.client import Answer, Client
from contract.document import Document
from contract.log import Log

TOKEN, LESSER = "owner-s3cr3t", "lesser-s3cr3t"
# Bytes of the longest file.
LONGEST = 10
# And of the longest other body.
CAP = 1024 * 1024


def schema(**properties):
    return {"type": "object", "properties": properties}


def ok(status, body=None, **more):
    content = {"content": {"application/json": {"schema": body}}} if body else {}
    return {str(status): {"description": "done", **content, **more}}


def operation(name, verb, responses, **more):
    refused = {str(it): {"description": "refused"} for it in (400, 401, 403, 404, 413)}
    return {"operationId": name, "x-hr-verb": verb, "responses": {**responses, **refused}, **more}


def document():
    """What a thing is and what can be done with one."""
    text, flag = {"type": "string", "maxLength": 20}, {"type": ["string", "null"]}
    fields = {"name": text, "note": flag, "secret": text, "price": {"type": "number"}}
    thing = schema(id={"type": "integer"}, **fields)
    one, many = schema(data=thing), schema(data={"type": "array", "items": thing})
    example = {"name": "First", "note": "noted", "secret": "hush", "price": 1.5}
    numbers = [
        {"name": name, "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 50}}
        for name in ("page", "size")
    ]
    number = {"name": "id", "in": "path", "required": True, "example": 1}
    here = {"parameters": [{**number, "schema": {"type": "integer"}}]}
    link = {"get": {"operationId": "thing_get", "parameters": {"id": "$response.body#/data/id"}}}
    file = {"type": "string", "format": "binary", "maxLength": LONGEST}
    form = {"schema": schema(file=file), "example": {"file": "short"}}
    rule = {"status": 400, "rule": "it is open", "fresh": ["id"], "once": True}
    opened = {"status": 400, "rule": "it is closed", "fresh": ["id"], "after": ["thing_close"]}

    def body(value):
        shape = schema(**fields)
        media = {"schema": shape, "examples": {"one": {"value": value}}}
        return {"requestBody": {"content": {"application/json": media}}}

    root = {
        "info": {"title": "Things", "version": "1"},
        "security": [{"key": []}],
        "x-hr-envelope": {"data": "data"},
        "x-hr-change": {"null": "clears", "absent": "stays"},
        "x-hr-roles": ["lesser", "owner"],
        "x-hr-page": {
            "numbered": {
                "number": "page",
                "size": "size",
                "totals": {"total": "items", "next": "next"},
            }
        },
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
        },
        "paths": {
            "/things": {
                "post": operation(
                    "thing_create", "thing.create", ok(201, one, links=link), **body(example)
                ),
                "get": operation(
                    "thing_list",
                    "thing.list",
                    ok(200, many),
                    parameters=numbers,
                    **{"x-hr-page": "numbered"},
                ),
            },
            "/things/{id}": {
                **here,
                "get": operation("thing_get", "thing.get", ok(200, one), **{"x-hr-role": "lesser"}),
                "put": operation(
                    "thing_update", "thing.update", ok(200, one), **body({"name": "Second"})
                ),
                "delete": operation("thing_delete", "thing.delete", ok(204)),
            },
            "/things/{id}/close": {
                "post": operation(
                    "thing_close", "thing.close", ok(200, one), **here, **{"x-hr-refusals": [rule]}
                )
            },
            "/things/{id}/open": {
                "post": operation(
                    "thing_open", "thing.open", ok(200, one), **here, **{"x-hr-refusals": [opened]}
                )
            },
            "/files": {
                "post": operation(
                    "file_upload",
                    "file.upload",
                    ok(201, schema()),
                    requestBody={"content": {"multipart/form-data": form}},
                )
            },
        },
    }
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as target:
        json.dump(root, target)
        target.flush()
        return Document(target.name)


class Server(Client):
    """A client whose requests end here instead of on a network; `fault` breaks one thing."""

    def __init__(self, fault=None, **options):
        usual = {"insecure": False, "budget": None, "pace": None, "read_only": False}
        options = SimpleNamespace(**{**usual, "credentials": None, **options})
        identities = [
            {"name": name, "role": role, "credentials": {"key": {"token": token}}}
            for name, role, token in (
                ("owner", "owner", TOKEN),
                ("rival", "owner", "rival-s3cr3t"),
                ("lesser", "lesser", LESSER),
            )
        ]
        it = document()
        super().__init__(it, "http://nowhere.invalid", identities, Log(it), options)
        self.fault = fault
        self.create = it.operation("thing_create").json_body.pointer.rpartition("/")[0]
        self.last = 4
        first = {"name": "Old", "note": None, "secret": "x", "price": 1}
        self.things = {number: {"id": number, **first} for number in range(1, 5)}
        self.closed = set()
        self.gone = {}
        # (method, path, status) of everything that was asked, and the sizes of files.
        self.asked, self.sizes = [], []
        # Lengths of bodies that were sent as they are, and what a refusal of a body says.
        self.raw, self.wrong = [], {}

    def _request(self, case):
        status, body = self.answer(case)
        self.asked.append((case.method, case.path(), status))
        text = b"" if body is None else json.dumps(body).encode()
        return Answer(status, {"content-type": "application/json"}, text)

    def answer(self, case):
        path, query = case.path(), dict(case.query)
        if case.raw is not None:
            self.raw.append(len(case.raw))
            if len(case.raw) > CAP and self.fault != "takes any size":
                return 413, None
        body = copy.deepcopy(case.body)
        if path == "/files":
            return self.file(body)
        if path == "/things":
            return self.created(body) if case.method == "POST" else self.listed(query)
        number, _, act = urllib.parse.unquote(path.removeprefix("/things/")).partition("/")
        number = int(number)
        if number not in self.things:
            if self.fault == "reads the deleted" and number in self.gone and case.method == "GET":
                return 200, {"data": self.gone[number]}
            again = self.fault == "deletes twice" and number in self.gone
            return (204 if again else 404), None
        lesser = case.headers.get("X-Key") == LESSER and number != 3
        if lesser and case.method == "GET" and self.fault != "shows all":
            return 403, None
        return self.one(case.method, number, act, body)

    def one(self, method, number, act, body):
        if act:
            return self.acted(number, act)
        if method == "DELETE":
            self.gone[number] = self.things.pop(number)
            return 204, None
        if method == "PUT":
            self.change(self.things[number], body)
        return 200, {"data": self.things[number]}

    def change(self, thing, body):
        if self.fault == "loses the update":
            return
        if self.fault == "keeps null":
            body = {key: value for key, value in body.items() if value is not None}
        if self.fault == "clears the absent" and "note" not in body:
            body["note"] = None
        thing.update(body)

    def acted(self, number, act):
        wrong = (number in self.closed) is (act == "close")
        if wrong and self.fault != f"{act}s always":
            return 400, None
        (self.closed.add if act == "close" else self.closed.discard)(number)
        return 200, {"data": self.things[number]}

    def created(self, body):
        if not self.document.valid(f"{self.create}/schema", body):
            return 400, self.wrong
        self.last += 1
        thing = {"id": self.last, **body}
        if self.fault == "forgets a field":
            thing["note"] = None
        if self.fault == "forgets a secret":
            thing["secret"] = "other-secret"
        if self.fault == "loses cents":
            thing["price"] = int(thing["price"])
        self.things[self.last] = thing
        return 201, {"data": thing}

    def listed(self, query):
        page, size = int(query.get("page", 1)), int(query.get("size", 20))
        known = list(self.things.values())
        if self.fault == "does not list the newest" and self.last > 4:
            known = [it for it in known if it["id"] != self.last]
        if self.fault == "lists the deleted":
            known += self.gone.values()
        begin = (page - 1) * size
        if self.fault == "doubles" and page > 1:
            begin -= 1
        shown = known[begin : page * size]
        if self.fault == "loses the last of a page":
            shown = shown[:-1]
        total = len(shown) if self.fault == "counts the page" else len(known)
        following = page + 1 if page * size < len(known) else None
        return 200, {"data": shown, "total": total, "next": following}

    def file(self, body):
        size = len((body or {}).get("file", b""))
        self.sizes.append(size)
        most = {"takes longer files": LONGEST + 1, "refuses the longest": LONGEST - 1}
        return (201, {}) if size <= most.get(self.fault, LONGEST) else (413, None)
