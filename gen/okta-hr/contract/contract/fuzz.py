"""Schemathesis with the kit's configuration and hooks; its exchanges and verdicts join the report."""

import base64
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

from requests.structures import CaseInsensitiveDict

from .callers import HERE
from .client import Answer
from .conform import complaints
from .log import Exchange, Finding

NAME = "schemathesis"
# The part of an operation that each check of schemathesis is about.
ABOUT = {
    "not_a_server_error": "responses",
    "status_code_conformance": "responses",
    "content_type_conformance": "responses/{status}/content",
    "response_headers_conformance": "responses/{status}/headers",
    "response_schema_conformance": "responses/{status}/content",
    "envelope_agrees_with_status": "responses/{status}",
    "negative_data_rejection": "requestBody",
    "positive_data_acceptance": "requestBody",
    "missing_required_header": "parameters",
    "ignored_auth": "security",
    "object_level_authorization": "security",
}
# What the kit itself calls the same look at an answer: it knows the exact place in the document.
SAME = {
    "status_code_conformance": "status",
    "content_type_conformance": "media type",
    "response_headers_conformance": "headers",
    "response_schema_conformance": "schema",
    "envelope_agrees_with_status": "envelope",
}


def run(client, operations):
    """Starts schemathesis for the chosen operations and reads what it found."""
    options = client.options
    folder = Path(options.report) / NAME
    folder.mkdir(parents=True, exist_ok=True)
    events = folder / "events.ndjson"
    command, environment = arguments(client, operations, events), surroundings(client, folder)
    left = client.deadline - time.monotonic() if client.deadline else None
    print(f"schemathesis: {len(operations)} operations, seed {options.seed}", flush=True)
    with (folder / "output.txt").open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=HERE, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            code = process.wait(timeout=max(5, left) if left else None)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
            code = None
            client.log.note(NAME, "stopped: the time budget is spent")
    found = read(client, events)
    # What it prints may show bodies of requests: nothing secret stays in the report's folder.
    said = (folder / "output.txt").read_text(encoding="utf-8", errors="replace")
    said = client.log.clean_text(said)
    (folder / "output.txt").write_text(said, encoding="utf-8")
    # A part of the operations without any link ends with 1 as well, and that is no fault.
    part = len(operations) < len(client.document.operations) and client.log.notes[NAME]
    if code not in (0, None) and not found and not part:
        # A hollow run or an error of its own: the end of what it printed says which.
        told = "the run failed as a whole, for being hollow it may be; it printed at the end:\n"
        finding = Finding(NAME, told + "\n".join(said.splitlines()[-90:]), "/info")
        client.log.add(Exchange(NAME, "", "the run as a whole", None, {}, {}, [NAME], [finding]))
    reached = folder / "reached.json"
    if reached.is_file():
        client.log.reached = json.loads(reached.read_text(encoding="utf-8"))
    events.unlink(missing_ok=True)


def arguments(client, operations, events):
    options = client.options
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "run",
        str(client.document.path),
        "--url",
        client.base,
        "--seed",
        str(options.seed),
        "-n",
        str(options.examples),
        "--no-color",
        "--report",
        "ndjson",
        "--report-ndjson-path",
        str(events),
    ]
    if options.pace:
        command += ["--rate-limit", f"{options.pace}/m"]
    if options.insecure:
        command += ["--tls-verify", "false"]
    if len(operations) < len(client.document.operations):
        command += [f"--include-operation-id={operation.id}" for operation in operations]
        # What only a whole run reaches is no warning of a part of it.
        command += ["--warnings", "off"]
    if options.read_only:
        command += ["--include-method", "GET", "--phases", "examples,fuzzing"]
        command += ["--exclude-checks", "unsupported_method,missing_required_header"]
        command += ["--warnings", "off"]
    elif options.credentials:
        # The examples are the demo's: elsewhere many of them name no record.
        command += ["--warnings", "off"]
    return command


def surroundings(client, folder):
    """The environment: credentials, what may be fetched, and that reading is all that is allowed."""
    options = client.options
    # An older run may have left one behind.
    (folder / "reached.json").unlink(missing_ok=True)
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONIOENCODING="utf-8")
    environment["ROSETTA_REACHED"] = str((folder / "reached.json").resolve())
    if options.credentials:
        environment["ROSETTA_IDENTITIES"] = str(Path(options.credentials).resolve())
    if options.read_only:
        environment["ROSETTA_READ_ONLY"] = "1"
    return environment


def read(client, events):
    """Takes every exchange of the run into the log; how many were faulty."""
    faulty = 0
    if not events.is_file():
        return faulty
    with events.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            name, value = next(iter(event.items()))
            if name == "ScenarioFinished":
                faulty += scenario(client, value.get("recorder", {}))
            elif name == "NonFatalError":
                faulty += trouble(client, value)
    return faulty


def scenario(client, recorder):
    faulty = 0
    label = recorder.get("label", "")
    for key, exchange in recorder.get("interactions", {}).items():
        case = recorder.get("cases", {}).get(key, {}).get("value", {})
        name = f"{case.get('method', '')} {case.get('path', '')}"
        operation = client.document.operation(name) or client.document.operation(label)
        checks = recorder.get("checks", {}).get(key, [])
        faulty += take(client, operation, case, exchange, checks)
    return faulty


def take(client, operation, case, exchange, checks):
    log = client.log
    request, response = exchange.get("request", {}), exchange.get("response") or {}
    status = response.get("status_code")
    meta = case.get("meta", {})
    phase = meta.get("phase", {})
    mode = meta.get("generation", {}).get("mode", "")
    told = phase.get("data", {}).get("description", "")
    what = " ".join(word for word in (phase.get("name", ""), mode, told) if word)
    findings = [fault(operation, status, one) for one in checks if one.get("status") == "failure"]
    if findings and operation and status:
        placed(client, operation, response, findings)
    came = {
        "headers": log.header_lines(flat(response.get("headers", {})), client.carriers),
        "body": log.body(bytes_of(response.get("content"))),
    }
    uri = request.get("uri", "").removeprefix(client.base)
    # What a scenario does in passing is no other method of the operation.
    own = operation is not None and request.get("method", "").lower() == operation.method
    log.add(
        Exchange(
            NAME,
            operation.id if operation else "",
            what,
            status,
            {
                "line": f"{request.get('method', '')} {log.clean(uri)[:600]}",
                "headers": log.header_lines(flat(request.get("headers", {})), client.carriers),
                "body": log.body(bytes_of(request.get("body"))),
            },
            came,
            [one.get("name", "") for one in checks],
            findings,
            own,
        )
    )
    if own and request.get("method") == "DELETE" and status and status < 300:
        gone(client, operation, uri)
    return bool(findings)


def gone(client, operation, uri):
    """Remembers what was deleted: an example of the document may be among it."""
    steps = zip(operation.path.split("/"), uri.split("?")[0].split("/"), strict=False)
    named = ((step[1:-1], unquote(value)) for step, value in steps if step.startswith("{"))
    client.records.gone.update(named)


def fault(operation, status, check):
    failure = check.get("failure_info", {}).get("failure", {})
    name = check.get("name", "")
    message = ": ".join(str(failure[key]) for key in ("title", "message") if failure.get(key))
    about = ABOUT.get(name, "").format(status=status)
    pointer = operation.pointer if operation else "/paths"
    return Finding(name, (message or name)[:2000], f"{pointer}/{about}" if about else pointer)


def placed(client, operation, response, findings):
    """Gives faults of an answer the very place of the document that they break."""
    headers = CaseInsensitiveDict(flat(response.get("headers", {})))
    answer = Answer(response["status_code"], headers, bytes_of(response.get("content")))
    seen = complaints(client.document, operation, answer)
    for finding in findings:
        same = [one for one in seen if one.check == SAME.get(finding.check)]
        if same:
            finding.pointer = same[0].pointer


def trouble(client, value):
    """Something that kept an operation from being tried; whether that is a fault."""
    if "NoLinksFound" in json.dumps(value):
        client.log.note(NAME, "the chosen operations have no links between them: no scenarios")
        return False
    label = str(value.get("label", ""))
    operation = client.document.operation(label)
    said = json.dumps(value.get("value", value))[:1500]
    pointer = operation.pointer if operation else "/paths"
    finding = Finding("tried", f"schemathesis could not go on: {said}", pointer)
    name = operation.id if operation else ""
    client.log.add(Exchange(NAME, name, "an error of the run", None, {}, {}, ["tried"], [finding]))
    return True


def flat(headers):
    return {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in headers.items()
    }


def bytes_of(content):
    if isinstance(content, dict) and "$base64" in content:
        return base64.b64decode(content["$base64"])
    return content.encode() if isinstance(content, str) else b""
