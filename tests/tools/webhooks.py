"""Registers a webhook of Workbeats, changes a user and verifies what arrives by the published
library: `webhooks.py BASE_URL TOKEN`, the server with --allow-private-targets. Ends with 1 where
it does not verify."""

import json
import queue
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

WAIT_S = 20


def receiver():
    """An endpoint of our own; whatever is posted to it is put into the queue."""
    arrived = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            arrived.put((dict(self.headers), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/hook", arrived


def refused(hook, body, headers):
    try:
        hook.verify(body, headers)
    except WebhookVerificationError:
        return True
    return False


def main(base, token):
    url, arrived = receiver()
    headers = {"Authorization": f"Bearer {token}", "X-Environment": "staging"}
    with httpx.Client(base_url=base, headers=headers, timeout=30) as client:
        made = client.post("/v1/webhooks", json={"url": url, "events": ["user.created"]})
        made.raise_for_status()
        made = made.json()["data"]
        name = f"{uuid.uuid4().hex}@hooks.example"
        user = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": name}
        client.post("/scim/v2/Users", json=user).raise_for_status()
        sent, body = arrived.get(timeout=WAIT_S)
        hook = Webhook(made["attributes"]["secret"])
        message = hook.verify(body, sent)
        assert message == json.loads(body), message
        assert message["type"] == "user.created", message["type"]
        assert message["data"]["attributes"]["email"] == name, message["data"]
        assert refused(hook, body.replace(b"user", b"uzer"), sent), "another body was accepted"
        other = Webhook("whsec_" + "A" * 32)
        assert refused(other, body, sent), "another secret was accepted"
        listed = client.get(f"/v1/webhooks/{made['id']}/deliveries").json()["data"]
        assert len(listed) == 1, listed
        client.delete(f"/v1/webhooks/{made['id']}").raise_for_status()
    print("one message verified, two forgeries refused")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2]))
