"""Random sequences of create, update, read and delete against WhosOff's API and a simple model.

WhosOff's calls name records in their bodies, so the public checks cannot follow a record through its
life. Here Hypothesis does: it draws sequences of calls, keeps in plain dictionaries what must be there
now, compares every answer with them, and shrinks a sequence that fails to a short one.

    python whosoff_model.py BASE_URL [STEPS]

BASE_URL ends in `/whosoff`; the server must hold the demo. STEPS is the least number of calls that are
made by rules (10,000); the number made is printed.
"""

import hashlib
import itertools
import sys
import uuid

import requests
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

BASE = sys.argv[1].rstrip("/")
WANTED = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
STEPS_A_SEQUENCE = 50

HTTP = requests.Session()
HTTP.trust_env = False
FRESH = itertools.count(1)
CALLS = {"rules": 0, "requests": 0}


def sign_in():
    nonce = uuid.uuid4().hex
    body = {
        "username": "admin",
        "password": "demo-password",
        "nonce": nonce,
        "secret": hashlib.sha512((nonce + "demo-secret").encode()).hexdigest(),
        "app_id": "demo-app",
    }
    HTTP.headers["app-id"] = "demo-app"
    answer = HTTP.post(BASE + "/v4/authenticate/with-credentials", json=body, timeout=30)
    assert answer.status_code == 200, f"sign-in answered {answer.status_code}"
    token = answer.json()["Data"][0]["token"]["access_token"]
    HTTP.headers["Authorization"] = f"Bearer {token}"


def call(method, path, body=None):
    """Rows of a success, or `None` where the request was refused in the documented envelope."""
    CALLS["requests"] += 1
    answer = HTTP.request(method, BASE + path, json=body, timeout=30)
    envelope = answer.json()
    assert set(envelope) == {"Data", "Errors"}, f"{method} {path}: not the envelope"
    if answer.status_code == 200:
        assert envelope["Errors"] == [], f"{method} {path}: errors beside success"
        return envelope["Data"]
    assert answer.status_code == 400, f"{method} {path}: status {answer.status_code}"
    assert envelope["Data"] == [] and envelope["Errors"], f"{method} {path}: no reason given"
    return None


def one(method, path, body=None):
    rows = call(method, path, body)
    assert rows is not None and len(rows) == 1, f"{method} {path}: one row expected"
    return rows[0]


# Texts that survive JSON and storage as they are; no controls, no surrogates.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)
MINUTES = st.integers(min_value=0, max_value=32767)


class Account(RuleBasedStateMachine):
    """What this sequence made; whatever else the account holds is left alone."""

    tags, departments, users, notes, restrictions = map(
        Bundle, ("tags", "departments", "users", "notes", "restrictions")
    )

    def __init__(self):
        super().__init__()
        self.tag, self.department, self.user, self.note, self.restriction = {}, {}, {}, {}, {}

    @invariant()
    def counted(self):
        CALLS["rules"] += 1

    # Tags ------------------------------------------------------------------------------------

    @rule(target=tags, name=TEXTS)
    def tag_create(self, name):
        tag = one("POST", "/v4/tag/create", {"name": name})["tag_id"]
        self.tag[tag] = name
        return tag

    @rule(tag=tags, name=TEXTS)
    def tag_update(self, tag, name):
        done = call("PUT", "/v4/tag/update", {"tag_id": tag, "name": name})
        assert (done is not None) == (tag in self.tag)
        if tag in self.tag:
            self.tag[tag] = name

    @rule(tag=tags, force=st.booleans())
    def tag_delete(self, tag, force):
        done = call("DELETE", f"/v4/tag/del/{tag}/{str(force).lower()}")
        assert (done is not None) == (tag in self.tag)
        self.tag.pop(tag, None)

    @rule(tag=tags)
    def tag_read(self, tag):
        expected = [{"tag_id": tag, "name": self.tag[tag]}] if tag in self.tag else []
        assert call("GET", f"/v4/tag/retrieve?tag_id={tag}") == expected

    @rule()
    def tag_list(self):
        listed = {row["tag_id"]: row["name"] for row in call("GET", "/v4/tag/retrieve/")}
        assert {tag: listed.get(tag) for tag in self.tag} == self.tag

    # Departments -----------------------------------------------------------------------------

    @rule(target=departments, name=TEXTS, least=MINUTES)
    def department_create(self, name, least):
        body = {"name": name, "min_user": str(least)}
        department = one("POST", "/v4/department/create", body)["department_id"]
        self.department[department] = (name, least)
        return department

    @rule(department=departments, name=st.none() | TEXTS, least=st.none() | MINUTES)
    def department_update(self, department, name, least):
        body = {"department_id": department}
        body |= {} if name is None else {"name": name}
        body |= {} if least is None else {"min_user": least}
        done = call("PUT", "/v4/department/update", body)
        assert (done is not None) == (department in self.department)
        if department in self.department:
            old = self.department[department]
            self.department[department] = (
                old[0] if name is None else name,
                old[1] if least is None else least,
            )

    @rule(department=departments, force=st.booleans())
    def department_delete(self, department, force):
        people = [u for u in self.user.values() if u["department_id"] == department]
        allowed = department in self.department and (force or not people)
        done = call("DELETE", f"/v4/department/del/{department}/{str(force).lower()}")
        assert (done is not None) == allowed
        if allowed:
            del self.department[department]
            for user in people:
                user["department_id"] = 0

    @rule(department=departments)
    def department_read(self, department):
        rows = call("GET", f"/v4/department/retrieve/?department_id={department}")
        expected = []
        if department in self.department:
            name, least = self.department[department]
            expected = [{"department_id": department, "name": name, "min_user": least}]
        assert rows == expected

    # Users -----------------------------------------------------------------------------------

    @rule(target=users, department=departments, first=TEXTS, last=TEXTS, code=st.booleans())
    def user_create(self, department, first, last, code):
        number = next(FRESH)
        user = {
            "first_name": first,
            "last_name": last,
            "user_type_id": 100,
            "default_view_type_id": 1,
            "department_id": department,
            "approver_id": 2,
            "email_contact": f"model-{number}-{uuid.uuid4().hex[:8]}@model.example",
            "email_type_id": 0,
            "allowance_type_id": number % 2,
            "staff_code": f"M{number}-{uuid.uuid4().hex[:8]}" if code else "",
        }
        rows = call("POST", "/v4/user/create", {**user, "password": "a-long-password"})
        if department not in self.department:
            assert rows is None
            return multiple()
        made = rows[0]["user_id"]
        self.user[made] = user
        return made

    @rule(user=users, first=st.none() | TEXTS, title=st.none() | TEXTS, phone=st.none() | st.just("+61 2 5550 0199"))
    def user_update(self, user, first, title, phone):
        changed = {"first_name": first, "title": title, "work_telephone": phone}
        changed = {name: value for name, value in changed.items() if value is not None}
        done = call("PUT", "/v4/user/update", {"user_id": user, **changed})
        assert (done is not None) == (user in self.user)
        if user in self.user:
            self.user[user].update(changed)

    @rule(user=users, department=departments)
    def user_move(self, user, department):
        done = call("PUT", "/v4/user/update", {"user_id": user, "department_id": department})
        allowed = user in self.user and department in self.department
        assert (done is not None) == allowed
        if allowed:
            self.user[user]["department_id"] = department

    @rule(user=users, other=users)
    def user_takes_an_address(self, user, other):
        if user == other or user not in self.user or other not in self.user:
            return
        taken = self.user[other]["email_contact"].upper()
        assert call("PUT", "/v4/user/update", {"user_id": user, "email_contact": taken}) is None

    @rule(user=users)
    def user_read(self, user):
        rows = call("GET", f"/v4/user/get-by-id/{user}")
        if user not in self.user:
            assert rows is None
            return
        assert {name: rows[0][name] for name in self.user[user]} == self.user[user]

    @rule(department=departments)
    def user_list(self, department):
        body = {"map_type_id": 1, "map_id": department, "status_id": 99}
        listed = {row["user_id"] for row in call("POST", "/v4/user/retrieve", body)}
        people = {u for u, it in self.user.items() if it["department_id"] == department}
        assert listed == (people if department in self.department else set())

    @rule(user=users)
    def user_delete(self, user):
        done = call("DELETE", f"/v4/user/del/{user}")
        assert (done is not None) == (user in self.user)
        if self.user.pop(user, None):
            self.note = {n: it for n, it in self.note.items() if it[0] != user}
            gone = [r for r, pair in self.restriction.items() if user in pair]
            for restriction in gone:
                del self.restriction[restriction]

    # Notes -----------------------------------------------------------------------------------

    @rule(target=notes, user=users, text=TEXTS)
    def note_create(self, user, text):
        rows = call("POST", "/v4/user-note/create", {"user_id": user, "note": text})
        assert (rows is not None) == (user in self.user)
        if rows is None:
            return multiple()
        note = int(rows[0]["Record_ID"])
        self.note[note] = (user, text)
        return note

    @rule(note=notes, text=TEXTS)
    def note_update(self, note, text):
        done = call("PUT", "/v4/user-note/update", {"user_note_id": note, "note": text})
        assert (done is not None) == (note in self.note)
        if note in self.note:
            self.note[note] = (self.note[note][0], text)

    @rule(user=users)
    def note_list(self, user):
        rows = call("GET", f"/v4/user-note/retrieve/{user}")
        assert (rows is not None) == (user in self.user)
        if rows is not None:
            listed = {row["user_note_id"]: row["note"] for row in rows}
            assert listed == {n: text for n, (of, text) in self.note.items() if of == user}

    # Restrictions ----------------------------------------------------------------------------

    @rule(target=restrictions, user=users, other=users)
    def restriction_create(self, user, other):
        body = {"user_id": user, "restricted_user_id": other, "reverse_entry": False}
        rows = call("POST", "/v4/user-restriction/create", body)
        known = user in self.user and other in self.user
        allowed = known and user != other and (user, other) not in self.restriction.values()
        assert (rows is not None) == allowed
        if not allowed:
            return multiple()
        restriction = rows[0]["user_restriction_id"]
        self.restriction[restriction] = (user, other)
        return restriction

    @rule(restriction=consumes(restrictions))
    def restriction_delete(self, restriction):
        done = call("DELETE", f"/v4/user-restriction/del/{restriction}")
        assert (done is not None) == (restriction in self.restriction)
        self.restriction.pop(restriction, None)

    @rule(user=users)
    def restriction_list(self, user):
        rows = call("GET", f"/v4/user-restriction/retrieve-by-user-id/{user}")
        assert (rows is not None) == (user in self.user)
        if rows is not None:
            listed = {row["user_restriction_id"]: row["restricted_user_id"] for row in rows}
            assert listed == {r: to for r, (of, to) in self.restriction.items() if of == user}


def main():
    sign_in()
    options = settings(
        # A sequence ends early now and then.
        max_examples=-(-WANTED // (STEPS_A_SEQUENCE * 4 // 5)),
        stateful_step_count=STEPS_A_SEQUENCE,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    rounds = 0
    while CALLS["rules"] < WANTED:
        run_state_machine_as_test(Account, settings=options)
        rounds += 1
        if rounds > 9:
            raise SystemExit("ten rounds and still too few steps")
    print(f"{CALLS['rules']} steps, {CALLS['requests']} requests, no difference from the model")


main()
