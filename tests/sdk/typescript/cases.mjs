// Plays tests/sdk/cases/*.json with the TypeScript SDKs against mock.py: `node cases.mjs [PART OF A NAME]`.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

const home = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(home, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'rosetta-cases-'));
const load = (path) => import(pathToFileURL(path).href);
const runtime = join(root, 'gen/shiftcare/sdk/typescript/dist/esm/runtime');
const { parse } = await load(join(runtime, 'json.js'));
const { Codec, loose } = await load(join(runtime, 'codec.js'));
const { JsonNumber } = await load(join(runtime, 'values.js'));

/** Exact JSON: objects, lists and numbers as they were written. */
const json = (tree) => new Codec({}).write('any', tree);
const plain = (tree) => JSON.parse(json(tree));
const isObject = (tree) => tree !== null && typeof tree === 'object' && !Array.isArray(tree);
const isNumber = (tree) => tree instanceof JsonNumber;

function fail(why) {
  throw new Error(why);
}

function known(object, words, what) {
  for (const word of Object.keys(object ?? {})) {
    if (!words.includes(word)) fail(`the runner does not know ${what} ${word}`);
  }
}

/** `@name` anywhere becomes what `define` says. */
function defined(tree, define) {
  if (typeof tree === 'string' && tree.startsWith('@') && tree.slice(1) in define) {
    return defined(define[tree.slice(1)], define);
  }
  if (Array.isArray(tree)) return tree.map((one) => defined(one, define));
  if (!isObject(tree) || isNumber(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, one]) => [key, defined(one, define)]));
}

/** Digits and power of ten, so that 1.50, 1.5 and 15e-1 are the same. */
function decimal(text) {
  const [, sign, units, part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? fail(`${text} is no number`);
  const digits = (units + part).replace(/^0+/, '');
  const bare = digits.replace(/0+$/, '');
  if (bare === '') return '0';
  return `${sign}${bare}e${Number(power) - part.length + digits.length - bare.length}`;
}

/** Why `seen` is not what is wanted; whole: no keys besides. */
function differs(wanted, seen, whole, place = '') {
  const no = `${place || 'it'} is ${seen === undefined ? 'absent' : json(seen)}, wanted ${json(wanted)}`;
  if (isNumber(wanted)) {
    return isNumber(seen) && decimal(wanted.text) === decimal(seen.text) ? undefined : no;
  }
  if (isObject(wanted) && '$number' in wanted) {
    return isNumber(seen) && seen.text === wanted.$number ? undefined : no;
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(seen) || seen.length !== wanted.length) return no;
    return first(wanted.map((one, index) => differs(one, seen[index], whole, `${place}/${index}`)));
  }
  if (isObject(wanted)) {
    if (!isObject(seen)) return no;
    if (whole && Object.keys(seen).some((key) => !(key in wanted))) return no;
    return first(
      Object.entries(wanted).map(([key, one]) => {
        if (one === '$absent') return key in seen ? `${place}/${key} is there` : undefined;
        return differs(one, seen[key], whole, `${place}/${key}`);
      }),
    );
  }
  return wanted === seen ? undefined : no;
}

const first = (all) => all.find((one) => one !== undefined);

function match(wanted, seen, what, whole = false) {
  const why = differs(wanted, seen, whole);
  if (why !== undefined) fail(`${what}: ${why}`);
}

/** The clock of a case: sleeping moves it at once. */
class Clock {
  constructor(now) {
    this.at = now;
    this.slept = [];
  }

  now() {
    return this.at;
  }

  async sleep(seconds) {
    this.slept.push(seconds);
    this.at += seconds;
  }
}

/** The options of a client, from what a case says. */
function clientOptions(api, said, base, clock) {
  known(said, ['credentials', 'headers', 'pacing', 'product', 'repeat_unsafe', 'retries', 'tenant',
    'timeout_ms', 'unreachable'], 'the client setting');
  const options = { baseUrl: said.unreachable ? nobody : base, clock };
  const names = { headers: 'headers', pacing: 'pacing', product: 'userAgent',
    repeat_unsafe: 'repeatUnsafe', retries: 'retries', timeout_ms: 'timeoutMs' };
  for (const [word, name] of Object.entries(names)) if (word in said) options[name] = said[word];
  if ('tenant' in said) options[api.tenant.option] = said.tenant;
  const told = said.credentials ?? {};
  known(told, ['client_credentials', 'keys', 'login', 'scopes', 'token'], 'the credential');
  for (const row of api.credentials) {
    if (told.client_credentials && row.client) {
      [options[row.client.id], options[row.client.secret]] = told.client_credentials;
      if (told.scopes) options[row.client.scopes] = told.scopes;
    }
    if (told.login && row.login) row.login.asks.forEach((name, at) => (options[name] = told.login[at]));
    if (told.token !== undefined && row.kind === 'bearer') options[row.token] = told.token;
    if (told.keys?.[row.scheme] !== undefined) options[row.token] = told.keys[row.scheme];
  }
  return options;
}

let files = 0;

/** A value of a case as the SDK takes it. */
function given(tree) {
  if (Array.isArray(tree)) return tree.map(given);
  if (!isObject(tree)) return tree;
  if (isNumber(tree)) return loose(tree);
  if ('$number' in tree) {
    const text = tree.$number;
    return /^-?\d+$/.test(text) ? BigInt(text) : text;
  }
  const upload = tree.$file ?? tree.$path;
  if (upload === undefined) {
    return Object.fromEntries(Object.entries(tree).map(([key, one]) => [key, given(one)]));
  }
  const { name, type, text, size, missing } = plain(upload);
  const more = type === undefined ? {} : { contentType: type };
  if (tree.$file) {
    return { data: text ?? new Uint8Array(size), fileName: name, ...more };
  }
  const path = join(scratch, `${(files += 1)}-${name}`);
  if (!missing) writeFileSync(path, text ?? '');
  if (size !== undefined) truncateSync(path, size);
  return { path, fileName: name, ...more };
}

/** One case under way. */
class Play {
  constructor(sdk, one, base) {
    this.sdk = sdk;
    this.case = one;
    this.clock = new Clock(one.now_s === undefined ? 1_800_000_000 : Number(one.now_s.text));
    const said = plain(one.client ?? {});
    this.client = new sdk.index.Client(clientOptions(sdk.api, said, base, this.clock));
    this.last = undefined;
    this.calls = [];
  }

  /** A call that has not been sent. */
  call(id, step) {
    const [name, row] =
      Object.entries(this.sdk.operations).find(([, one]) => one.id === id) ?? fail(`no ${id}`);
    const args = {};
    for (const [wire, value] of Object.entries(step.with ?? {})) {
      const param = (row.params ?? []).find((one) => one[1] === wire);
      if (wire !== 'body' && !param) fail(`${id} has no parameter ${wire}`);
      args[wire === 'body' ? wire : param[0]] = given(value);
    }
    const said = plain(step.options ?? {});
    known(said, ['cancel_after_ms', 'headers', 'repeat_unsafe', 'retries', 'timeout_ms'], 'the option');
    const options = {};
    const names = { headers: 'headers', repeat_unsafe: 'repeatUnsafe', retries: 'retries',
      timeout_ms: 'timeoutMs' };
    for (const [word, to] of Object.entries(names)) if (word in said) options[to] = said[word];
    if (said.cancel_after_ms !== undefined) {
      const ends = new AbortController();
      setTimeout(() => ends.abort(), said.cancel_after_ms);
      options.signal = ends.signal;
    }
    return { row, call: this.client[name](args, options) };
  }

  async step(step) {
    const words = ['advance_s', 'call', 'expect', 'items', 'one_by_one', 'options', 'pages', 'shown',
      'stream', 'take', 'times', 'verify', 'with'];
    known(step, words, 'the word');
    const expect = step.expect ?? {};
    if ('advance_s' in step) this.clock.at += Number(step.advance_s.text);
    else if ('shown' in step) this.shown(step.shown);
    else if ('verify' in step) await this.verify(plain(step.verify), expect);
    else if ('items' in step) await this.items(step, expect);
    else if ('pages' in step) await this.pages(step, expect);
    else if ('stream' in step) await this.stream(step, expect);
    else if ('call' in step) await this.called(step, expect);
    else fail('the runner does not know this step');
  }

  async called(step, expect) {
    known(expect, ['answer', 'data', 'empty', 'error', 'page'], 'the expectation');
    const times = step.times === undefined ? 1 : Number(step.times.text);
    const once = async () => {
      const { row, call } = this.call(step.call, step);
      await this.judge(row, call, expect);
      this.calls.push(this.clock.now());
    };
    if (step.one_by_one) for (let at = 0; at < times; at += 1) await once();
    else await Promise.all(Array.from({ length: times }, once));
  }

  async judge(row, call, expect) {
    let answer;
    try {
      answer = await call.answer();
    } catch (error) {
      return this.failed(error, expect);
    }
    this.last = answer;
    if (expect.error) fail(`it succeeded, wanted ${json(expect.error)}`);
    const [, how, shape] = row.answers[0] ?? [];
    const { codec } = this.sdk;
    if (expect.empty && answer.data !== undefined) fail('there is data');
    if (how === 'data' || how === 'bare' || how === 'maybe') {
      const written = parse(codec.write(shape, answer.data));
      if ('data' in expect) match(expect.data, written, 'data');
      if (expect.answer && 'data' in expect.answer) match(expect.answer.data, written, 'data');
    } else if ('data' in expect) fail('there is no data');
    if (expect.page) this.page(plain(expect.page), answer.data);
    if (expect.answer) this.answer(expect.answer, answer);
  }

  page(wanted, page) {
    const seen = { items: page.items.length, number: page.number, size: page.size,
      total_items: page.total, total_pages: page.totalPages, has_next: page.hasNext };
    known(wanted, Object.keys(seen), 'the number of a page');
    match(parse(JSON.stringify(wanted)), parse(JSON.stringify(seen)), 'page');
  }

  answer(wanted, answer) {
    const words = ['body_text', 'data', 'headers', 'rate_limit', 'request_id', 'status'];
    known(wanted, words, 'the part of an answer');
    const seen = { status: answer.status, request_id: answer.requestId, rate_limit: answer.rateLimit,
      headers: Object.fromEntries(answer.headers), body_text: new TextDecoder().decode(answer.body) };
    const { data, ...rest } = wanted;
    match(rest, parse(JSON.stringify(seen)), 'answer');
  }

  failed(error, expect) {
    this.last = error;
    if (!expect.error) throw error;
    const { index, codec, operations } = this.sdk;
    const kinds = { status: index.ApiError, connection: index.ConnectionError,
      timeout: index.TimeoutError, invalid: index.InvalidCallError, decode: index.DecodeError,
      cancelled: index.CancelledError };
    const wanted = expect.error;
    known(wanted, ['body_has', 'failure', 'fields', 'kind', 'lacks', 'message', 'request_id',
      'retry_after_s', 'status'], 'the part of an error');
    if (!(error instanceof kinds[wanted.kind])) fail(`the error is ${inspect(error)}`);
    const seen = { status: error.status, message: error.reason, request_id: error.requestId,
      retry_after_s: error.retryAfter, fields: error.fields };
    const { kind, failure, body_has, lacks, ...rest } = wanted;
    match(rest, parse(JSON.stringify(seen)), 'error');
    if (failure === null && error.failure.kind !== 'Other') fail('there is a typed failure');
    if (failure) {
      const row = Object.values(operations).find((one) => one.id === error.operation);
      const shape = row.failures.find(([status]) => status === error.status)[2];
      if (error.failure.kind === 'Other') fail('the failure is not typed');
      match(failure, parse(codec.write(shape, error.failure.body)), 'failure');
    }
    if (body_has && !new TextDecoder().decode(error.body).includes(body_has)) {
      fail(`the body lacks ${body_has}`);
    }
    this.lacks(lacks ?? [], printed(error));
  }

  shown(texts) {
    const all = [printed(this.client), printed(this.last)].join('\n');
    this.lacks(texts, all);
  }

  lacks(texts, printed) {
    for (const text of texts) if (printed.includes(text)) fail(`${text} is shown: ${printed}`);
  }

  async items(step, expect) {
    known(expect, ['error', 'items'], 'the expectation');
    const { row, call } = this.call(step.items, step);
    const items = [];
    const most = step.take === undefined ? Infinity : Number(step.take.text);
    try {
      for await (const item of call.items()) {
        items.push(item);
        if (items.length >= most) break;
      }
    } catch (error) {
      return this.failed(error, expect);
    }
    if (expect.error) fail('the walk succeeded');
    const { codec } = this.sdk;
    const [, , shape] = row.answers[0];
    if (expect.items) match(expect.items, parse(codec.write({ list: shape }, items)), 'items');
  }

  async pages(step, expect) {
    known(expect, ['pages'], 'the expectation');
    const sizes = [];
    for await (const page of this.call(step.pages, step).call.pages()) sizes.push(page.items.length);
    if (expect.pages) match(expect.pages, parse(JSON.stringify(sizes)), 'pages');
  }

  async stream(step, expect) {
    known(expect, ['error', 'size'], 'the expectation');
    let size = 0;
    try {
      const stream = await this.call(step.stream, step).call.stream();
      for await (const piece of stream) size += piece.length;
    } catch (error) {
      return this.failed(error, expect);
    }
    if (expect.error) fail('the stream succeeded');
    match(expect.size, parse(String(size)), 'size');
  }

  async verify({ secrets, headers, body, now_s: now }, expect) {
    const options = { now: new Date(now * 1000) };
    const verdict = this.sdk.index.verifyWebhook(secrets, headers, body, options).then(
      () => true,
      (error) => {
        if (!(error instanceof this.sdk.index.WebhookError)) throw error;
        return false;
      },
    );
    match(expect.valid, await verdict, 'valid');
  }

  /** Waits and pace. */
  times() {
    const { slept_s: waits, paced } = this.case;
    if (waits) {
      const all = plain(waits);
      const slept = [...this.clock.slept];
      for (const [least, most] of all) {
        if (most === 0 && !(slept[0] <= 0.001)) continue;
        const wait = slept.shift();
        if (!(wait >= least - 1e-9 && wait <= most + 1e-9)) fail(`a wait of ${wait} s, not ${least}-${most}`);
      }
      if (slept.length > 0) fail(`further waits: ${slept}`);
    }
    if (paced) {
      const { window_s: window, most, at_least_s: least } = plain(paced);
      const [begin, end] = [this.calls[0], this.calls.at(-1)];
      if (end - begin < least) fail(`all took ${end - begin} s`);
      for (const from of this.calls) {
        const within = this.calls.filter((at) => at >= from && at < from + window).length;
        if (within > most) fail(`${within} calls in ${window} s`);
      }
    }
  }
}

/** Everything that can be printed of a thing. */
function printed(thing) {
  const deep = inspect(thing, { depth: 12, showHidden: false });
  const texts = [deep, String(thing), thing?.stack ?? '', thing?.message ?? ''];
  try {
    texts.push(JSON.stringify(thing) ?? '');
  } catch {
    // Not everything is JSON.
  }
  return texts.join('\n');
}

/** What the mock was asked against what the case wants. */
function asked(wanted, all) {
  for (const route of new Set(all.map((one) => one.is))) {
    if (!(route in wanted)) fail(`${route} was asked`);
  }
  const nonces = new Set();
  for (const [route, rows] of Object.entries(wanted)) {
    const seen = all.filter((one) => one.is === route);
    const count = Array.isArray(rows) ? rows.length : Number(rows.count.text);
    if (seen.length !== count) fail(`${route} was asked ${seen.length} times, not ${count}`);
    if (Array.isArray(rows)) rows.forEach((row, at) => one(row, seen[at], nonces, `${route} ${at}`));
  }
}

function one(wanted, seen, nonces, what) {
  known(wanted, ['digest', 'form', 'headers', 'json', 'json_has', 'parts', 'query', 'size'],
    'the part of a request');
  for (const [name, value] of Object.entries(wanted.headers ?? {})) {
    const found = seen.headers[name];
    const fits = value === null ? found === undefined
      : value.startsWith('~') ? new RegExp(value.slice(1)).test(found ?? '') : found === value;
    if (!fits) fail(`${what}: header ${name} is ${found}`);
  }
  if (wanted.query) {
    const sorted = (pairs) => pairs.map((pair) => pair.join('=')).sort();
    match(sorted(wanted.query), sorted(seen.query), `${what}: query`);
  }
  if ('json' in wanted) match(wanted.json, parse(seen.json_text), `${what}: json`, true);
  if ('json_has' in wanted && !seen.json_text.includes(wanted.json_has)) {
    fail(`${what}: ${seen.json_text} lacks ${wanted.json_has}`);
  }
  for (const part of ['form', 'parts', 'size']) {
    if (part in wanted) match(wanted[part], seen[part], `${what}: ${part}`);
  }
  if (wanted.digest) {
    const { nonce, into, secret } = wanted.digest;
    const body = JSON.parse(seen.json_text);
    const digest = createHash('sha512').update(body[nonce] + secret).digest('hex');
    if (body[into] !== digest) fail(`${what}: the digest is wrong`);
    if (nonces.has(body[nonce])) fail(`${what}: the nonce came twice`);
    nonces.add(body[nonce]);
  }
}

/** A base URL on which nobody listens. */
const nobody = await new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(`http://127.0.0.1:${port}/x`));
  });
});
const sdks = new Map();

async function sdkOf(api) {
  if (!sdks.has(api)) {
    const dist = join(root, 'gen', api, 'sdk/typescript/dist/esm');
    const files = ['index.js', 'api.js', 'operations.js', 'runtime/codec.js'];
    const loaded = await Promise.all(files.map((file) => load(join(dist, file))));
    const [index, { API }, { OPERATIONS }, own] = loaded;
    const codec = new own.Codec(API.types);
    sdks.set(api, { index, api: API, codec, operations: OPERATIONS });
  }
  return sdks.get(api);
}

async function play(url, one) {
  known(one, ['answers', 'api', 'client', 'name', 'now_s', 'paced', 'seen', 'slept_s', 'steps'],
    'the word');
  const answer = await fetch(`${url}/_script`, { method: 'POST', body: json(one.answers) });
  const { base, seen } = await answer.json();
  const run = new Play(await sdkOf(one.api), one, base);
  for (const step of one.steps) await run.step(step);
  run.times();
  if (one.seen) asked(one.seen, parse(await (await fetch(seen)).text()));
}

const mock = spawn('python3', [join(home, 'mock.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
const said = await new Promise((found) => createInterface(mock.stdout).once('line', found));
const url = said.replace('listening on ', '');
let failed = 0;
for (const file of readdirSync(join(home, 'cases')).sort()) {
  const { define = {}, cases } = parse(readFileSync(join(home, 'cases', file), 'utf8'));
  for (const raw of cases) {
    const one = defined(raw, define);
    if (process.argv[2] && !one.name.includes(process.argv[2])) continue;
    try {
      await play(url, one);
      console.log(`ok ${one.name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${one.name}: ${error.message}`);
    }
  }
}
mock.stdin.end();
rmSync(scratch, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
