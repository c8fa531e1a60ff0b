"""Proves the contract kits by themselves: what they read, what they try, what they may tell.

Run as `python tests/tools/kit.py` at the root of the tree.
"""

import hashlib
import json
import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

sys.dont_write_bytecode = True
GEN = Path(__file__).resolve().parents[2] / "gen"
sys.path.insert(0, str(GEN / "shiftcare" / "contract"))

import kit_server  # noqa: E402
from contract import (  # noqa: E402
    __main__,
    baseline,
    boundary,
    compare,
    conform,
    errors,
    fuzz,
    junit,
    naming,
    nouns,
    options,
    positions,
    records,
    report,
    rules,
    state,
    values,
)
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


def found(fault, run, **options):
    """The server after a run, and {check: messages} of what was found."""
    server = kit_server.Server(fault, **options)
    run.run(server, server.document.operations)
    told = {}
    for _, finding in server.log.failures():
        told.setdefault(finding.check, []).append(f"{finding.message} ({finding.line})")
    return server, told


class Records(unittest.TestCase):
    """The run over records, against a server that is right or broken in one way."""

    def test_nothing_is_wrong_with_a_server_that_is_right_and_all_of_it_was_looked_at(self):
        server, told = found(None, state)
        self.assertEqual(told, {})
        self.assertEqual(dict(server.log.notes), {})
        counted = server.log.state
        for word, least in (("records", 1), ("fields", 6), ("listed", 2), ("changes", 2)):
            self.assertGreaterEqual(counted[word], least, word)
        self.assertEqual((counted["deletions"], counted["lists"]), (1, 1))
        self.assertGreater(counted["pages"], 5)

    def test_every_break_is_found_and_named(self):
        for fault, check, words in (
            ("forgets a field", state.AS_SENT, 'note was sent as "noted" and reads null'),
            ("loses cents", state.AS_SENT, "price was sent as 1.5 and reads 1"),
            ("loses the update", state.AS_SENT, 'name was sent as "Second"'),
            ("keeps null", state.AS_SENT, 'note was sent as null and reads "noted"'),
            ("clears the absent", state.KEPT, 'note, which went from "noted" to null'),
            ("does not list the newest", state.LISTED, "the new record is in the list 0 times"),
            ("lists the deleted", state.GONE, "the deleted record is in the list 1 times"),
            ("reads the deleted", state.GONE, "reading the deleted record: 200 instead of 404"),
            ("deletes twice", state.GONE, "deleting the record once more: 204 instead of 404"),
            ("doubles", "pages are the list", "is shown 2 times"),
            ("loses the last of a page", "pages are the list", "pages of 1"),
            ("counts the page", "totals are true", "total is 1 on page 1 of"),
            ("closes always", rules.CHECK, "the second time: 200 instead of 400 (it is open)"),
            ("opens always", rules.CHECK, "not so far yet: 200 instead of 400"),
        ):
            _, told = found(fault, state)
            self.assertTrue(any(words in one for one in told.get(check, [])), (fault, told))

    def test_a_field_is_found_at_its_own_line_and_no_secret_is_told(self):
        server, told = found("forgets a secret", state)
        finding = next(it for _, it in server.log.failures())
        self.assertTrue(finding.pointer.endswith("/properties/secret"), finding.pointer)
        self.assertIn("secret was sent as", told[state.AS_SENT][0])
        kept = json.dumps([[vars(it) for it in one.findings] for one in server.log.kept])
        self.assertNotIn("hush", kept)
        self.assertNotIn("other-secret", kept)

    def test_elsewhere_a_refused_create_is_not_tried_and_reading_only_sends_nothing(self):
        server, told = found(None, state, read_only=True)
        self.assertEqual((server.asked, told), ([], {}))
        self.assertEqual(len(server.log.notes["state"]), 1)
        server = kit_server.Server(None, credentials="mine.json")
        server.created = lambda body: (400, None)
        state.run(server, server.document.operations)
        self.assertEqual(server.log.failures(), [])
        told = "thing_create: creating example 1 was refused with 400"
        self.assertIn(told, server.log.notes["state"])

    def test_what_is_sent_may_come_back_in_another_form_but_not_as_something_else(self):
        for sent, got in ((1, 1.0), (7, "7"), (3, {"id": 3}), ({"a": 1}, {"a": 1, "b": 2})):
            self.assertTrue(compare.same(sent, got), (sent, got))
        for sent, got in ((1, True), ([1], [1, 2]), ("a", None), (None, "a"), (1.5, 1), (False, 0)):
            self.assertFalse(compare.same(sent, got), (sent, got))

    def test_ids_that_are_not_there_may_be_left_out_elsewhere_and_nothing_else_may(self):
        for key, sent, got in (("ids", [1, 2], [2]), ("deptIds", ["1"], []), ("roleId", 1, None)):
            self.assertTrue(compare.left_out(key, sent, got), (key, sent, got))
        for key, sent, got in (("deptIds", [1], [2]), ("names", ["a"], []), ("roleId", 1, 2)):
            self.assertFalse(compare.left_out(key, sent, got), (key, sent, got))

    def test_every_document_has_records_to_try_and_ids_that_are_no_new_ones_are_left_alone(self):
        for api, document in DOCUMENTS.items():
            known = nouns.nouns(document, document.operations)
            self.assertGreaterEqual(len(known), 1 if api == "okta-hr" else 3, api)
            for noun in known.values():
                for example in noun.examples:
                    self.assertNotIn(noun.key, example, (api, noun.create.id))


class Fuzzing(unittest.TestCase):
    def test_a_broken_deletion_takes_a_record_of_its_own_and_not_one_that_others_read(self):
        made = SimpleNamespace(ok=True, json=lambda: {"Data": [{"user_id": 77}]})
        known = records.Records(DOCUMENTS["whosoff"].root, [], lambda *_, **__: made)
        for label, named, left in (
            ("DELETE /v4/user/del/{user_id}", 3, 77),
            ("DELETE /v4/user/del/{user_id}", -1, -1),
            ("GET /v4/user/get-by-id/{user_id}", 3, 3),
        ):
            operation = SimpleNamespace(label=label, tags=["User"])
            case = SimpleNamespace(operation=operation, path_parameters={"user_id": named})
            known.spare(case)
            self.assertEqual(case.path_parameters["user_id"], left, label)

    def test_a_link_leads_to_ids_that_were_told_by_this_name_and_are_about_to_be_deleted_by_nobody(self):
        known = records.Records(DOCUMENTS["whosoff"].root, [], lambda *_, **__: SimpleNamespace(ok=False))

        def named(method, path, value):
            operation = SimpleNamespace(label=f"{method} {path}", tags=["User"])
            parts = {"user_id": value}
            case = SimpleNamespace(operation=operation, method=method, path_parameters=parts)
            known.name_a_record(case, "stateful")
            return case.path_parameters["user_id"], case

        read = ("GET", "/v4/user/get-by-id/{user_id}")
        _, case = named(*read, 70)
        told = SimpleNamespace(json=lambda: {"Data": [{"user_id": 70, "work_id": 71}]})
        known.learn(case, 200, told)
        self.assertEqual([named(*read, value)[0] for value in (70, 71)], [70, 3])
        delete = ("DELETE", "/v4/user/del/{user_id}")
        self.assertEqual(named(*delete, 70)[0], 40)
        _, case = named("POST", "/v4/user/unlock/{user_id}", 70)
        known.learn(case, 200, told)
        self.assertEqual(named(*delete, 70)[0], 40)
        created = SimpleNamespace(json=lambda: {"Data": [{"user_id": 72}]})
        _, case = named("POST", "/v4/user/create", None)
        known.learn(case, 200, created)
        self.assertEqual(named(*read, 72)[0], 72)
        self.assertEqual(named(*delete, 72)[0], 72)
        self.assertEqual(named(*read, 72)[0], 3)


class Edges(unittest.TestCase):
    def test_files_are_sent_as_long_as_they_may_be_and_a_byte_longer(self):
        for fault, check in (
            (None, None),
            ("takes longer files", "refused"),
            ("refuses the longest", "accepted"),
        ):
            server, told = found(fault, boundary)
            self.assertIn(kit_server.LONGEST, server.sizes)
            self.assertIn(kit_server.LONGEST + 1, server.sizes)
            self.assertEqual(any("file" in one for one in told.get(check, [])), check is not None)

    def test_a_body_is_sent_that_is_a_byte_too_long_and_nothing_else_is_wrong_with_it(self):
        for fault, refused in ((None, True), ("takes any size", False)):
            server, told = found(fault, errors)
            self.assertIn(1024 * 1024 + 1, server.raw)
            wrong = [one for one in told.get("knows its size", []) if "bytes" in one]
            self.assertEqual(wrong == [], refused, told)

    def test_headers_of_every_answer_are_looked_at_in_every_answer(self):
        document = kit_server.document()
        document.envelope["headers"] = {"x-always": "here"}
        operation = document.operation("thing_get")
        for headers, count in (({}, 1), ({"x_always": "no"}, 1), ({"x_always": "here"}, 0)):
            came = conform.complaints(document, operation, answer(404, {}, **headers))
            told = [one for one in came if "x-always" in one.message]
            self.assertEqual(len(told), count, headers)

    def test_every_field_that_is_wrong_is_named_where_the_document_says_so(self):
        check = "names every field"
        for body, lost in (({"m": ["name", "note"]}, 0), ({"m": ["name"]}, 1)):
            server = kit_server.Server(None)
            server.document.envelope["violations"] = "all"
            server.wrong = body
            boundary.run(server, [server.document.operation("thing_create")])
            told = [it.message for _, it in server.log.failures() if it.check == check]
            self.assertEqual(sum("does not name note" in one for one in told), lost)

    def test_the_records_of_others_are_asked_for_until_one_is_refused(self):
        check = "keeps people apart"
        server, told = found(None, errors)
        refused = [it for it in server.asked if it[0] == "GET" and it[2] == 403]
        self.assertEqual(len(refused), 1, refused)
        self.assertNotIn(check, told)
        _, told = found("shows all", errors)
        self.assertIn("lesser is refused nobody's record", told[check][0])


class Summing(unittest.TestCase):
    def test_the_summary_says_what_ran_on_what_and_how_much_was_looked_at(self):
        server, _ = found(None, state)
        server.log.seconds["state"] = 0.1
        document = SHIFTCARE
        facts = __main__.summary(document, server.log, None, document.operations, [])
        self.assertEqual(facts["runs"], ["state"])
        self.assertEqual(facts["checks"], sum(server.log.tried.values()))
        self.assertGreater(facts["checks"], 100)
        text = document.path.read_bytes()
        self.assertEqual(facts["document"], hashlib.sha256(text).hexdigest())
        self.assertRegex(facts["date"], "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$")
        self.assertEqual(set(facts["not_provoked_operations"]) & {"429", "500"}, set())


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
