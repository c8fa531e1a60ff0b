"""Who calls: the identities of a file, and how each gets what it signs in with."""

import hashlib
import json
import os
import time
import uuid
from pathlib import Path

import requests

HERE = Path(__file__).absolute().parent.parent
KIT = json.loads((HERE / "kit.json").read_text(encoding="utf-8"))


def identities(named=None):
    """The caller under test, its peer and others: the demo's, or those of a file."""
    path = Path(named or os.environ.get("ROSETTA_IDENTITIES") or HERE / "identities.json")
    return json.loads(path.read_text(encoding="utf-8"))


def header(identity, name):
    """One header of an identity, whatever its case."""
    headers = identity.get("headers", {})
    return next(
        (value for key, value in headers.items() if name and key.lower() == name.lower()), None
    )


def carrier(scheme):
    """How a scheme's secret is sent: the header, and what stands before the secret."""
    if scheme.get("type") in ("http", "oauth2", "openIdConnect"):
        return "Authorization", "Bearer "
    return scheme.get("name"), ""


def secret(base, identity, credential, steps):
    """What stands behind a scheme: as it is written, or as the document's operations issue it.

    `steps` are (method, path, …) by operationId.
    """
    if "token" in credential and "login" not in credential:
        return credential["token"]
    if "login" in credential:
        method, path = steps[credential["login"]][:2]
        body = signed(dict(credential["body"]), credential)
        answer = requests.request(
            method, base + path, json=body, headers=identity.get("headers", {}), timeout=30
        )
    else:
        form = {"grant_type": "client_credentials", **credential}
        if KIT["scopes"]:
            form["scope"] = " ".join(identity.get("scopes", KIT["scopes"]))
        answer = requests.post(base + KIT["token_path"], data=form, timeout=30)
    if not answer.ok:
        # Neither the request nor the answer is shown: both may hold secrets.
        raise NoToken(f"no token: the server answered {answer.status_code}")
    found = answer.json()
    for step in credential.get("token", "/access_token").split("/")[1:]:
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


class NoToken(RuntimeError):
    """Nobody could be signed in."""


def signed(body, credential):
    """A nonce that was never used, and the digest of nonce and secret, where the login asks for them."""
    digest = credential.get("digest")
    if digest:
        nonce = uuid.uuid4().hex
        body[digest["nonce"]] = nonce
        body[digest["into"]] = hashlib.sha512((nonce + digest["secret"]).encode()).hexdigest()
    return body


class Caller:
    """An identity that signs in when it is first needed, and again before its token ends."""

    def __init__(self, document, base, identity):
        self.document = document
        self.base = base
        self.identity = identity
        self.name = identity["name"]
        self.steps = {it.id: (it.method, it.path) for it in document.operations}
        self.known = {}

    def scheme(self, operation):
        credentials = self.identity.get("credentials", {})
        return next((name for name in operation.schemes if name in credentials), None)

    def key(self, operation):
        """The header that an operation's scheme wants, and its value; nothing where there is none."""
        scheme = self.scheme(operation)
        if scheme is None:
            return None
        name, before = carrier(self.document.schemes.get(scheme, {}))
        # An operation that ends the caller's own token is given one of its own.
        if operation.verb == "token.revoke":
            return name, before + self._fetch(scheme)
        until, text = self.known.get(scheme, (0, ""))
        if until < time.monotonic():
            text = self._fetch(scheme)
            self.known[scheme] = (time.monotonic() + KIT["refresh_s"], text)
        return name, before + text

    def _fetch(self, scheme):
        return secret(self.base, self.identity, self.identity["credentials"][scheme], self.steps)

    def headers(self, operation):
        """All that goes with a request of this caller."""
        found = {}
        for name, value in self.identity.get("headers", {}).items():
            is_tenant = name.lower() == (self.document.tenant or "").lower()
            if not is_tenant or operation.tenant:
                found[name] = value
        if not operation.public and (key := self.key(operation)):
            found[key[0]] = key[1]
        return found

    def with_scopes(self, scopes):
        """The same caller with other scopes, where the document issues tokens for scopes."""
        return Caller(self.document, self.base, {**self.identity, "scopes": scopes})

    def secrets(self):
        """Every text that no report may show."""
        texts = {text for _, text in self.known.values()}
        for credential in self.identity.get("credentials", {}).values():
            parts = [credential, credential.get("body", {}), credential.get("digest", {})]
            for part in parts:
                texts.update(value for key, value in part.items() if hidden(key, value))
        return {text for text in texts if len(text) > 3}


SECRET_WORDS = ("password", "secret", "token", "authorization", "api_key", "apikey", "jwt")
# Keys that end like secrets and hold none: pointers, names, kinds.
PLAIN_WORDS = ("tokenid", "token_id", "token_type", "token_name", "tokentype")


def hidden(key, value):
    """A key whose text is a secret; a pointer to one is none."""
    low = key.lower()
    named = any(word in low for word in SECRET_WORDS) and low not in PLAIN_WORDS
    return named and isinstance(value, str) and bool(value) and not value.startswith("/")
