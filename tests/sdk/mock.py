"""A server that says what a case tells it to, and remembers what it was asked: `mock.py`.

Prints `listening on http://127.0.0.1:PORT` and serves until its standard input ends. README.md
beside this file describes the two calls for runners and what an answer may be.
"""

import base64
import email.parser
import email.policy
import json
import re
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHUNK = 65536


class Case:
    """One script under way: what is still to be answered, and what was asked."""

    def __init__(self, answers):
        self.answers = {route: list(all) for route, all in answers.items()}
        self.given = {route: 0 for route in answers}
        self.seen = []
        self.lock = threading.Lock()

    def next(self, route):
        """The answer that is due; the last one stays. None where the case has nothing to say."""
        with self.lock:
            due = self.answers.get(route)
            if not due:
                return None
            self.given[route] += 1
            answer = due.pop(0) if len(due) > 1 else due[0]
            # `{n}` in a text is the number of this answer: tokens that differ.
            text = json.dumps(answer).replace("{n}", str(self.given[route]))
            return json.loads(text)


class Mock(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.cases = []
        self.lock = threading.Lock()

    def handle_error(self, request, client_address):
        # A client that hangs up is part of the game.
        pass


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "mock"
    sys_version = ""

    def log_message(self, *_):
        pass

    def any(self):
        if self.path == "/_script" and self.command == "POST":
            return self.script()
        found = re.match(r"/_seen/(\d+)$", self.path)
        if found:
            return self.reply(200, {}, json.dumps(self.server.cases[int(found[1])].seen).encode())
        found = re.match(r"/c/(\d+)(/[^?]*)(?:\?(.*))?$", self.path)
        if not found:
            return self.reply(404, {}, b"no case")
        case = self.server.cases[int(found[1])]
        route = f"{self.command} {found[2]}"
        asked = self.asked(route, found[3] or "")
        with case.lock:
            case.seen.append(asked)
        self.answer(case.next(route))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = any

    def script(self):
        answers = json.loads(self.whole())
        with self.server.lock:
            number = len(self.server.cases)
            self.server.cases.append(Case(answers))
        host, port = self.server.server_address
        told = {"base": f"http://{host}:{port}/c/{number}", "seen": f"http://{host}:{port}/_seen/{number}"}
        self.reply(200, {"content-type": "application/json"}, json.dumps(told).encode())

    def whole(self):
        """The body, also where it comes in pieces."""
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def asked(self, route, query):
        body = self.whole()
        asked = {
            "is": route,
            "query": [list(pair) for pair in urllib.parse.parse_qsl(query, keep_blank_values=True)],
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "size": len(body),
        }
        kind = self.headers.get("content-type", "")
        if "json" in kind:
            asked["json_text"] = body.decode()
        elif kind.startswith("application/x-www-form-urlencoded"):
            asked["form"] = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        elif kind.startswith("multipart/"):
            asked["parts"] = parts(kind, body)
        return asked

    def answer(self, answer):
        if answer is None:
            return self.reply(599, {}, b"the case has no answer to this")
        if answer.get("hang"):
            # Until the client has had enough.
            return self.rfile.read(1)
        if answer.get("delay_ms"):
            time.sleep(answer["delay_ms"] / 1000)
        if answer.get("drop") == "before":
            self.close_connection = True
            return self.connection.close()
        body, kind = content(answer)
        headers = {"content-type": kind} if kind else {}
        headers.update(answer.get("headers", {}))
        if answer.get("drop") == "within":
            self.begin(answer.get("status", 200), headers, len(body) + 10)
            self.wfile.write(body)
            self.wfile.flush()
            self.close_connection = True
            return self.connection.close()
        self.reply(answer.get("status", 200), headers, body)

    def begin(self, status, headers, length):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("content-length", str(length))
        self.end_headers()

    def reply(self, status, headers, body):
        self.begin(status, headers, len(body))
        for at in range(0, len(body), CHUNK):
            self.wfile.write(body[at : at + CHUNK])


def content(answer):
    """Body and content type of an answer."""
    if "json" in answer:
        return json.dumps(answer["json"]).encode(), "application/json"
    if "json_text" in answer:
        return answer["json_text"].encode(), "application/json"
    if "base64" in answer:
        return base64.b64decode(answer["base64"]), "application/octet-stream"
    if "zeros" in answer:
        return b"0" * answer["zeros"], "application/octet-stream"
    if "text" in answer:
        return answer["text"].encode(), "text/plain"
    return b"", None


def parts(kind, body):
    """The parts of a form in order: name, file name, type, and text or size."""
    head = f"content-type: {kind}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    found = []
    for part in message.iter_parts():
        held = part.get_payload(decode=True) or b""
        said = {"name": part.get_param("name", header="content-disposition"), "size": len(held)}
        if part.get_filename() is not None:
            said["file"] = part.get_filename()
            said["type"] = part.get_content_type()
        if len(held) < 1000:
            said["text"] = held.decode("utf-8", "replace").removesuffix("\r\n")
        found.append(said)
    return found


def main():
    mock = Mock()
    host, port = mock.server_address
    threading.Thread(target=mock.serve_forever, daemon=True).start()
    print(f"listening on http://{host}:{port}", flush=True)
    # Ends with whoever started it.
    sys.stdin.read()


if __name__ == "__main__":
    main()
