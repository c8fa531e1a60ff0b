"""What schemathesis cannot know by itself: who calls, for which company, and what was reached.

Settings come from kit.json beside this file, credentials from identities.json or from the file that
ROSETTA_IDENTITIES names (see README.md). Written for schemathesis 4.32.5.
"""

import ast
import atexit
import json
import os
import sys
import threading
import time
import uuid
from collections import defaultdict
from pathlib import Path

import requests
import schemathesis
from schemathesis.auths import KeyedCachingAuthProvider
from schemathesis.wfc.escalation import EscalatingAuthProvider

sys.path.insert(0, str(Path(__file__).resolve().parent))

from contract.callers import KIT, carrier, header, identities, secret  # noqa: E402
from contract.ratelimit import limit_of, untrue  # noqa: E402
from contract.records import METHODS, NOBODY, Records  # noqa: E402

LOCK = threading.Lock()

# CPython before 3.13 builds syntax trees on state that threads share (gh-106905), and hypothesis
# builds some in every worker: one at a time, or a run with two workers dies now and then.
parse_alone, PARSING = ast.parse, threading.RLock()


def parse(*args, **kwargs):
    with PARSING:
        return parse_alone(*args, **kwargs)


ast.parse = parse

IDENTITIES = identities()
TENANT = KIT["tenant_header"]

# In read-only mode nothing that could write leaves this process, whatever asks for it.
if os.environ.get("ROSETTA_READ_ONLY"):
    send_alone = requests.Session.send

    def send_reads(session, request, **kwargs):
        if request.method not in ("GET", "HEAD", "OPTIONS") and not signs_in(request):
            raise requests.exceptions.InvalidSchema(f"read-only: {request.method} was not sent")
        return send_alone(session, request, **kwargs)

    def signs_in(request):
        logins = [
            STEPS[credential["login"]][1]
            for identity in IDENTITIES
            for credential in identity["credentials"].values()
            if credential.get("login") in STEPS
        ]
        logins += [KIT["token_path"]] if KIT["token_path"] else []
        return request.method == "POST" and request.url.split("?")[0].endswith(tuple(logins))

    requests.Session.send = send_reads


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Show oauth2 as bearer, so that `ignored_auth` looks at it, and name the one open company."""
    schemes = raw_schema.get("components", {}).get("securitySchemes", {})
    for scheme in schemes.values():
        if scheme.get("type") in ("oauth2", "openIdConnect"):
            # `flows` stays: schemathesis finds the token operation by it.
            scheme.update(type="http", scheme="bearer")
    tenant = header(IDENTITIES[0], TENANT) if IDENTITIES else None
    if tenant:
        for parameter in header_parameters(raw_schema, TENANT):
            parameter["schema"] = {"type": "string", "enum": [tenant]}
            parameter.pop("examples", None)
            parameter["example"] = tenant


def header_parameters(node, name):
    """Every declaration of one header parameter, wherever it stands."""
    if isinstance(node, dict):
        if node.get("in") == "header" and str(node.get("name", "")).lower() == name.lower():
            yield node
        for value in node.values():
            yield from header_parameters(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from header_parameters(value, name)


# What is known of the document: schemes that an operation takes, how a scheme's secret is sent,
# the operations that end the caller's own token, and what its records need.
SCHEMES = {}
LIMITS = {}
CARRIERS = {}
ENDINGS = set()
STEPS = {}
RECORDS = None


def remember_credentials(raw_schema):
    for name, scheme in raw_schema.get("components", {}).get("securitySchemes", {}).items():
        CARRIERS[name] = carrier(scheme)
    for path, item in raw_schema.get("paths", {}).items():
        for method, operation in item.items():
            if method.lower() in METHODS:
                label = f"{method.upper()} {path}"
                needed = operation.get("security", raw_schema.get("security", []))
                LIMITS[label] = limit_of(raw_schema, operation)
                SCHEMES[label] = [name for requirement in needed for name in requirement]
                if operation.get("x-hr-verb") == "token.revoke":
                    ENDINGS.add(label)


def scheme_of(credentials, label):
    """The scheme of the operation that there are credentials for; another one where it needs none."""
    return next(
        (name for name in SCHEMES.get(label, []) if name in credentials), next(iter(credentials))
    )


def cache_key(identity):
    """A secret is kept for its scheme; an operation that ends the token gets one of its own."""

    def key(case, context):
        label = context.operation.label
        return uuid.uuid4().hex if label in ENDINGS else scheme_of(identity["credentials"], label)

    return key


class Identity:
    """Somebody with credentials; fetches a secret and fetches it again before it ends."""

    def __init__(self, identity, peer):
        self.identity = identity
        self.peer = peer

    def get(self, case, context):
        scheme = scheme_of(self.identity["credentials"], context.operation.label)
        base = context.operation.schema.get_base_url().rstrip("/")
        return scheme, secret(base, self.identity, self.identity["credentials"][scheme], STEPS)

    def set(self, case, data, context):
        scheme, text = data
        name, before = CARRIERS[scheme]
        case.headers[name] = f"{before}{text}"
        # The caller's own company is part of the generated data; the peer comes with its own.
        if self.peer:
            for key, value in self.identity.get("headers", {}).items():
                case.headers[key] = value


@schemathesis.hook
def after_load_schema(context, schema):
    """Let both companies call: the first by default, the second wherever it must not see."""
    global RECORDS
    remember_operations(schema.raw_schema)
    remember_credentials(schema.raw_schema)
    RECORDS = Records(schema.raw_schema, IDENTITIES, send)
    STEPS.update(RECORDS.steps)
    if not IDENTITIES:
        return
    pair = IDENTITIES[:2]
    names = [identity["name"] for identity in pair]
    callers = [
        KeyedCachingAuthProvider(
            Identity(identity, peer),
            refresh_interval=KIT["refresh_s"],
            cache_by_key=cache_key(identity),
        )
        for peer, identity in enumerate(pair)
    ]
    schema.auth.providers[:] = [
        EscalatingAuthProvider(callers, names, peers=tuple(names), pinned=names[0])
    ]


@schemathesis.check
def envelope_agrees_with_status(ctx, response, case):
    """The envelope repeats the status; it has to be the same one, undocumented answers included."""
    try:
        body = response.json()
    except Exception:
        return None
    if not isinstance(body, dict):
        return None
    status, success = KIT["status_key"], KIT["success_key"]
    if status in body and body[status] != response.status_code:
        raise AssertionError(
            f"{status} is {body[status]!r} in an answer with status {response.status_code}"
        )
    if success in body and body[success] is not (response.status_code < 400):
        raise AssertionError(
            f"{success} is {body[success]!r} in an answer with status {response.status_code}"
        )
    return None


@schemathesis.check
def rate_limit_headers_are_true(ctx, response, case):
    """The limit is the documented one, less than it is left, and the reset is within a window."""
    if case.method.upper() != case.operation.method.upper():
        return None
    headers = {name.lower(): ", ".join(value) for name, value in response.headers.items()}
    limit = LIMITS.get(case.operation.label)
    told = untrue(limit, lambda name: headers.get(name.lower()), time.time()) if limit else []
    if told:
        raise AssertionError("; ".join(told))
    return None


# Which statuses each operation gave; written at the end, since a green run may be hollow.
STATUSES = defaultdict(lambda: defaultdict(int))
OPERATIONS = []


def remember_operations(raw_schema):
    for path, item in raw_schema.get("paths", {}).items():
        for method, operation in item.items():
            if method.lower() in METHODS:
                OPERATIONS.append((f"{method.upper()} {path}", operation.get("operationId", "")))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Headers are text on the wire; what a rule wants unused is unused, and can be fetched."""
    for name, value in list(case.headers.items()):
        if not isinstance(value, (str, bytes)):
            case.headers[name] = str(value)
    RECORDS.sign(case)
    needs = RECORDS.needs.get(case.operation.label)
    meta = case.meta
    if meta is None:
        return
    if not meta.generation.mode.is_positive:
        RECORDS.spare(case)
        return
    phase = meta.phase.name.value
    RECORDS.name_a_record(case, phase)
    name_nobody(case)
    if not needs:
        return
    left = phase == "examples" and not (RECORDS.documented(case) and RECORDS.there(case))
    if phase in ("coverage", "fuzzing") or left:
        RECORDS.prepare(case, needs)


def name_nobody(case):
    """A link may hand on a text where an id is a number: that names no record, and is no bug."""
    for parameter in case.operation.path_parameters:
        value = case.path_parameters.get(parameter.name)
        if isinstance(value, str) and not value.isdigit() and takes_numbers(parameter):
            case.path_parameters[parameter.name] = NOBODY


def takes_numbers(parameter):
    return parameter.definition.get("schema", {}).get("type") == "integer"


def send(case, method, path, kind=None, body=None, params=None):
    """A request that prepares a case: by the same caller, with a body of JSON where there is one."""
    base = case.operation.schema.get_base_url().rstrip("/")
    headers = {
        name: value for name, value in case.headers.items() if name.lower() != "content-type"
    }
    data = None
    if kind:
        headers["Content-Type"] = kind
        data = json.dumps(body).encode()
    return requests.request(
        method, base + path, headers=headers, data=data, params=params, timeout=30
    )


@schemathesis.hook
def after_call(context, case, response):
    if case.method.upper() == case.operation.method.upper():
        with LOCK:
            STATUSES[case.operation.label][response.status_code] += 1
        RECORDS.learn(case, response.status_code, response)


@atexit.register
def report():
    if not STATUSES:
        return
    rows = []
    for label, operation_id in OPERATIONS:
        counts = STATUSES.get(label, {})
        reached = any(200 <= status < 300 for status in counts)
        statuses = {str(status): counts[status] for status in sorted(counts)}
        rows.append(
            {"operation": operation_id or label, "reached_2xx": reached, "statuses": statuses}
        )
    reached = sum(row["reached_2xx"] for row in rows)
    total = len(rows)
    share = 100 * reached / total if total else 0.0
    path = Path(os.environ.get("ROSETTA_REACHED", "reached.json"))
    summary = {
        "operations": total,
        "reached_2xx": reached,
        "share_percent": round(share, 1),
        "refusal_overrides": KIT["refusal_overrides"],
        "rows": rows,
    }
    path.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    print(f"\noperations that reached a 2xx: {reached} of {total} ({share:.1f} %); details: {path}")
    print(
        f"operations with an override for a business refusal: {KIT['refusal_overrides']} of {total}"
    )
    for row in rows:
        if not row["reached_2xx"]:
            print(f"  never 2xx: {row['operation']} {row['statuses']}")
