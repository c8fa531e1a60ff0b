"""Callers who lack a right: with tokens for other scopes, or by whose records they ask for."""

from collections import defaultdict

from .boundary import caller_of
from .callers import Caller, hidden
from .case import shown
from .document import text
from .log import Finding
from .nouns import at, nouns

# Ids that are tried in paths, and in fields and parameters.
IN_PATHS, IN_FIELDS = range(1, 41), range(1, 21)
CHECK = "keeps people apart"


class Rights:
    """What the refusals of an operation's caller need: kept for all operations of a run."""

    def __init__(self, client, run):
        self.client = client
        self.run = run
        self.narrow = {}
        # Tokens that were made, to be deleted in the end: (noun, id).
        self.made = []
        # Operations that refuse by whose record it is: the lowest caller asks.
        self.pending = []
        # Ids that somebody was refused, by the parameter that took them.
        self.refused = defaultdict(list)

    # Scopes.

    def narrowed(self, operation):
        """The first caller with a token for other scopes only; nothing where none can be had."""
        owner = self.client.owner
        scheme = owner.scheme(operation)
        if not operation.scopes or scheme is None:
            return None
        known = self.client.document.schemes.get(scheme, {})
        if known.get("type") in ("oauth2", "openIdConnect"):
            return self._issued(operation, known)
        return self._created(operation, scheme)

    def _issued(self, operation, scheme):
        verb = operation.scopes[0].rsplit(":", 1)[-1]
        flows = scheme.get("flows", {}).values()
        known = [scope for flow in flows for scope in flow.get("scopes", {})]
        others = [scope for scope in known if not scope.endswith(verb)]
        if verb not in self.narrow:
            self.narrow[verb] = self.client.owner.with_scopes(others) if others else None
        return self.narrow[verb]

    def _created(self, operation, scheme):
        """A token that the document's own operation makes, for one scope about something else."""
        subjects = {scope.partition(":")[0] for scope in operation.scopes}
        known = [scope for it in self.client.document.operations for scope in it.scopes]
        other = next((scope for scope in known if scope.partition(":")[0] not in subjects), None)
        if other not in self.narrow:
            self.narrow[other] = self._make(scheme, other) if other else None
        return self.narrow[other]

    def _make(self, scheme, other):
        client, document = self.client, self.client.document
        create = next((it for it in document.operations if _makes_tokens(it)), None)
        if create is None:
            return None
        case = shown(document, create, caller_of(client, create))
        if not client.allowed(case) or not isinstance(case.body, dict):
            return None
        case.body["scopes"] = [other]
        answer, _ = client.send(case, self.run, f"a token for {other} alone", [])
        if answer is None or answer.status >= 300:
            return None
        noun = nouns(document, [create]).get(create.id)
        if noun and noun.delete:
            self.made.append((noun, at(answer.json(), noun.pointer), other))
        secret = max(_secrets(answer.json()), key=len, default=None)
        if secret is None:
            return None
        client.log.secrets.add(secret)
        owner = client.owner.identity
        credentials = {scheme: {"token": secret}}
        name = f"a token for {other}"
        identity = {**owner, "name": name, "scopes": [other], "credentials": credentials}
        return Caller(document, client.base, identity)

    # Whose records.

    def lowest(self, operation):
        """Where every role may ask, a rule about the record may still refuse the lowest one."""
        owner = caller_of(self.client, operation)
        others = [
            one
            for one in self.client.callers
            if one.identity.get("role") and one is not self.client.rival and one.scheme(operation)
        ]
        level = self.client.document.level
        caller = min(others, key=lambda one: level(one.identity["role"]), default=owner)
        return None if caller is owner else caller

    def finish(self):
        """The records of others, reading first: what is refused there is tried in changes too."""
        order = {"get": 0, "post": 1, "put": 1, "patch": 1, "delete": 2}
        pending = sorted(self.pending, key=lambda it: order.get(it.method, 1))
        shown_to_all = []

        def one(operation):
            kept = self.ask(operation)
            if kept:
                shown_to_all.append((operation, *kept))

        self.client.each(self.run, pending, one)
        self.judge(shown_to_all, len(pending))
        for noun, identity, scope in self.made:
            operation, name = noun.delete
            case = shown(self.client.document, operation, caller_of(self.client, operation))
            case.path_parameters[name] = identity
            answer, _ = self.client.send(case, self.run, "the token that was made goes", [])
            if answer is not None and answer.status < 300 and self.narrow[scope]:
                self.stale(operation, self.narrow[scope])

    def stale(self, operation, caller):
        """A token that was deleted is nobody's any more."""
        what = "a token that was deleted"

        def judge(answer):
            if answer.status == 401 or 401 not in operation.statuses:
                return []
            said = f"{what}: {answer.status} instead of 401"
            return [Finding("asks who calls", said, f"{operation.pointer}/security")]

        case = shown(self.client.document, operation, caller)
        self.client.send(case, self.run, what, ["asks who calls"], judge)

    def ask(self, operation):
        """Asks until somebody's record is refused; the last (case, answer) where none is."""
        last = None
        for parameter, value, case in self.attempts(operation, self.lowest(operation)):
            answer, _ = self.client.send(case, self.run, f"asked by {self.lowest(operation).name}")
            if answer is not None and answer.status == 403:
                if parameter is not None:
                    self.refused[parameter].append(value)
                return None
            if answer is not None:
                last = (case, answer)
        return last

    def attempts(self, operation, caller):
        """(parameter, id, case): as the document shows it, then with the ids of others."""
        document = self.client.document
        # A deletion is tried with what reading refused, and with nothing else.
        safe = operation.method == "get" or not self.client.options.credentials
        tries = safe and operation.method != "delete"
        if not self.client.allowed(shown(document, operation, caller)):
            return
        for parameter in operation.of_place("path"):
            if isinstance(parameter.example, bool) or not isinstance(parameter.example, int):
                continue
            for value in (*self.refused[parameter.name], *(IN_PATHS if tries else ())):
                case = shown(document, operation, caller)
                case.path_parameters[parameter.name] = value
                yield parameter.name, value, case
        if not tries:
            return
        yield None, None, shown(document, operation, caller)
        names = self.people()
        for parameter in operation.of_place("query"):
            if plain(parameter.name) in names:
                for value in IN_FIELDS:
                    if document.valid(parameter.pointer, value):
                        case = shown(document, operation, caller)
                        case.set_query(parameter, value)
                        yield None, None, case
        body = operation.json_body
        properties = body.schema.get("properties", {}) if body else {}
        for key in properties:
            if plain(key) in names:
                for value in IN_FIELDS:
                    case = shown(document, operation, caller)
                    case.body = {**(case.body or {}), key: value}
                    if document.valid(body.pointer, case.body):
                        yield None, None, case

    def people(self):
        """What parameters of a path are called that name records, as fields may be called too."""
        paths = (it for one in self.client.document.operations for it in one.of_place("path"))
        return {plain(it.name) for it in paths if isinstance(it.example, int)} - {"id"}

    def judge(self, open_ones, tried):
        """Where more than a few refuse the lowest caller nothing, nobody looks at whose it is."""
        client = self.client
        few = len(open_ones) * 4 <= tried
        for operation, case, answer in open_ones:
            # A record of another kind than the demo has may be needed, or a setting.
            if client.options.credentials or few:
                client.log.note(self.run, f"{operation.id}: nothing was found that is refused")
                continue
            who = self.lowest(operation).name
            said = f"{who} is refused nobody's record, though 403 is documented for such"
            finding = Finding(CHECK, said, f"{operation.pointer}/responses/403")
            what = f"asked by {who} for the records of others"
            client.given(case, self.run, what, answer, [CHECK], lambda _, it=finding: [it])


def _makes_tokens(operation):
    body = operation.json_body
    return (
        operation.verb == "token.create"
        and body is not None
        and "scopes" in body.schema.get("properties", {})
    )


def _secrets(value, key=""):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _secrets(item, name)
    elif hidden(key, value):
        yield text(value)


def plain(name):
    """How a field and a parameter that name the same records are compared."""
    return name.replace("_", "").replace("-", "").lower()
