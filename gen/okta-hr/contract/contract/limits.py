"""Rate limits by the real clock: headers fall by one, exactly the documented count passes, it returns."""

import threading
import time

from .boundary import caller_of
from .case import shown
from .client import OutOfTime
from .log import Finding
from .values import mark

NAME = "limits"
# Whole seconds to wait tell the end less exactly than a header does.
NEAR_S, NEARLY_S = 1.0, 2.0


def run(client, operations):
    """Every named limit at once, each in a thread of its own: a window lasts a minute."""
    used = {}
    for name, limit in client.document.limits.items():
        counted = [
            it for it in operations if it.limit == name and client.allowed(plain(client, it))
        ]
        if counted:
            counted.sort(key=lambda it: (not it.reads, it.names_a_record, it.public))
            used[name] = (limit, counted[0])
        else:
            client.log.note(NAME, f"{name}: none of the chosen operations is counted by it")
    if not client.document.limits:
        client.log.note(NAME, "the document names no limit")
    work = [threading.Thread(target=safely, args=(client, name, *it)) for name, it in used.items()]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()


def plain(client, operation):
    return shown(client.document, operation, None)


def safely(client, name, limit, operation):
    try:
        client.each(NAME, [operation], lambda it: Window(client, name, limit, it).run())
    except OutOfTime:
        client.log.note(NAME, f"{name}: the time budget did not suffice")


class Window:
    """One window of one limit."""

    def __init__(self, client, name, limit, operation):
        self.client, self.name, self.limit, self.operation = client, name, limit, operation
        headers, refused = limit.get("headers", {}), limit.get("refused_headers", {})
        self.headers = headers
        self.refused_headers = {**headers, **refused}
        self.pointer = f"/x-hr-rate-limit/{name}"
        self.case = shown(client.document, operation, caller_of(client, operation))
        if limit.get("key") == "body" and isinstance(self.case.body, dict):
            # A name that nobody has tried has a window of its own.
            field = limit["field"]
            old = str(self.case.body.get(field, ""))
            self.case.body[field] = f"{mark()}@fresh.example" if "@" in old else f"nobody-{mark()}"

    def ask(self, what, judge):
        begun = time.time()
        answer, findings = self.client.send(
            self.case.copy(),
            NAME,
            f"limit {self.name}: {what}",
            ["limit"],
            lambda answer: judge(answer, begun, time.time()),
            patient=False,
        )
        return answer, findings

    def wrong(self, message, part="limit"):
        return [Finding("limit", f"{self.name}: {message}", f"{self.pointer}/{part}")]

    def run(self):
        most = self.limit["limit"]
        self.reset = None
        for used in range(self.open(), most + 1):
            self.client.in_time()
            answer, findings = self.ask(f"request {used} of {most}", self.counting(used))
            if answer is None or findings:
                return
        answer, findings = self.ask(f"request {most + 1} of {most}", self.refusing)
        if answer is None or findings:
            return
        until = self.reset or time.time() + (answer.number("retry-after") or 0)
        self.client.wait(until - time.time() + 0.1)
        self.ask("after the reset", self.returned)

    def open(self):
        """Opens a window, waiting for the end of one that others have begun; the next to be sent."""
        remaining = self.headers.get("remaining")
        self.begun = time.time()
        if self.limit.get("key") == "body" or not remaining:
            return 1
        answer = self.client.exchange(self.case.copy(), patient=False)
        if answer.number(remaining) == self.limit["limit"] - 1:
            judge = self.counting(1)
            self.client.given(
                self.case,
                NAME,
                f"limit {self.name}: the first request",
                answer,
                ["limit"],
                lambda answer: judge(answer, self.begun, time.time()),
            )
            return 2
        reset = answer.number(self.refused_headers.get("reset"))
        pause = answer.number("retry-after")
        if reset:
            self.client.wait(reset - time.time() + 0.1)
        elif pause is not None:
            self.client.wait(pause + 0.5)
        else:
            self.client.wait(self.limit["window_s"] + 1)
        self.begun = time.time()
        return 1

    def counting(self, used):
        """What each answer within the budget says."""
        most, window = self.limit["limit"], self.limit["window_s"]

        def judge(answer, before, after):
            if answer.status == 429:
                return self.wrong(f"{used - 1} requests passed in a window, documented are {most}")
            found = []
            said = answer.number(self.headers.get("limit"))
            if "limit" in self.headers and said != most:
                found += self.wrong(f"{self.headers['limit']} is {said}, the limit is {most}")
            left = answer.number(self.headers.get("remaining"))
            if "remaining" in self.headers and left != most - used:
                found += self.wrong(f"{left} are left after {used} of {most}", "headers/remaining")
            reset = answer.number(self.headers.get("reset"))
            if reset is not None and self.reset is None:
                self.reset = reset
                if not before + window - NEAR_S <= reset <= after + window + NEAR_S:
                    away = round(reset - before, 1)
                    found += self.wrong(
                        f"the window ends in {away} s, not {window}", "headers/reset"
                    )
            elif reset != self.reset:
                found += self.wrong("the end of a running window moved", "headers/reset")
            return found

        return judge

    def refusing(self, answer, before, after):
        """What the first answer past the budget says."""
        most = self.limit["limit"]
        if answer.status != 429:
            return self.wrong(f"request {most + 1} in a window passed ({answer.status})")
        found = []
        for key, value in (("limit", most), ("remaining", 0)):
            name = self.refused_headers.get(key)
            if name and answer.number(name) != value:
                found += self.wrong(f"{name} is {answer.header(name)} in a refusal, not {value}")
        pause, reset = (
            answer.number("retry-after"),
            answer.number(self.refused_headers.get("reset")),
        )
        if pause is None:
            return found
        self.reset = self.reset or reset
        end = reset or self.reset or self.begun + self.limit["window_s"]
        near = NEAR_S if reset else NEARLY_S
        if not before + pause - near <= end <= after + pause + near:
            found += self.wrong(
                f"Retry-After {pause} leads {round(before + pause - end, 1)} s past the reset"
            )
        return found

    def returned(self, answer, before, after):
        most = self.limit["limit"]
        if answer.status == 429:
            return self.wrong("nothing passes after the reset", "window_s")
        left = answer.number(self.headers.get("remaining"))
        if "remaining" in self.headers and left != most - 1:
            return self.wrong(
                f"{left} are left after the reset, not {most - 1}", "headers/remaining"
            )
        return []
