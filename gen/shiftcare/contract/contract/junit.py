"""JUnit XML: one test case for each operation and check of each run."""

import re
from collections import defaultdict
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 cannot hold at all.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(path, log, title, stale):
    """Writes the whole file."""
    faults, accepted = defaultdict(list), {}
    for exchange in log.kept:
        for finding in exchange.findings:
            key = (exchange.run, exchange.operation, finding.check)
            if finding.accepted:
                accepted[key] = finding.accepted
            else:
                faults[key].append((exchange, finding))
    suites = defaultdict(list)
    for key in sorted({*log.tried, *faults, *accepted}):
        suites[key[0]].append(test_case(key, faults.get(key), accepted.get(key)))
    for entry in stale:
        text = f"<failure message={attribute('matches nothing any more')}/>"
        suites["baseline"].append((case_line("baseline", entry, text), True))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites name={attribute(title)}>"]
    for run, cases in suites.items():
        failed = sum(one for _, one in cases)
        seconds = f"{log.seconds.get(run, 0):.1f}"
        lines.append(
            f'<testsuite name={attribute(run)} tests="{len(cases)}" failures="{failed}" time="{seconds}">'
        )
        lines += [text for text, _ in cases]
        lines.append("</testsuite>")
    lines.append("</testsuites>")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_case(key, faults, reason):
    """One test case and whether it failed."""
    run, operation, check = key
    name = f"{operation or 'the run'} [{check}]"
    if not faults:
        inner = f"<system-out>{escaped('accepted: ' + reason)}</system-out>" if reason else ""
        return case_line(run, name, inner), False
    told = "\n\n".join(
        f"{finding.message}\nopenapi.yaml:{finding.line} {finding.pointer}\n"
        f"case: {exchange.case}\n> {exchange.request.get('line', '')}\n< {exchange.status}\n"
        f"{exchange.answer.get('body', '')[:600]}"
        for exchange, finding in faults
    )
    first = faults[0][1].message.splitlines()[0][:300] if faults[0][1].message else check
    inner = f"<failure message={attribute(first)}>{escaped(told)}</failure>"
    return case_line(run, name, inner), True


def case_line(run, name, inner):
    return f"<testcase classname={attribute(run)} name={attribute(name)}>{inner}</testcase>"


def attribute(text):
    return quoteattr(UNSPEAKABLE.sub("?", str(text)))


def escaped(text):
    return escape(UNSPEAKABLE.sub("?", text))
