"""What schemathesis cannot know by itself: who calls, for which company, and what was reached.

Settings come from kit.json beside this file, credentials from the environment (see README.md).
Written for schemathesis 4.32.5.
"""

import ast
import atexit
import json
import os
import threading
import uuid
from collections import defaultdict
from pathlib import Path

import requests
import schemathesis
from schemathesis.auths import CachingAuthProvider
from schemathesis.wfc.escalation import EscalatingAuthProvider

KIT = json.loads(Path(__file__).with_name("kit.json").read_text(encoding="utf-8"))
LOCK = threading.Lock()
METHODS = {"get", "put", "post", "delete", "patch", "options", "head", "trace"}

# CPython before 3.13 builds syntax trees on state that threads share (gh-106905), and hypothesis
# builds some in every worker: one at a time, or a run with two workers dies now and then.
parse_alone, PARSING = ast.parse, threading.RLock()


def parse(*args, **kwargs):
    with PARSING:
        return parse_alone(*args, **kwargs)


ast.parse = parse


def setting(peer, name):
    """One setting of the caller under test or of its peer; the environment wins over the demo."""
    prefix = "ROSETTA_PEER_" if peer else "ROSETTA_"
    return os.environ.get(prefix + name.upper()) or KIT["identities"][int(peer)].get(name)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Show oauth2 as bearer, so that `ignored_auth` looks at it, and name the one open company."""
    schemes = raw_schema.get("components", {}).get("securitySchemes", {})
    for scheme in schemes.values():
        if scheme.get("type") in ("oauth2", "openIdConnect"):
            # `flows` stays: schemathesis finds the token operation by it.
            scheme.update(type="http", scheme="bearer")
    tenant = setting(False, "tenant")
    if KIT["tenant_header"] and tenant:
        for parameter in header_parameters(raw_schema, KIT["tenant_header"]):
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


class Identity:
    """A client of one company; fetches its token and fetches it again before it ends."""

    def __init__(self, peer):
        self.peer = peer

    def get(self, case, context):
        base = context.operation.schema.get_base_url().rstrip("/")
        form = {
            "grant_type": "client_credentials",
            "client_id": setting(self.peer, "client_id"),
            "client_secret": setting(self.peer, "client_secret"),
        }
        if KIT["scopes"]:
            form["scope"] = " ".join(KIT["scopes"])
        answer = requests.post(base + KIT["token_path"], data=form, timeout=30)
        if answer.status_code != 200:
            raise RuntimeError(f"no token: the token endpoint answered {answer.status_code}")
        return answer.json()["access_token"]

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"
        # The caller's own company is part of the generated data; the peer comes with its own.
        if self.peer and KIT["tenant_header"]:
            case.headers[KIT["tenant_header"]] = setting(True, "tenant")


@schemathesis.hook
def after_load_schema(context, schema):
    """Let both companies call: the first by default, the second wherever it must not see."""
    remember_operations(schema.raw_schema)
    remember_needs(schema.raw_schema)
    if not KIT["token_path"]:
        return
    names = [identity["name"] for identity in KIT["identities"]]
    callers = [CachingAuthProvider(Identity(peer), refresh_interval=KIT["refresh_s"]) for peer in (False, True)]
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
        raise AssertionError(f"{status} is {body[status]!r} in an answer with status {response.status_code}")
    if success in body and body[success] is not (response.status_code < 400):
        raise AssertionError(f"{success} is {body[success]!r} in an answer with status {response.status_code}")
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
    needs = NEEDS.get(case.operation.label)
    meta = case.meta
    if not needs or meta is None or not meta.generation.mode.is_positive:
        return
    phase = meta.phase.name.value
    if phase in ("coverage", "fuzzing") or (phase == "examples" and not documented(case)):
        prepare(case, needs)


def documented(case):
    """Another record than the document's example would be taken from the cases of another operation."""
    shown = EXAMPLES.get(case.operation.label, {})
    return all(case.path_parameters.get(name) == value for name, value in shown.items())


# Per operation what x-hr-refusals says a well-formed request needs to be accepted.
NEEDS = {}
# How to make a record whose id a path names: parameter -> (method, path, example, pointer).
MAKERS = {}
# Path parameters that name a record of the case's own, and the document's examples.
EXAMPLES = {}
# How to call an operation that must have gone before: operationId -> (method, path, query).
STEPS = {}
SEEN = defaultdict(set)
FETCHABLE = os.environ.get("ROSETTA_FETCHABLE")


def remember_needs(raw_schema):
    for path, item in raw_schema.get("paths", {}).items():
        for method, operation in item.items():
            if method.lower() not in METHODS:
                continue
            label = f"{method.upper()} {path}"
            rules = operation.get("x-hr-refusals", [])
            fresh = [name for rule in rules for name in rule.get("fresh", [])]
            fetched = [name for rule in rules for name in rule.get("fetched", [])]
            if method.lower() == "delete":
                # A deletion removes a record made for it, so that other cases keep theirs.
                fresh += [part[1:-1] for part in path.split("/") if part.startswith("{")]
            shown = [p for p in operation.get("parameters", []) if p.get("in") == "path"]
            EXAMPLES[label] = {p["name"]: p.get("example") for p in shown if p["name"] in fresh}
            ordered = [rule["ordered"] for rule in rules if "ordered" in rule]
            after = [name for rule in rules for name in rule.get("after", [])]
            if fresh or fetched or ordered or after:
                NEEDS[label] = {"fresh": fresh, "fetched": fetched, "ordered": ordered, "after": after}
            query = [p for p in operation.get("parameters", []) if p.get("in") == "query"]
            shown = {p["name"]: p["example"] for p in query if "example" in p}
            STEPS[operation.get("operationId")] = (method, path, shown)
            remember_maker(label, operation)


def remember_maker(label, operation):
    method, path = label.split(" ", 1)
    media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    examples = [example["value"] for example in media.get("examples", {}).values()]
    for response in operation.get("responses", {}).values():
        for link in response.get("links", {}).values():
            for name, expression in link.get("parameters", {}).items():
                if method == "POST" and examples and str(expression).startswith("$response.body#"):
                    pointer = expression.split("#", 1)[1].split("/")[1:]
                    tag = operation.get("tags", [""])[0]
                    MAKERS[(tag, name)] = (label, path, examples[0], pointer)


def unused(value):
    """A value that nobody has used yet, of the same look."""
    mark = uuid.uuid4().hex[:12]
    return f"{mark}@fresh.example" if "@" in value else f"fresh-{mark}"


def prepare(case, needs):
    body = case.body if isinstance(case.body, dict) else {}
    for name in needs["fetched"]:
        if FETCHABLE and isinstance(body.get(name), str):
            body[name] = FETCHABLE
    for first, last in needs["ordered"]:
        sort(case, body, first, last)
    for name in needs["fresh"]:
        if name in case.path_parameters:
            replace_record(case, name, body)
        elif isinstance(body.get(name), str):
            with LOCK:
                known = body[name].lower() in SEEN[name]
                SEEN[name].add(body[name].lower())
            if known:
                body[name] = unused(body[name])


def sort(case, body, first, last):
    """The lower of two values comes first; in a change one alone would be held against the stored."""
    low, high = body.get(first), body.get(last)
    if low is not None and high is not None:
        if isinstance(low, str) == isinstance(high, str):
            body[first], body[last] = min(low, high), max(low, high)
    elif case.method.upper() in ("PUT", "PATCH") and (low is not None) != (high is not None):
        body.pop(first, None)
        body.pop(last, None)


def replace_record(case, name, body):
    """Makes a record of its own for this case, since the last one may have left the right state."""
    made = make(case, (case.operation.tags or [""])[0], name)
    if made is None:
        return
    case.path_parameters[name], record = made
    for key, items in body.items():
        adopt(items, record.get(key))
    for step in NEEDS[case.operation.label]["after"]:
        method, path, query = STEPS[step]
        send(case, method, path.format(**case.path_parameters), params=query)


def make(case, tag, name, again=True):
    """A new record and its id, as the example of the operation that makes such records has it."""
    if (tag, name) not in MAKERS:
        return None
    label, path, example, pointer = MAKERS[(tag, name)]
    wanted = dict(example)
    for field in NEEDS.get(label, {}).get("fresh", []):
        if isinstance(wanted.get(field), str):
            wanted[field] = unused(wanted[field])
    answer = send(case, "post", path, json=wanted)
    if not answer.ok and again:
        # What the example refers to may be gone by now: it refers to new records then.
        makers = {field: other for other, field in MAKERS if field in wanted and field != name}
        made = {field: make(case, other, field, again=False) for field, other in makers.items()}
        wanted.update({field: record[0] for field, record in made.items() if record})
        answer = send(case, "post", path, json=wanted)
    if not answer.ok:
        return None
    made = answer.json()
    for step in pointer[:-1]:
        made = made[step]
    return made[pointer[-1]], made


def send(case, method, path, **parts):
    base = case.operation.schema.get_base_url().rstrip("/")
    return requests.request(method, base + path, headers=dict(case.headers), timeout=30, **parts)


def adopt(items, own):
    """Parts that are named by id are those of the new record."""
    if not isinstance(items, list) or not isinstance(own, list):
        return
    if all(isinstance(item, dict) and "id" in item for item in items + own):
        del items[len(own):]
        for item, part in zip(items, own):
            item["id"] = part["id"]


@schemathesis.hook
def after_call(context, case, response):
    if case.method.upper() == case.operation.method.upper():
        with LOCK:
            STATUSES[case.operation.label][response.status_code] += 1


@atexit.register
def report():
    if not STATUSES:
        return
    rows = []
    for label, operation_id in OPERATIONS:
        counts = STATUSES.get(label, {})
        reached = any(200 <= status < 300 for status in counts)
        statuses = {str(status): counts[status] for status in sorted(counts)}
        rows.append({"operation": operation_id or label, "reached_2xx": reached, "statuses": statuses})
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
    print(f"operations with an override for a business refusal: {KIT['refusal_overrides']} of {total}")
    for row in rows:
        if not row["reached_2xx"]:
            print(f"  never 2xx: {row['operation']} {row['statuses']}")
