"""Plays tests/sdk/cases/*.json with the Python SDKs, each with both clients; see ../README.md.

`cases.py [PIECE…]` plays those whose names have one of the pieces, or all.
"""

import asyncio
import glob
import hashlib
import importlib
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
import typing
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
NOW_S = 1_800_000_000
STEPS = {"call", "items", "pages", "stream", "advance_s", "verify", "shown"}
MORE = {"with", "options", "expect", "times", "one_by_one", "take"}
CASE = {"name", "api", "client", "answers", "steps", "seen", "slept_s", "now_s", "paced"}
CLIENT = {"credentials", "tenant", "timeout_ms", "retries", "repeat_unsafe", "pacing", "headers", "product", "unreachable"}


class Wrong(Exception):
    """What a case expected did not happen."""


def held(condition, why):
    if not condition:
        raise Wrong(why)


def known(keys, of, what):
    held(set(keys) <= of, f"{what}: unknown words {sorted(set(keys) - of)}")


class Clock:
    """Sleeping moves it at once."""

    def __init__(self, now_s):
        self.at = float(now_s)
        self.slept = []
        self.lock = threading.Lock()

    def now(self):
        return self.at

    def sleep(self, seconds):
        with self.lock:
            self.at += seconds
            self.slept.append(seconds)

    async def sleep_async(self, seconds):
        self.sleep(seconds)
        await asyncio.sleep(0)


class Package:
    """One SDK."""

    def __init__(self, api):
        sys.path.insert(0, os.path.join(ROOT, "gen", api, "sdk", "python", "src"))
        name = "rosetta_" + api.replace("-", "_")
        self.module = importlib.import_module(name)
        self.json = importlib.import_module(name + "._runtime.json_text")
        self.hints = {}

    def client(self, told, base, is_async):
        known(told, CLIENT, "client")
        args = {"base_url": base, **self.credentials(told.get("credentials", {}))}
        if "tenant" in told:
            args[self.module.API.tenant_argument] = told["tenant"]
        if "timeout_ms" in told:
            args["timeout"] = told["timeout_ms"] / 1000
        for word in ("retries", "repeat_unsafe", "pacing", "headers", "product"):
            if word in told:
                args[word] = told[word]
        return (self.module.AsyncClient if is_async else self.module.Client)(**args)

    def credentials(self, told):
        known(told, {"client_credentials", "scopes", "login", "token", "keys"}, "credentials")
        schemes = self.module.API.schemes
        args = {}
        for word, kind in (("client_credentials", "client_credentials"), ("login", "bearer")):
            if word in told:
                fits = (s for s in schemes if s.kind == kind and len(s.args) == len(told[word]))
                args.update(zip(next(fits).args, told[word]))
        if "scopes" in told:
            args[next(s.scopes for s in schemes if s.scopes)] = told["scopes"]
        if "token" in told:
            args[next(s.token for s in schemes if s.token)] = told["token"]
        for wire, key in told.get("keys", {}).items():
            args[next(s.args[0] for s in schemes if s.wire == wire)] = key
        return args

    def arguments(self, client, step, name, folder):
        """The method of an operation and its typed arguments."""
        from pydantic import TypeAdapter

        operation = self.module.OPERATIONS[name]
        method = getattr(client, name)
        if method.__func__ not in self.hints:
            self.hints[method.__func__] = typing.get_type_hints(method, include_extras=True)
        hints = self.hints[method.__func__]
        found = {}
        for wire, value in step.get("with", {}).items():
            argument = next(n for n in hints if plain(n) == plain(wire))
            value = self.typed(value, folder)
            found[argument] = TypeAdapter(hints[argument]).validate_python(value)
        known(found, {*hints} - {"return", "options"}, name)
        if ("items" in step or "pages" in step) and operation.page:
            # Here a walk is the call itself, which names no page unless its caller does.
            found.setdefault(next(n for n in hints if plain(n) == plain(operation.page.number)), 1)
        options = self.options(step.get("options", {}))
        return method, {**found, **({"options": options} if options else {})}

    def options(self, told):
        known(told, {"timeout_ms", "retries", "repeat_unsafe", "headers", "cancel_after_ms"}, "options")
        args = {word: told[word] for word in ("retries", "repeat_unsafe", "headers") if word in told}
        if "timeout_ms" in told:
            args["timeout"] = told["timeout_ms"] / 1000
        return self.module.CallOptions(**args) if args else None

    def typed(self, value, folder):
        """A value of a case with its numbers and files."""
        if isinstance(value, list):
            return [self.typed(item, folder) for item in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {"$number"}:
            number = Decimal(value["$number"])
            return int(number) if number == number.to_integral_value() else number
        for word in ("$file", "$path"):
            if word in value:
                return self.file(value[word], word == "$path", folder)
        return {key: self.typed(item, folder) for key, item in value.items()}

    def file(self, told, on_disk, folder):
        data = b"0" * told["size"] if "size" in told else told.get("text", "").encode()
        upload = self.module.Upload
        if not on_disk:
            return upload.from_bytes(told["name"], data, told.get("type"))
        path = os.path.join(folder, told["name"])
        if not told.get("missing"):
            with open(path, "wb") as file:
                file.write(data)
        return upload.from_path(path, told.get("type"))

    def wire(self, data):
        """What the SDK gives, as the JSON that its own codec writes."""
        return json.loads(self.json.write(data), parse_float=Decimal)

    def kind(self, error):
        of = self.module
        for kind, name in (
            ("status", of.StatusError),
            ("connection", of.NoConnectionError),
            ("timeout", of.CallTimeoutError),
            ("invalid", of.InvalidCallError),
            ("decode", of.DecodeError),
            ("cancelled", asyncio.CancelledError),
        ):
            if isinstance(error, name):
                return kind
        raise error


def plain(name):
    return re.sub("[^a-z0-9]", "", name.lower())


def printed(error):
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])


def subset(wanted, got, where="data"):
    """`got` has at least what is wanted."""
    if isinstance(wanted, dict) and set(wanted) == {"$number"}:
        held(str(got) == wanted["$number"], f"{where}: {got!r} is not {wanted['$number']}")
    elif isinstance(wanted, dict):
        held(isinstance(got, dict), f"{where}: {got!r} is no object")
        for key, value in wanted.items():
            if value == "$absent":
                held(key not in got, f"{where}.{key} is there")
            else:
                held(key in got, f"{where}.{key} is absent")
                subset(value, got[key], f"{where}.{key}")
    elif isinstance(wanted, list):
        held(isinstance(got, list), f"{where}: {got!r} is no list")
        held(len(wanted) == len(got), f"{where}: {len(got)} items, not {len(wanted)}")
        for index, (one, other) in enumerate(zip(wanted, got)):
            subset(one, other, f"{where}[{index}]")
    else:
        held(same(wanted, got), f"{where}: {got!r} is not {wanted!r}")


def same(one, other):
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float, Decimal)) and isinstance(other, (int, float, Decimal)):
        return Decimal(str(one)) == Decimal(str(other))
    return one == other


class Play:
    """One case under way with one client."""

    def __init__(self, case, package, base, folder, is_async):
        self.case = case
        self.package = package
        self.folder = folder
        self.is_async = is_async
        self.clock = Clock(case.get("now_s", NOW_S))
        self.moments = []
        self.last = None
        self.client = package.client(case["client"], base, is_async)
        self.client._engine.clock = self.clock

    async def run(self):
        try:
            for step in self.case["steps"]:
                await self.step(step)
        finally:
            await self.client.aclose() if self.is_async else self.client.close()

    async def step(self, step):
        known(step, STEPS | MORE, "step")
        expect = step.get("expect", {})
        if "advance_s" in step:
            self.clock.at += step["advance_s"]
        elif "verify" in step:
            self.verify(step["verify"], expect)
        elif "shown" in step:
            self.shown(step["shown"])
        else:
            for ended in await self.ends(step):
                self.last = ended
                self.judge(step, ended, expect)

    async def ends(self, step):
        """What each call of a step gave: data, or the error that it raised."""
        times = step.get("times", 1)
        if step.get("one_by_one") or times == 1:
            return [await self.end(step) for _ in range(times)]
        if self.is_async:
            return await asyncio.gather(*(self.end(step) for _ in range(times)))
        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(lambda _: asyncio.run(self.end(step)), range(times)))

    async def end(self, step):
        try:
            return await (self.awaiting(step) if self.is_async else self.blocking(step))
        except (self.package.module.RosettaError, asyncio.CancelledError) as error:
            return error
        finally:
            self.moments.append(self.clock.now())

    def called(self, step, word):
        return self.package.arguments(self.client, step, step[word], self.folder)

    async def blocking(self, step):
        client, take = self.client, step.get("take")
        if "stream" in step:
            method, args = self.called(step, "stream")
            with client.stream(method, **args) as body:
                return sum(map(len, body))
        if "items" in step:
            method, args = self.called(step, "items")
            walk = iter(method(**args))
            return list(walk) if take is None else [next(walk) for _ in range(take)]
        if "pages" in step:
            method, args = self.called(step, "pages")
            return [len(page.items) for page in method(**args).pages()]
        method, args = self.called(step, "call")
        if "answer" in step.get("expect", {}):
            return client.raw(method, **args)
        return method(**args)

    async def awaiting(self, step):
        client, take = self.client, step.get("take")
        if "stream" in step:
            method, args = self.called(step, "stream")
            async with client.stream(method, **args) as body:
                return sum([len(piece) async for piece in body])
        if "items" in step:
            method, args = self.called(step, "items")
            walk = aiter(method(**args))
            if take is None:
                return [item async for item in walk]
            return [await anext(walk) for _ in range(take)]
        if "pages" in step:
            method, args = self.called(step, "pages")
            return [len(page.items) async for page in method(**args).pages()]
        method, args = self.called(step, "call")
        if "answer" in step.get("expect", {}):
            return await client.raw(method, **args)
        after = step.get("options", {}).get("cancel_after_ms")
        if after is None:
            return await method(**args)
        task = asyncio.ensure_future(method(**args))
        await asyncio.sleep(after / 1000)
        task.cancel()
        return await task

    def judge(self, step, ended, expect):
        known(
            expect, {"data", "page", "empty", "error", "answer", "items", "pages", "size"}, "expect"
        )
        if isinstance(ended, BaseException):
            if "error" not in expect:
                raise Wrong(f"raised {ended!r}") from ended
            return self.error(ended, expect["error"])
        held("error" not in expect, f"gave {ended!r} and no error")
        if "data" in expect:
            subset(expect["data"], self.package.wire(ended))
        if "empty" in expect:
            held(ended is None, f"gave {ended!r}")
        if "items" in expect:
            subset(expect["items"], self.package.wire(ended), "items")
        if "pages" in expect:
            held(ended == expect["pages"], f"pages of {ended}")
        if "size" in expect:
            held(ended == expect["size"], f"{ended} bytes")
        if "page" in expect:
            self.page(ended, expect["page"])
        if "answer" in expect:
            self.answer(ended, expect["answer"])

    def page(self, page, expect):
        known(expect, {"items", "number", "size", "total_items", "total_pages", "has_next"}, "page")
        for word, wanted in expect.items():
            got = len(page.items) if word == "items" else getattr(page, word)
            held(got == wanted, f"page: {word} is {got}")

    def answer(self, answer, expect):
        known(expect, {"status", "headers", "request_id", "rate_limit", "body_text", "data"}, "answer")
        for word, wanted in expect.items():
            if word == "headers":
                for name, value in wanted.items():
                    held(answer.headers.get(name) == value, f"header {name}")
            elif word == "rate_limit":
                limit = answer.rate_limit
                got = {"limit": limit.limit, "remaining": limit.remaining, "reset": limit.reset}
                held(got == wanted, f"rate limit {got}")
            elif word == "body_text":
                held(answer.body.decode() == wanted, "the body is another")
            elif word == "data":
                subset(wanted, self.package.wire(answer.data))
            else:
                got = getattr(answer, word)
                held(got == wanted, f"{word} is {got!r}")

    def error(self, error, expect):
        words = {"kind", "status", "message", "request_id", "retry_after_s", "failure", "fields", "body_has", "lacks"}
        known(expect, words, "error")
        kind = self.package.kind(error)
        held(kind == expect.get("kind", kind), f"a {kind} error: {error!r}")
        for word, wanted in expect.items():
            if word in ("status", "message", "request_id"):
                got = getattr(error, word)
                held(got == wanted, f"{word} is {got!r}")
            elif word == "retry_after_s":
                held(error.retry_after == wanted, f"retry_after is {error.retry_after}")
            elif word == "failure" and wanted is None:
                held(error.failure is None, f"failure is {error.failure!r}")
            elif word == "failure":
                subset(wanted, self.package.wire(error.failure), "failure")
            elif word == "fields":
                held(dict(error.field_errors) == wanted, f"field errors {error.field_errors}")
            elif word == "body_has":
                held(wanted.encode() in error.body, "the body has it not")
            elif word == "lacks":
                text = printed(error)
                for secret in wanted:
                    held(secret not in text, f"{secret} is shown")

    def shown(self, secrets):
        texts = [repr(self.client), str(self.client), repr(vars(self.client))]
        engine = self.client._engine
        # The API and the version are no secrets, and `post1` has a `t1` in it.
        held_by = {name: each for name, each in vars(engine).items() if name not in ("api", "user_agent")}
        texts += [repr(engine), repr(held_by), repr([vars(a) for a in engine.authorizers.values()])]
        if isinstance(self.last, BaseException):
            texts += [printed(self.last), repr(vars(self.last))]
        else:
            texts += [repr(self.last), str(self.last)]
            if hasattr(self.last, "model_dump_json"):
                texts += [self.last.model_dump_json(), repr(self.last.model_dump())]
        for secret in secrets:
            found = [text for text in texts if secret in text]
            held(not found, f"{secret} is shown: {found[:1]}")

    def verify(self, told, expect):
        known(told, {"secrets", "headers", "body", "now_s"}, "verify")
        from_package = self.package.module
        webhook = from_package.Webhook(told["secrets"])
        webhook._clock = Clock(told["now_s"])
        try:
            webhook.verify(told["body"].encode(), told["headers"])
            valid = True
        except from_package.WebhookError:
            valid = False
        held(valid == expect["valid"], f"valid: {valid}")


def judge_seen(wanted, seen):
    """What the mock was asked is what the case says, and nothing more."""
    by_route = {}
    for asked in seen:
        by_route.setdefault(asked["is"], []).append(asked)
    held(set(by_route) <= set(wanted), f"asked as well: {sorted(set(by_route) - set(wanted))}")
    nonces = set()
    for route, entries in wanted.items():
        got = by_route.get(route, [])
        count = entries["count"] if isinstance(entries, dict) else len(entries)
        held(len(got) == count, f"{route}: asked {len(got)} times, not {count}")
        if isinstance(entries, list):
            for entry, asked in zip(entries, got):
                judge_asked(route, entry, asked, nonces)


def judge_asked(route, entry, asked, nonces):
    known(entry, {"headers", "query", "json", "json_has", "form", "parts", "size", "digest"}, route)
    for name, value in entry.get("headers", {}).items():
        got = asked["headers"].get(name)
        if isinstance(value, str) and value.startswith("~"):
            held(got is not None and re.search(value[1:], got), f"{route}: {name} is {got!r}")
        else:
            held(got == value, f"{route}: {name} is {got!r}, not {value!r}")
    if "query" in entry:
        held(sorted(entry["query"]) == sorted(asked["query"]), f"{route}: query {asked['query']}")
    if "json" in entry:
        got = json.loads(asked["json_text"], parse_float=Decimal)
        subset(entry["json"], got, route)
        subset(got, entry["json"], route)
    if "json_has" in entry:
        held(entry["json_has"] in asked["json_text"], f"{route}: {asked['json_text']}")
    if "form" in entry:
        subset(entry["form"], asked.get("form"), f"{route} form")
    if "parts" in entry:
        subset(entry["parts"], asked.get("parts"), f"{route} parts")
    if "size" in entry:
        held(asked["size"] == entry["size"], f"{route}: {asked['size']} bytes")
    if "digest" in entry:
        told, body = entry["digest"], json.loads(asked["json_text"])
        nonce = body[told["nonce"]]
        held(re.fullmatch("[0-9A-Za-z]{1,32}", nonce) and nonce not in nonces, f"nonce {nonce!r}")
        nonces.add(nonce)
        digest = hashlib.sha512((nonce + told["secret"]).encode()).hexdigest()
        held(body[told["into"]] == digest, f"{route}: another digest")


def judge_time(case, play):
    if "slept_s" in case:
        slept = list(play.clock.slept)
        bounds = case["slept_s"]
        if len(slept) < len(bounds):
            # A wait of nothing need not be one.
            bounds = [each for each in bounds if each != [0, 0]]
            slept = [each for each in slept if each]
        held(len(slept) == len(bounds), f"slept {slept}")
        for (least, most), seconds in zip(bounds, slept):
            held(least - 0.001 <= seconds <= most + 0.001, f"slept {slept}")
    if "paced" in case:
        told, moments = case["paced"], sorted(play.moments)
        known(told, {"window_s", "most", "at_least_s"}, "paced")
        for index, moment in enumerate(moments):
            inside = [m for m in moments[index:] if m < moment + told["window_s"]]
            held(len(inside) <= told["most"], f"{len(inside)} calls in {told['window_s']} s")
        took = moments[-1] - case.get("now_s", NOW_S)
        held(took >= told["at_least_s"], f"all took {took} s")


def solid(value, define):
    """`@name` replaced by what it stands for."""
    if isinstance(value, str) and value.startswith("@") and value[1:] in define:
        return solid(define[value[1:]], define)
    if isinstance(value, list):
        return [solid(item, define) for item in value]
    if isinstance(value, dict):
        return {key: solid(item, define) for key, item in value.items()}
    return value


class Mock:
    """The scripted server."""

    def __init__(self):
        script = os.path.join(ROOT, "tests", "sdk", "mock.py")
        self.child = subprocess.Popen(
            [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.url = self.child.stdout.readline().split()[-1]

    def script(self, answers):
        body = json.dumps(answers).encode()
        with urllib.request.urlopen(self.url + "/_script", data=body) as reply:
            return json.load(reply)

    def end(self):
        self.child.stdin.close()
        self.child.wait()


def nobody():
    """A base URL on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/none"


def play(case, package, mock, is_async):
    known(case, CASE, "case")
    told = mock.script(case["answers"])
    base = nobody() if case["client"].get("unreachable") else told["base"]
    with tempfile.TemporaryDirectory() as folder:
        playing = Play(case, package, base, folder, is_async)
        asyncio.run(playing.run())
    if "seen" in case:
        with urllib.request.urlopen(told["seen"]) as reply:
            judge_seen(case["seen"], json.load(reply))
    judge_time(case, playing)


def main():
    pieces, packages, failed = sys.argv[1:], {}, 0
    mock = Mock()
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "sdk", "cases", "*.json"))):
        with open(path, encoding="utf-8") as file:
            whole = json.load(file)
        define = whole.get("define", {})
        for case in whole["cases"]:
            case = solid(case, define)
            if pieces and not any(piece in case["name"] for piece in pieces):
                continue
            if case["api"] not in packages:
                packages[case["api"]] = Package(case["api"])
            for is_async in (False, True):
                cancels = any("cancel_after_ms" in s.get("options", {}) for s in case["steps"])
                if cancels and not is_async:
                    # A thread that blocks cannot be called back: only tasks are cancelled.
                    continue
                name = case["name"] + (" (async)" if is_async else "")
                try:
                    play(case, packages[case["api"]], mock, is_async)
                    print(f"ok {name}", flush=True)
                except Exception as error:
                    failed += 1
                    why = str(error) if isinstance(error, Wrong) else printed(error)
                    print(f"FAILED {name}: {why}", flush=True)
    mock.end()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
