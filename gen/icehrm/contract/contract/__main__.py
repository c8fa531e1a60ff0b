"""`python -m contract`: runs what was asked for and writes the report."""

import hashlib
import json
import sys
import time
from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path

from . import access, baseline, boundary, discover, errors, fuzz, junit, limits, report, state
from .callers import KIT, NoToken, identities
from .client import Client, OutOfTime, Unreachable
from .document import Document
from .log import Log
from .options import USUAL, parse

RUNS = {one.NAME: one.run for one in (discover, access, errors, boundary, fuzz, state, limits)}


def main(arguments):
    options = parse(arguments, KIT["base_url"])
    document = Document()
    operations = chosen(document, options)
    try:
        known = baseline.load(options.baseline) if options.baseline else []
        callers = identities(options.credentials)
    except (baseline.Wrong, OSError, ValueError) as error:
        options.fail(str(error))
    if (
        not isinstance(callers, list)
        or not callers
        or not all("credentials" in it for it in callers)
    ):
        options.fail("the file of credentials holds no list of identities")
    log = Log(document)
    client = Client(document, options.target, callers, log, options)
    begun = time.monotonic()
    try:
        client.reachable()
        # The document's examples name records of the demo; elsewhere others are looked for.
        for one in (("discover",) if options.credentials else ()) + tuple(options.only):
            execute(client, one, operations)
    except (Unreachable, NoToken) as error:
        print(f"{options.target}: {error}", file=sys.stderr)
        return 3
    stale = [baseline.name(entry) for entry in baseline.apply(known, log)]
    return conclude(document, log, options, operations, stale, time.monotonic() - begun)


def chosen(document, options):
    """The operations of the run."""
    wanted = [
        it
        for it in document.operations
        if (not options.tag or it.tag in options.tag)
        and (not options.operation or it.id in options.operation)
    ]
    if options.read_only:
        wanted = [it for it in wanted if it.method == "get"]
    if not wanted:
        options.fail("no operation of the document is asked for")
    return wanted


def execute(client, name, operations):
    begun = time.monotonic()
    try:
        client.in_time()
        RUNS[name](client, operations)
    except OutOfTime:
        client.log.note(name, "stopped: the time budget is spent")
    client.log.seconds[name] = time.monotonic() - begun
    faults = sum(1 for exchange, _ in client.log.failures() if exchange.run == name)
    told = f"{client.log.cases[name]} exchanges, {faults} faults"
    print(f"{name}: {told}, {client.log.seconds[name]:.0f} s", flush=True)


def conclude(document, log, options, operations, stale, seconds):
    """Writes the reports; the exit code."""
    folder = Path(options.report)
    folder.mkdir(parents=True, exist_ok=True)
    title = f"{document.root['info']['title']} {document.root['info']['version']}: contract"
    part = options.tag or options.operation or options.read_only or options.budget
    whole = not part and set(USUAL) <= set(options.only)
    facts = summary(document, log, options, operations, stale)
    failed = bool(log.failures()) or (whole and bool(stale))
    rows = [
        ("target", options.target),
        (
            "runs",
            ", ".join(
                f"{run} ({log.cases[run]} exchanges, {took:.0f} s)"
                for run, took in log.seconds.items()
            ),
        ),
        ("operations that reached a 2xx", f"{facts['reached_2xx']} of {facts['operations']}"),
        ("documented statuses that came", f"{facts['provoked']} of {facts['documented']}"),
        ("checks", facts["checks"]),
        ("boundary cases", f"{facts['inside']} just inside, {facts['outside']} just outside"),
        ("refused by a rule of x-hr-refusals", facts["refused_by_rules"]),
        ("records and lists", counted(log.state)),
        ("seconds", f"{seconds:.0f}"),
    ]
    head = {"title": title, "rows": rows, "stale": stale}
    report.write(folder / "report.html", document, log, head, operations)
    junit.write(folder / "junit.xml", log, title, stale)
    text = json.dumps({**facts, "seconds": round(seconds, 1)}, indent=2)
    (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
    for name, value in rows:
        print(f"{name}: {value}")
    tell(log, stale)
    print(f"report: {folder / 'report.html'}, {folder / 'junit.xml'}")
    return 1 if failed else 0


def summary(document, log, options, operations, stale):
    """Figures that another program may want to read."""
    pairs = [(it.id, status) for it in operations for status in it.statuses]
    came = [pair for pair in pairs if log.counts.get(pair)]
    reached = {
        it.id
        for it in operations
        if any(log.counts.get((it.id, status)) for status in range(200, 300))
    }

    def tried(check):
        counts = log.tried.items()
        return sum(n for (run, _, it), n in counts if (run, it) == (boundary.NAME, check))

    missing = defaultdict(list)
    for name, status in pairs:
        if (name, status) not in set(came):
            missing[str(status)].append(name)
    # Those need a server that is asked too often, or fails.
    apart = {status: names for status, names in missing.items() if status not in ("429", "500")}
    text = document.path.read_bytes()
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "document": hashlib.sha256(text).hexdigest(),
        "runs": list(log.seconds),
        "checks": sum(log.tried.values()),
        "operations": len(operations),
        "reached_2xx": len(reached),
        "never_2xx": [it.id for it in operations if it.id not in reached],
        "documented": len(pairs),
        "provoked": len(came),
        "not_provoked": {status: len(missing[status]) for status in sorted(missing)},
        "not_provoked_operations": dict(sorted(apart.items())),
        "inside": tried("accepted"),
        "outside": tried("refused"),
        "refused_by_rules": sum(log.rules.values()),
        "state": dict(log.state),
        "exchanges": dict(log.cases),
        "failures": len({(e.operation, e.run, f.check) for e, f in log.failures()}),
        "stale": stale,
        "refusal_overrides": KIT["refusal_overrides"],
    }


def counted(state):
    return ", ".join(f"{number} {word}" for word, number in state.items()) or "not tried"


def tell(log, stale):
    """Prints the faults, each once."""
    seen = set()
    for exchange, finding in log.failures():
        key = (exchange.operation, finding.check)
        if key not in seen:
            seen.add(key)
            first = finding.message.splitlines()[0] if finding.message else ""
            print(
                f"  {exchange.operation} [{finding.check}] {first[:300]} (openapi.yaml:{finding.line})"
            )
    for entry in stale:
        print(f"  baseline: {entry} matches nothing any more")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
