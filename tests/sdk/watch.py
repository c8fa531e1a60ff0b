"""Stands between an SDK and a server and checks every answer: `watch.py SERVER DOCUMENT…`.

Prints `listening on URL`, passes everything on to SERVER, and holds each answer against its
document: status, media type and body. When its standard input ends it prints one line of JSON:
by API how many operations there are, which were never answered with a 2xx, and every complaint.
"""

import http.client
import json
import re
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jsonschema_rs

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
# Of this connection only, or set anew.
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "accept-encoding"}


class Document:
    """One document: its routes, and validators as they are needed."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = json.load(file)
        self.name = path.replace("\\", "/").split("/")[-2]
        self.prefix = self.root["servers"][0]["url"].rstrip("/")
        self.routes = []
        for template, item in self.root["paths"].items():
            for method in METHODS & item.keys():
                pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
                self.routes.append((template.count("{"), method, re.compile(pattern + "$"), item[method]))
        # Literal segments win.
        self.routes.sort(key=lambda route: route[0])
        self.reached = set()
        self.complaints = []
        self.validators = {}
        self.lock = threading.Lock()

    def operation(self, method, path):
        for _, known, pattern, operation in self.routes:
            if known == method.lower() and pattern.match(path):
                return operation
        return None

    def look(self, method, path, status, kind, body):
        operation = self.operation(method, path)
        if operation is None:
            return self.complain(f"{method} {path} is no operation")
        name = operation["operationId"]
        if 200 <= status < 300:
            with self.lock:
                self.reached.add(name)
        response = operation["responses"].get(str(status))
        if response is None:
            return self.complain(f"{name}: status {status} is not documented")
        response = self.solid(response)
        content = response.get("content") or {}
        if not content:
            return body and self.complain(f"{name} {status}: a body where none is documented")
        media = content.get(kind)
        if media is None:
            return self.complain(f"{name} {status}: {kind!r} is not documented")
        if "json" in kind:
            for error in self.validator(name, status, kind, media["schema"]).iter_errors(json.loads(body)):
                self.complain(f"{name} {status}: {error.message} at {error.instance_path}")

    def validator(self, name, status, kind, schema):
        with self.lock:
            key = (name, status, kind)
            if key not in self.validators:
                whole = {"allOf": [schema], "components": self.root["components"]}
                self.validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
            return self.validators[key]

    def solid(self, node):
        while "$ref" in node:
            found = self.root
            for token in node["$ref"].removeprefix("#/").split("/"):
                found = found[token.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def complain(self, text):
        with self.lock:
            self.complaints.append(text)

    def report(self):
        names = [route[3]["operationId"] for route in self.routes]
        missing = sorted(set(names) - self.reached)
        return {"operations": len(names), "missing": missing, "complaints": self.complaints}


class Watch(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    target = ("", 0)
    documents = []

    def log_message(self, *_):
        pass

    def any(self):
        asked = self.rfile.read(int(self.headers.get("content-length") or 0)) if not self.chunked() else self.pieces()
        sent = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        connection = http.client.HTTPConnection(*self.target, timeout=60)
        connection.request(self.command, self.path, asked, sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        path = urllib.parse.urlsplit(self.path).path
        kind = (answer.getheader("content-type") or "").split(";")[0].strip()
        for document in self.documents:
            if path.startswith(document.prefix + "/"):
                document.look(self.command, path[len(document.prefix) :], answer.status, kind, body)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP and name.lower() not in ("date", "server"):
                self.send_header(name, value)
        if answer.status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = any

    def chunked(self):
        return self.headers.get("transfer-encoding", "").lower() == "chunked"

    def pieces(self):
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def main(server, *documents):
    parts = urllib.parse.urlsplit(server)
    Watch.target = (parts.hostname, parts.port)
    Watch.documents = [Document(path) for path in documents]
    watch = Server(("127.0.0.1", 0), Watch)
    threading.Thread(target=watch.serve_forever, daemon=True).start()
    print(f"listening on http://127.0.0.1:{watch.server_address[1]}", flush=True)
    sys.stdin.read()
    print(json.dumps({document.name: document.report() for document in Watch.documents}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
