"""One self-contained HTML file: operation by status, what was sent, what came, which line was broken."""

from collections import defaultdict
from html import escape as safe

STYLE = """
:root{color-scheme:light dark;--line:#8884;--good:#1a7f37;--bad:#cf222e;--dim:#6e7781}
@media(prefers-color-scheme:dark){:root{--good:#3fb950;--bad:#f85149;--dim:#8b949e}}
body{font:15px/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;font-size:.9rem}td,th{border:1px solid var(--line);padding:.15rem .5rem}
td{text-align:center}td:first-child,th:first-child{text-align:left}
thead th{position:sticky;top:0;background:Canvas}
.good{color:var(--good)}.bad{color:var(--bad);font-weight:600}.dim{color:var(--dim)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);padding:.5rem;margin:.3rem 0}
details{margin:.3rem 0 .3rem .8rem}summary{cursor:pointer}code{overflow-wrap:anywhere}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
@media(max-width:50rem){.pair{grid-template-columns:1fr}}
"""


def write(path, document, log, facts, operations):
    """Writes the whole file."""
    source = document.path.read_text(encoding="utf-8").splitlines()
    body = [
        head(log, facts),
        failures(log, source),
        baseline(log, facts["stale"]),
        table(operations, log),
        exchanges(document, operations, log, source),
        untried(log),
    ]
    title = safe(facts["title"])
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        + "\n".join(body)
        + "</body></html>\n"
    )
    path.write_text(page, encoding="utf-8")


def head(log, facts):
    failed = len({(e.operation, f.check) for e, f in log.failures()})
    verdict = (
        f'<p class="bad">{failed} checks failed.</p>'
        if failed or facts["stale"]
        else '<p class="good">Everything that was tried is as the document says.</p>'
    )
    rows = "".join(
        f"<tr><td>{safe(str(name))}</td><td>{safe(str(value))}</td></tr>"
        for name, value in facts["rows"]
    )
    return f"<h1>{safe(facts['title'])}</h1>{verdict}<table>{rows}</table>"


def failures(log, source):
    """Every fault, by operation and check."""
    groups = defaultdict(list)
    for exchange, finding in log.failures():
        groups[(exchange.operation, finding.check)].append((exchange, finding))
    if not groups:
        return ""
    parts = ["<h2>What is not as the document says</h2>"]
    for (operation, check), members in sorted(groups.items()):
        name = f"{operation or 'the run'}: {check}"
        parts.append(f'<details open><summary class="bad">{safe(name)}</summary>')
        for at, (exchange, finding) in enumerate(members):
            parts.append(fault(exchange, finding, source, opened=at == 0))
        parts.append("</details>")
    return "\n".join(parts)


def fault(exchange, finding, source, opened):
    state = " open" if opened else ""
    came = "no answer" if exchange.status is None else exchange.status
    told = safe(finding.message)
    told = f"<pre>{told}</pre>" if "\n" in told else f"<p>{told}</p>"
    return (
        f"<details{state}><summary>{safe(exchange.case)} → {came}</summary>"
        f"{told}{place(finding, source)}{both(exchange)}</details>"
    )


def place(finding, source):
    """The line of the document, and the lines around it."""
    first, last = max(1, finding.line - 2), min(len(source), finding.line + 4)
    shown = "\n".join(
        f"{'→' if at == finding.line else ' '} {at}: {source[at - 1]}"
        for at in range(first, last + 1)
    )
    return (
        f"<p>The document says otherwise at <code>openapi.yaml:{finding.line}</code>, "
        f"<code>{safe(finding.pointer)}</code>:</p><pre>{safe(shown)}</pre>"
    )


def both(exchange):
    """What was sent and what came back."""
    sent, came = exchange.request, exchange.answer
    if not sent:
        return ""
    left = "\n".join(
        [sent.get("line", ""), *lines(sent.get("headers", {})), "", sent.get("body", "")]
    )
    right = "\n".join(
        [str(exchange.status), *lines(came.get("headers", {})), "", came.get("body", "")]
    )
    return (
        f'<div class="pair"><pre>{safe(left.rstrip())}</pre><pre>{safe(right.rstrip())}</pre></div>'
    )


def lines(headers):
    return [f"{name}: {value}" for name, value in headers.items()]


def baseline(log, stale):
    accepted = sorted(
        {
            (e.operation, f.check, str(e.status), f.accepted)
            for e in log.kept
            for f in e.findings
            if f.accepted
        }
    )
    parts = []
    if accepted:
        rows = "".join(
            "<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in row) + "</tr>" for row in accepted
        )
        parts.append(
            "<h2>Accepted by the baseline</h2><table><tr><th>operation</th><th>check</th>"
            f"<th>status</th><th>reason</th></tr>{rows}</table>"
        )
    if stale:
        items = "".join(f"<li>{safe(one)}</li>" for one in stale)
        parts.append(
            f'<p class="bad">Entries of the baseline that match nothing any more:</p><ul>{items}</ul>'
        )
    return "".join(parts)


def table(operations, log):
    """Operation by status."""
    chosen = {it.id for it in operations}
    came = {status for name, status in log.counts if name in chosen}
    statuses = sorted(came.union(*(it.statuses for it in operations)))
    faulty = {(e.operation, e.status) for e, _ in log.failures()}
    heads = "".join(f"<th>{status}</th>" for status in statuses)
    rows = []
    for it in operations:
        cells = "".join(cell(log, it, status, faulty) for status in statuses)
        rows.append(f'<tr><td><a href="#{safe(it.id)}">{safe(it.id)}</a></td>{cells}</tr>')
    return (
        "<h2>Operation by status</h2><p>How often each came. <span class=dim>·</span> is documented "
        "and was not provoked; an empty cell is not documented; <span class=bad>✗</span> came and "
        "was not as it should be.</p>"
        f"<table><thead><tr><th>operation</th>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def cell(log, operation, status, faulty):
    count = log.counts.get((operation.id, status), 0)
    if (operation.id, status) in faulty:
        return f'<td class="bad">✗ {count}</td>'
    if count:
        return f'<td class="good">{count}</td>'
    return '<td class="dim">·</td>' if status in operation.statuses else "<td></td>"


def exchanges(document, operations, log, source):
    """Of each operation and status one exchange to read."""
    kept = defaultdict(list)
    for exchange in log.kept:
        kept[exchange.operation].append(exchange)
    parts = ["<h2>Exchanges</h2>"]
    for it in operations:
        bad = any(f for e in kept[it.id] for f in e.findings if not f.accepted)
        mark = ' class="bad"' if bad else ""
        where = document.line(it.pointer)
        parts.append(
            f'<details id="{safe(it.id)}"><summary{mark}>{safe(it.id)} '
            f"<code>{safe(it.label)}</code> <span class=dim>openapi.yaml:{where}</span></summary>"
        )
        for exchange in sorted(kept[it.id], key=lambda one: one.status or 0):
            parts.append(sample(log, it, exchange, source))
        parts.append("</details>")
    return "\n".join(parts)


def sample(log, operation, exchange, source):
    count = log.counts.get((operation.id, exchange.status), 0)
    told = "".join(
        f"<p class=bad>{safe(f.check)}: {safe(f.message)}</p>{place(f, source)}"
        for f in exchange.findings
    )
    return (
        f"<details><summary>{exchange.status} <span class=dim>{count} times; here: "
        f"{safe(exchange.run)}, {safe(exchange.case)}</span></summary>{told}{both(exchange)}</details>"
    )


def untried(log):
    """What was not tried, and refusals by rules that the document names."""
    parts = []
    for run, notes in log.notes.items():
        items = "".join(f"<li>{safe(note)}</li>" for note in notes)
        parts.append(
            f"<details><summary>{safe(run)}: {len(notes)} things not tried</summary><ul>{items}</ul></details>"
        )
    if log.rules:
        items = "".join(
            f"<li>{safe(operation)} {status}: {count} times</li>"
            for (operation, status), count in sorted(log.rules.items())
        )
        parts.append(
            "<details><summary>Well-formed requests that a rule of the document (x-hr-refusals) refused"
            f"</summary><ul>{items}</ul></details>"
        )
    return "<h2>Not tried, and refused by rules</h2>" + "".join(parts) if parts else ""
