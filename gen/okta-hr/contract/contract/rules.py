"""Rules of x-hr-refusals about the state of a record: too early, and twice."""

from .boundary import caller_of
from .case import shown
from .log import Finding
from .records import NO_NEEDS

CHECK = "keeps its rules"


def about_state(operation):
    """The rules of an operation that can be provoked with a record of its own."""
    path = {it.name for it in operation.of_place("path")}
    for at, rule in enumerate(operation.raw.get("x-hr-refusals", [])):
        parameter = next((name for name in rule.get("fresh", []) if name in path), None)
        if parameter and (rule.get("once") or rule.get("after")):
            yield parameter, rule, f"{operation.pointer}/x-hr-refusals/{at}"


def provoke(client, run, operation):
    """A record too early, and a record twice."""
    records, caller = client.records, caller_of(client, operation)
    for parameter, rule, pointer in about_state(operation):
        if rule.get("after"):
            made = records.make(shown(client.document, operation, caller), operation.tag, parameter)
            if made:
                case = shown(client.document, operation, caller)
                case.path_parameters[parameter] = made[0]
                expect(client, run, case, "a record that is not so far yet", rule, pointer)
        if rule.get("once"):
            case = shown(client.document, operation, caller)
            records.prepare(case, records.needs.get(operation.label, NO_NEEDS))
            first, _ = client.send(case, run, "the first time", [])
            if first is not None and first.status < 300:
                what = "the same record, the second time"
                expect(client, run, case.copy(), what, rule, pointer)
            else:
                client.log.note(run, f"{operation.id}: its rule could not be tried")


def expect(client, run, case, what, rule, pointer):
    def judge(answer):
        if answer.status == rule["status"]:
            return []
        said = f"{what}: {answer.status} instead of {rule['status']} ({rule['rule']})"
        return [Finding(CHECK, said, pointer)]

    client.send(case, run, what, [CHECK], judge)
