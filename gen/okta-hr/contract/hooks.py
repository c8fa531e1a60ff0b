"""What schemathesis cannot know by itself: who calls, for which company, and what was reached.

Settings come from kit.json beside this file, credentials from the environment (see README.md).
Written for schemathesis 4.32.5.
"""

import ast
import atexit
import hashlib
import json
import os
import threading
import uuid
from collections import defaultdict
from pathlib import Path

import requests
import schemathesis
from schemathesis.auths import KeyedCachingAuthProvider
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


def identities():
    """The caller under test and its peer: those of the demo, or of the file that the environment names."""
    named = os.environ.get("ROSETTA_IDENTITIES")
    return json.loads(Path(named).read_text(encoding="utf-8")) if named else KIT["identities"]


IDENTITIES = identities()
TENANT = KIT["tenant_header"]


def header(identity, name):
    """One header of an identity, whatever its case."""
    headers = identity.get("headers", {})
    return next((value for key, value in headers.items() if name and key.lower() == name.lower()), None)


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
# and the operations that end the caller's own token.
SCHEMES = {}
CARRIERS = {}
ENDINGS = set()


def remember_credentials(raw_schema):
    for name, scheme in raw_schema.get("components", {}).get("securitySchemes", {}).items():
        bearer = scheme.get("type") == "http"
        CARRIERS[name] = ("Authorization", "Bearer ") if bearer else (scheme.get("name"), "")
    for path, item in raw_schema.get("paths", {}).items():
        for method, operation in item.items():
            if method.lower() in METHODS:
                label = f"{method.upper()} {path}"
                needed = operation.get("security", raw_schema.get("security", []))
                SCHEMES[label] = [name for requirement in needed for name in requirement]
                if operation.get("x-hr-verb") == "token.revoke":
                    ENDINGS.add(label)


def scheme_of(credentials, label):
    """The scheme of the operation that there are credentials for; another one where it needs none."""
    return next((name for name in SCHEMES.get(label, []) if name in credentials), next(iter(credentials)))


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
        return scheme, secret(base, self.identity, self.identity["credentials"][scheme])

    def set(self, case, data, context):
        scheme, text = data
        name, before = CARRIERS[scheme]
        case.headers[name] = f"{before}{text}"
        # The caller's own company is part of the generated data; the peer comes with its own.
        if self.peer:
            for key, value in self.identity.get("headers", {}).items():
                case.headers[key] = value


def secret(base, identity, credential):
    """What stands behind a scheme: as it is written, or as the document's operations issue it."""
    if "token" in credential and "login" not in credential:
        return credential["token"]
    if "login" in credential:
        method, path, _ = STEPS[credential["login"]]
        body = signed(dict(credential["body"]), credential)
        answer = requests.request(method, base + path, json=body, headers=identity.get("headers", {}), timeout=30)
    else:
        form = {"grant_type": "client_credentials", **credential}
        if KIT["scopes"]:
            form["scope"] = " ".join(identity.get("scopes", KIT["scopes"]))
        answer = requests.post(base + KIT["token_path"], data=form, timeout=30)
    if not answer.ok:
        # Neither the request nor the answer is shown: both may hold secrets.
        raise RuntimeError(f"no token: the server answered {answer.status_code}")
    found = answer.json()
    for step in credential.get("token", "/access_token").split("/")[1:]:
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def signed(body, credential):
    """A nonce that was never used, and the digest of nonce and secret, where the login asks for them."""
    digest = credential.get("digest")
    if digest:
        nonce = uuid.uuid4().hex
        body[digest["nonce"]] = nonce
        body[digest["into"]] = hashlib.sha512((nonce + digest["secret"]).encode()).hexdigest()
    return body


@schemathesis.hook
def after_load_schema(context, schema):
    """Let both companies call: the first by default, the second wherever it must not see."""
    remember_operations(schema.raw_schema)
    remember_credentials(schema.raw_schema)
    remember_needs(schema.raw_schema)
    if not IDENTITIES:
        return
    pair = IDENTITIES[:2]
    names = [identity["name"] for identity in pair]
    callers = [
        KeyedCachingAuthProvider(
            Identity(identity, peer), refresh_interval=KIT["refresh_s"], cache_by_key=cache_key(identity)
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
    sign(case)
    needs = NEEDS.get(case.operation.label)
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive:
        return
    phase = meta.phase.name.value
    name_a_record(case, phase)
    name_nobody(case)
    if not needs:
        return
    if phase in ("coverage", "fuzzing") or (phase == "examples" and not (documented(case) and there(case))):
        prepare(case, needs)


def name_a_record(case, phase):
    """Where the document has no status for an unknown record, a path names one that exists.

    A read takes the document's own example: schemathesis has examples of any field of the same name, and
    the shapes of a text that is an id name nothing either.
    """
    if phase in ("examples", "coverage"):
        case.path_parameters.update(READS.get(case.operation.label, {}))
    for name, example in NAMED.get(case.operation.label, {}).items():
        value = case.path_parameters.get(name)
        # A link may lead to an example of the document: others still read that one.
        spared = case.method == "DELETE" and (name, str(value)) in SHOWN
        told = str(value) in TOLD and (name, str(value)) not in GONE
        if phase == "stateful" and told and not spared:
            continue
        made = make(case, (case.operation.tags or [""])[0], name) if case.method == "DELETE" else None
        case.path_parameters[name] = made[0] if made else example


def name_nobody(case):
    """A link may hand on a text where an id is a number: that names no record, and is no bug."""
    for parameter in case.operation.path_parameters:
        value = case.path_parameters.get(parameter.name)
        if isinstance(value, str) and not value.isdigit() and takes_numbers(parameter):
            case.path_parameters[parameter.name] = NOBODY


def takes_numbers(parameter):
    return parameter.definition.get("schema", {}).get("type") == "integer"


def sign(case):
    """A well-formed login has a digest that is right: no schema can say so."""
    credential = LOGINS.get(case.operation.label)
    meta = case.meta
    if credential and isinstance(case.body, dict) and (meta is None or meta.generation.mode.is_positive):
        signed(case.body, credential)


def documented(case):
    """Another record than the document's example would be taken from the cases of another operation."""
    shown = EXAMPLES.get(case.operation.label, {})
    return all(case.path_parameters.get(name) == value for name, value in shown.items())


def there(case):
    """The record of the path has not been deleted."""
    return not any((name, str(value)) in GONE for name, value in case.path_parameters.items())


# Per operation what x-hr-refusals says a well-formed request needs to be accepted.
NEEDS = {}
# Path parameters of operations that have no status for an unknown record -> the document's example.
NAMED = {}
# Names and values of path parameters in any example of the document.
SHOWN = set()
# Path parameters of reads that are texts -> the document's example.
READS = {}
# Names and values of path parameters whose record has been deleted.
GONE = set()
# Every id that an answer has told: what a link hands on is among them.
TOLD = set()
# How to make a record whose id a path names: parameter -> (label, path, media type, example, pointer).
MAKERS = {}
# Path parameters that name a record of the case's own, and the document's examples.
EXAMPLES = {}
# How to call an operation that must have gone before: operationId -> (method, path, query).
STEPS = {}
# An id of no record.
NOBODY = 9007199254740990
# Logins that need a digest, by label.
LOGINS = {}
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
            parameters = [resolved(raw_schema, p) for p in operation.get("parameters", [])]
            shown = [p for p in parameters if p.get("in") == "path"]
            EXAMPLES[label] = {p["name"]: p.get("example") for p in shown if p["name"] in fresh}
            SHOWN.update((p["name"], str(p["example"])) for p in shown if "example" in p)
            if method.lower() == "get":
                texts = [p for p in shown if p.get("schema", {}).get("type") != "integer" and "example" in p]
                READS[label] = {p["name"]: p["example"] for p in texts}
            if "404" not in operation.get("responses", {}):
                parts = {p["name"]: p.get("example") for p in shown if names_records(p)}
                NAMED[label] = {name: value for name, value in parts.items() if value is not None}
            made = [name for rule in rules for name in rule.get("made", [])]
            copied = [name for rule in rules for name in rule.get("copied", [])]
            _, media = json_media(operation.get("requestBody", {}).get("content", {}))
            first = next(iter(media.get("examples", {}).values()), {}).get("value", {})
            ordered = [rule["ordered"] for rule in rules if "ordered" in rule]
            after = [name for rule in rules for name in rule.get("after", [])]
            needs = {"fresh": fresh, "fetched": fetched, "ordered": ordered, "after": after, "made": made}
            needs["copied"] = {name: first.get(name) for name in copied}
            if any(needs.values()):
                NEEDS[label] = needs
            here = {p["name"]: p["example"] for p in shown if "example" in p}
            query = [p for p in parameters if p.get("in") == "query"]
            asked = {p["name"]: p["example"] for p in query if "example" in p}
            STEPS[operation.get("operationId")] = (method, path, asked)
            remember_maker(label, operation, here)
    for identity in IDENTITIES:
        for credential in identity["credentials"].values():
            if "digest" in credential:
                method, path, _ = STEPS[credential["login"]]
                LOGINS.setdefault(f"{method.upper()} {path}", credential)


def resolved(raw_schema, node):
    """What a reference within the document leads to."""
    while "$ref" in node:
        found = raw_schema
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def names_records(parameter):
    """An id, not a switch in the path."""
    return parameter.get("schema", {}).get("type") != "boolean"


def json_media(content):
    """The first media type of JSON, and what the document says of it."""
    return next(((kind, media) for kind, media in content.items() if is_json(kind)), (None, {}))


def is_json(kind):
    return kind == "application/json" or kind.endswith("+json")


def remember_maker(label, operation, here):
    """A link tells where the id of a new record stands: in the answer, or in what was sent."""
    method, path = label.split(" ", 1)
    for name, value in here.items():
        path = path.replace("{" + name + "}", str(value))
    kind, media = json_media(operation.get("requestBody", {}).get("content", {}))
    examples = [example["value"] for example in media.get("examples", {}).values()]
    for response in operation.get("responses", {}).values():
        for link in response.get("links", {}).values():
            for name, expression in link.get("parameters", {}).items():
                place, _, pointer = str(expression).partition("#")
                if method == "POST" and examples and place in ("$response.body", "$request.body"):
                    pointer = (place, *pointer.split("/")[1:])
                    tag = operation.get("tags", [""])[0]
                    MAKERS[(tag, name)] = (label, path, kind, examples[0], pointer)


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
    for name, value in needs["copied"].items():
        if value is not None:
            body[name] = value
        else:
            body.pop(name, None)
    for name in needs["made"]:
        record = next((found for maker in makers_of(name) if (found := make(case, *maker))), None)
        if record and name in body:
            body[name] = record[0]
    for name in needs["fresh"]:
        if name in case.path_parameters:
            replace_record(case, name, body)
        elif (place := holding(body, name)) is not None:
            part, key = place
            with LOCK:
                known = part[key].lower() in SEEN[name]
                SEEN[name].add(part[key].lower())
            if known:
                part[key] = unused(part[key])


def holding(body, name):
    """The object and the key of a text within a body; `name` may lead through objects and lists, `a/0/b`."""
    *path, key = name.split("/")
    for step in path:
        if isinstance(body, list):
            body = body[int(step)] if step.isdigit() and int(step) < len(body) else None
        else:
            body = body.get(step) if isinstance(body, dict) else None
    return (body, key) if isinstance(body, dict) and isinstance(body.get(key), str) else None


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
    tag = (case.operation.tags or [""])[0]
    shown = EXAMPLES.get(case.operation.label, {}).get(name)
    if (tag, name) not in MAKERS and isinstance(shown, (int, str)) and not isinstance(shown, bool):
        # Nothing makes such records: the document's example is as good as any.
        case.path_parameters[name] = shown
        return
    made = make(case, tag, name)
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
    label, path, kind, example, pointer = MAKERS[(tag, name)]
    wanted = dict(example)
    for field in NEEDS.get(label, {}).get("fresh", []):
        if isinstance(wanted.get(field), str):
            wanted[field] = unused(wanted[field])
    answer = send(case, "post", path, kind, wanted)
    if not answer.ok and again:
        # What the example refers to may be gone by now: it refers to new records then.
        makers = {field: maker for field in wanted for maker in makers_of(field) if field != name}
        made = {field: make(case, *maker, again=False) for field, maker in makers.items()}
        wanted.update({field: record[0] for field, record in made.items() if record})
        answer = send(case, "post", path, kind, wanted)
    if not answer.ok:
        return None
    place, *steps = pointer
    made = answer.json() if place == "$response.body" else wanted
    for step in steps[:-1]:
        made = made[int(step)] if isinstance(made, list) else made[step]
    return made[steps[-1]], made


def makers_of(field):
    """What makes the records that a field names: a parameter is called like it, an ending for ids aside.

    An id that was sent is none of a new record.
    """
    names = (field, field.removesuffix("_id"))
    return [maker for maker, made in MAKERS.items() if maker[1] in names and made[-1][0] == "$response.body"]


def send(case, method, path, kind=None, body=None, params=None):
    """A request that prepares a case: by the same caller, with a body of JSON where there is one."""
    base = case.operation.schema.get_base_url().rstrip("/")
    headers = {name: value for name, value in case.headers.items() if name.lower() != "content-type"}
    data = None
    if kind:
        headers["Content-Type"] = kind
        data = json.dumps(body).encode()
    return requests.request(method, base + path, headers=headers, data=data, params=params, timeout=30)


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
            if NAMED and response.status_code < 300:
                TOLD.update(ids_in(response))
            if case.method.upper() == "DELETE" and response.status_code < 300:
                GONE.update((name, str(value)) for name, value in case.path_parameters.items())


def ids_in(response):
    """The values of all fields of an answer that are called an id."""
    try:
        open_parts = [response.json()]
    except ValueError:
        return
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            open_parts.extend(part.values())
            named = (value for key, value in part.items() if key.lower().endswith("id"))
            yield from (str(value) for value in named if isinstance(value, (int, str)))
        elif isinstance(part, list):
            open_parts.extend(part)


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
