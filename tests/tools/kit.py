"""Proves the contract kits by themselves: what they read, what they try, what they may tell.

Run as `python tests/tools/kit.py` at the root of the tree.
"""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
GEN = Path(__file__).resolve().parents[2] / "gen"
sys.path.insert(0, str(GEN / "shiftcare" / "contract"))

from contract import baseline, conform, fuzz, junit, naming, options, positions, report, values  # noqa: E402
from contract.client import Answer  # noqa: E402
from contract.document import Document  # noqa: E402
from contract.log import Exchange, Finding, Log, masked  # noqa: E402

DOCUMENTS = {
    path.parents[1].name: Document(path) for path in sorted(GEN.glob("*/contract/openapi.yaml"))
}
SHIFTCARE = DOCUMENTS["shiftcare"]


def answer(status, body, **headers):
    return Answer(
        status, {k.replace("_", "-"): v for k, v in headers.items()}, json.dumps(body).encode()
    )


class Reading(unittest.TestCase):
    def test_a_copied_document_reads_as_the_original_in_json(self):
        for api, document in DOCUMENTS.items():
            original = json.loads((GEN / api / "openapi.json").read_text(encoding="utf-8"))
            self.assertEqual(document.root, original, api)

    def test_lines_are_those_of_the_keys_and_texts_stay_texts(self):
        value, lines = positions.read("a:\n  b: yes\n  12:30: 1.5\nc:\n  - x\n  - 'null'\n")
        self.assertEqual(value, {"a": {"b": "yes", "12:30": 1.5}, "c": ["x", "null"]})
        self.assertEqual((lines["/a/b"], lines["/a/12:30"], lines["/c/1"]), (2, 3, 6))


class Boundaries(unittest.TestCase):
    def test_every_value_is_on_the_side_that_it_says(self):
        for api, document in DOCUMENTS.items():
            count = 0
            for operation in document.operations:
                body = operation.json_body
                for field in values.bodies(document, body) if body else ():
                    count += 1
                    wrong = document.errors(body.pointer, field.body)
                    if field.value.inside:
                        self.assertEqual(wrong, [], (operation.id, field.name, str(field.value)))
                    elif field.value.constraint not in values.INT_RANGES:
                        self.assertTrue(wrong, (operation.id, field.name, str(field.value)))
            self.assertGreater(count, 50, api)

    def test_edges_of_lengths_and_ranges_are_exact(self):
        schema = {"type": "string", "minLength": 2, "maxLength": 5}
        found = self.of(schema, "abc")
        self.assertEqual([len(v) for v in found["maxLength"]], [5, 6])
        self.assertEqual([len(v) for v in found["minLength"]], [2, 1])
        found = self.of({"type": "integer", "minimum": 1, "maximum": 9}, 3)
        self.assertEqual((found["minimum"], found["maximum"]), ([1, 0], [9, 10]))
        found = self.of({"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.01}, 1)
        self.assertEqual(found["exclusiveMinimum"], [0.01, 0])

    def of(self, schema, base):
        """{constraint: values}, inside first."""
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
            json.dump({"paths": {}, "components": {"schemas": {"One": schema}}}, file)
            file.flush()
            document = Document(file.name)
        found = {}
        for value in values.boundaries(document, schema, "/components/schemas/One", base):
            found.setdefault(value.constraint, []).append(value.value)
        return found


class Judging(unittest.TestCase):
    def test_a_field_is_named_in_a_text_a_pointer_or_a_key(self):
        for body in (
            {"errorMessage": "questions[0].questionMsg is too long"},
            {"errors": {"questions.0.questionMsg": ["too long"]}},
            {"errors": [{"source": {"pointer": "/questions/0/questionMsg"}}]},
        ):
            self.assertTrue(naming.names(answer(400, body), "questions[0].questionMsg"), body)
        self.assertFalse(naming.names(answer(400, {"questions": "wrong"}), "questions"))

    def test_what_breaks_the_document_is_told_with_its_line(self):
        operation = SHIFTCARE.operation("department_get")
        body = {"statusCode": 404, "success": True, "data": {}}
        found = conform.complaints(
            SHIFTCARE, operation, answer(200, body, content_type="application/json")
        )
        self.assertEqual({"headers", "schema", "envelope"}, {one.check for one in found})
        missing = next(one for one in found if "deptName" in one.message)
        line = SHIFTCARE.path.read_text(encoding="utf-8").splitlines()[
            SHIFTCARE.line(missing.pointer) - 1
        ]
        self.assertEqual(line.strip(), "required:")
        found = conform.complaints(SHIFTCARE, operation, answer(418, {}))
        self.assertEqual([one.check for one in found], ["status"])

    def test_a_failure_of_schemathesis_is_a_fault_of_its_operation(self):
        operation = SHIFTCARE.operation("department_get")
        failure = {"title": "Undocumented HTTP status code", "message": "Received: 418"}
        check = {"name": "status_code_conformance", "failure_info": {"failure": failure}}
        found = fuzz.fault(operation, 418, check)
        self.assertIn("418", found.message)
        self.assertEqual(found.pointer, f"{operation.pointer}/responses")


class Telling(unittest.TestCase):
    def log(self):
        log = Log(SHIFTCARE)
        finding = Finding("schema", "deptName is missing <b>", "/components/schemas/Email")
        sent = {"line": "GET /a", "headers": {}, "body": ""}
        log.add(
            Exchange(
                "boundary",
                "department_get",
                "a case",
                200,
                sent,
                {"body": "\0x"},
                ["schema"],
                [finding],
            )
        )
        return log

    def test_no_secret_is_kept(self):
        body = {
            "password": "hunter2",
            "a": [{"access_token": "abc", "tokenId": "7"}],
            "token": "/data/0",
        }
        self.assertEqual(masked(body)["password"], "‹secret›")
        self.assertEqual(masked(body)["a"], [{"access_token": "‹secret›", "tokenId": "7"}])
        log = self.log()
        log.secrets.add("s3cr3t")
        self.assertNotIn("s3cr3t", log.clean("x s3cr3t Bearer s3cr3t"))
        self.assertNotIn("hunter2", log.body(b"grant_type=password&client_secret=hunter2"))
        self.assertEqual(
            log.header_lines({"Authorization": "Bearer abc"}), {"Authorization": "‹secret›"}
        )

    def test_reports_hold_the_fault_the_line_and_nothing_that_breaks_them(self):
        log = self.log()
        with tempfile.TemporaryDirectory() as folder:
            page, xml = Path(folder, "report.html"), Path(folder, "junit.xml")
            facts = {"title": "T", "rows": [], "stale": []}
            report.write(page, SHIFTCARE, log, facts, SHIFTCARE.operations)
            junit.write(xml, log, "T", [])
            text = page.read_text(encoding="utf-8")
            self.assertIn(f"openapi.yaml:{SHIFTCARE.line('/components/schemas/Email')}", text)
            self.assertIn("deptName is missing &lt;b&gt;", text)
            self.assertNotIn("<script", text)
            import xml.etree.ElementTree as tree

            cases = tree.parse(xml).getroot().findall("testsuite/testcase")
            self.assertEqual([case.get("name") for case in cases], ["department_get [schema]"])
            self.assertIsNotNone(cases[0].find("failure"))

    def test_a_baseline_needs_reasons_and_is_needed(self):
        log = self.log()
        known = {"operation": "department_get", "check": "schema", "reason": "soon"}
        gone = {"operation": "department_get", "status": 404, "reason": "soon"}
        self.assertEqual(baseline.apply([known, gone], log), [gone])
        self.assertEqual(log.failures(), [])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "baseline.json")
            for wrong in ([{**known, "reason": " "}], [{"operation": "a", "reason": "b"}], {}):
                path.write_text(json.dumps(wrong), encoding="utf-8")
                self.assertRaises(baseline.Wrong, baseline.load, path)


class Asking(unittest.TestCase):
    def test_runs_go_in_their_order_and_times_are_read(self):
        asked = options.parse(
            ["--only", "boundary,access", "--limits", "--budget", "10m"], "http://a/b"
        )
        self.assertEqual(asked.only, ("access", "boundary", "limits"))
        self.assertEqual(asked.budget, 600)

    def test_nothing_is_marked_as_a_read_that_the_guard_would_let_write(self):
        for document in DOCUMENTS.values():
            for operation in document.operations:
                if operation.method == "get":
                    self.assertEqual(operation.refusals, {}, operation.id)


if __name__ == "__main__":
    unittest.main()
