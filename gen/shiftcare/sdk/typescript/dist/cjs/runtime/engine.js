'use strict';
// Sends a prepared call: proof, pacing, timeout, retries, failures; the same for every call.

const { authorizers } = require('./auth.js');
const { Codec } = require('./codec.js');
const {
  ApiError,
  CancelledError,
  ConnectionError,
  InvalidCallError,
  TimeoutError,
  fieldErrors,
  sentence,
  tree,
} = require('./errors.js');
const { Pacer } = require('./pacing.js');
const { retryAfter, wait } = require('./retry.js');

/** @typedef {import('./prepare.js').Operation} Operation */
/** @typedef {import('./prepare.js').Prepared} Prepared */
/** @typedef {import('./auth.js').Proof} Proof */

/**
 * The API that this package speaks.
 * @typedef {{
 *   name: string, version: string, package: string, release: string, baseUrl?: string,
 *   tenant?: { option: string, header: string },
 *   credentials: import('./auth.js').Credential[],
 *   limits: (import('./pacing.js').Limit & {
 *     limitHeader?: string, remainingHeader?: string, resetHeader?: string })[],
 *   types: Record<string, import('./codec.js').Definition>,
 * }} Api
 */

/**
 * What a client decides once and a call may override.
 * @typedef {{ timeoutMs: number, retries: number, repeatUnsafe: boolean,
 *   headers: [name: string, value: string][], signal: AbortSignal | undefined }} Options
 */

/**
 * A whole answer with a 2xx status; `response` where its body was left unread.
 * @typedef {{ status: number, headers: Headers, body: Uint8Array, response?: Response }} Received
 */

const TIMEOUT_MS = 30_000;
const RETRIES = 2;
/** Errors of a connection that was never made, so that nothing can have been processed. */
const UNSENT = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);
const IN_BROWSER = 'document' in globalThis || 'WorkerGlobalScope' in globalThis;

/** The clock of the system. */
const CLOCK = {
  now: () => Date.now() / 1000,
  sleep: (/** @type {number} */ seconds, /** @type {AbortSignal | undefined} */ signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, seconds * 1000);
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve(undefined);
      }
      signal?.addEventListener('abort', done);
    }),
};

/** One attempt without an answer. */
class Missed extends Error {
  /** @param {'timeout' | 'unsent' | 'broken' | 'unsendable'} ending @param {unknown} [cause] */
  constructor(ending, cause) {
    super(ending, { cause });
    this.ending = ending;
  }
}

/** Everything a client holds. */
class Engine {
  /** @param {Api} api @param {any} given What the client was made with. */
  constructor(api, given) {
    this.api = api;
    this.codec = new Codec(api.types);
    this.baseUrl = baseUrl(api, given.baseUrl);
    this.clock = given.clock ?? CLOCK;
    this.tenant = api.tenant && given[api.tenant.option];
    const own = `${api.package}/${api.release}`;
    this.userAgent = given.userAgent === undefined ? own : `${given.userAgent} ${own}`;
    this.fetch = given.fetch ?? globalThis.fetch.bind(globalThis);
    this.authorizers = authorizers(api.credentials, given);
    this.pacer = given.pacing ? new Pacer(api.limits, () => this.clock.now()) : undefined;
    /** @type {Options} */
    this.options = {
      timeoutMs: given.timeoutMs ?? TIMEOUT_MS,
      retries: given.retries ?? RETRIES,
      repeatUnsafe: given.repeatUnsafe ?? false,
      headers: Object.entries(given.headers ?? {}),
      signal: undefined,
    };
  }

  /**
   * The client's options with those of one call over them.
   * @param {any} given
   * @returns {Options}
   */
  merged(given) {
    const { timeoutMs, retries, repeatUnsafe, headers, signal } = given ?? {};
    return {
      timeoutMs: timeoutMs ?? this.options.timeoutMs,
      retries: retries ?? this.options.retries,
      repeatUnsafe: repeatUnsafe ?? this.options.repeatUnsafe,
      headers: [...this.options.headers, .../** @type {any} */ (Object.entries(headers ?? {}))],
      signal,
    };
  }

  /**
   * Sends a call with whatever proof its operation asks for; once more on a 401.
   * @param {Prepared} prepared @param {Options} options @param {boolean} whole Read the body.
   * @returns {Promise<Received>}
   */
  async exchange(prepared, options, whole) {
    const { id, security = [], tenant } = prepared.operation;
    const company = tenant ? this.tenant : undefined;
    // Schemes that are proven together are joined by ` + `.
    const all = security.map((names) => names.split(' + '));
    const schemes = all.find((names) => names.every((name) => this.authorizers.has(name))) ?? [];
    const [authorizer, ...others] = schemes.flatMap((name) => this.authorizers.get(name) ?? []);
    if (!authorizer) return this.attempts(prepared, options, [], whole, company);
    const { signal } = options;
    const proof = await unless(authorizer.proof(this), signal, id);
    const also = [];
    for (const other of others) also.push(await unless(other.proof(this), signal, id));
    try {
      return await this.attempts(prepared, options, [proof, ...also], whole, company);
    } catch (error) {
      const isRefusal = error instanceof ApiError && error.status === 401;
      if (!isRefusal || !authorizer.refused(proof) || prepared.payload?.once) throw error;
    }
    const again = await unless(authorizer.proof(this), signal, id);
    return this.attempts(prepared, options, [again, ...also], whole, company);
  }

  /**
   * Sends a call until it succeeds or its policy says that it failed.
   * @param {Prepared} prepared @param {Options} options @param {Proof[]} proofs
   * @param {boolean} whole @param {string | undefined} company
   * @returns {Promise<Received>}
   */
  async attempts(prepared, options, proofs, whole, company) {
    const { operation, payload } = prepared;
    const { signal } = options;
    const url = withKeys(this.url(prepared), proofs);
    const headers = this.headers(prepared, options, proofs, company);
    const isIdempotent = operation.method !== 'POST' && operation.method !== 'PATCH';
    const policy = payload?.once ? { ...options, retries: 0 } : options;
    for (let attempt = 0; ; attempt += 1) {
      const pause = this.pacer?.reserve(operation.limit) ?? 0;
      if (pause > 0) await this.pause(pause, signal, operation.id);
      if (signal?.aborted) throw new CancelledError(operation.id, signal.reason);
      const init = { method: operation.method, headers, ...payload?.open() };
      const outcome = await this.attempt(url, init, options, whole).catch((error) => {
        if (error instanceof Missed) return error;
        throw error;
      });
      if (!(outcome instanceof Missed) && outcome.status >= 200 && outcome.status < 300) {
        return outcome;
      }
      if (signal?.aborted) throw new CancelledError(operation.id, signal.reason);
      const now = this.clock.now();
      const ending =
        outcome instanceof Missed
          ? outcome.ending
          : { status: outcome.status, retryAfter: retryAfter(outcome.headers, now) };
      const seconds = wait(policy, attempt, isIdempotent, ending);
      if (seconds === undefined) throw this.failed(operation, options, outcome);
      await this.pause(seconds, signal, operation.id);
    }
  }

  /** @param {number} seconds @param {AbortSignal | undefined} signal @param {string} id */
  async pause(seconds, signal, id) {
    await unless(this.clock.sleep(seconds, signal), signal, id);
  }

  /** @param {Prepared} prepared */
  url(prepared) {
    const text = prepared.url(this.baseUrl);
    if (URL.canParse && !URL.canParse(text)) {
      throw new InvalidCallError(prepared.operation.id, 'the base URL is not a URL');
    }
    return text;
  }

  /**
   * @param {Prepared} prepared @param {Options} options @param {Proof[]} proofs
   * @param {string | undefined} company
   */
  headers(prepared, options, proofs, company) {
    const { id, accept } = prepared.operation;
    const headers = new Headers();
    /** @param {string} name @param {string} value */
    const set = (name, value) => {
      if (/[\r\n\0]/.test(value)) {
        throw new InvalidCallError(id, `the header ${JSON.stringify(name)} cannot be sent`);
      }
      try {
        headers.set(name, value);
      } catch {
        throw new InvalidCallError(id, `the header ${JSON.stringify(name)} cannot be sent`);
      }
    };
    set('accept', accept);
    // In a browser this would be ignored, or make it ask the server for permission first.
    if (!IN_BROWSER) set('user-agent', this.userAgent);
    if (this.api.tenant && company !== undefined) set(this.api.tenant.header, company);
    const inHeaders = proofs.filter(({ place }) => place === undefined);
    for (const { header, value } of inHeaders) set(header, value.expose());
    if (prepared.payload?.contentType) set('content-type', prepared.payload.contentType);
    for (const [name, value] of prepared.headers) set(name, value);
    const keys = proofs.filter(({ place }) => place === 'cookie');
    const cookies = keys.map(({ header, value }) => `${header}=${value.expose()}`);
    cookies.push(...prepared.cookies);
    if (cookies.length > 0) set('cookie', cookies.join('; '));
    for (const [name, value] of options.headers) set(name, value);
    return headers;
  }

  /**
   * @param {string} url @param {any} init @param {Options} options @param {boolean} whole
   * @returns {Promise<Received>}
   */
  async attempt(url, init, { timeoutMs, signal }, whole) {
    const ends = new AbortController();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      ends.abort();
    }, Math.min(timeoutMs, 0x7fffffff));
    const cancel = () => ends.abort();
    signal?.addEventListener('abort', cancel, { once: true });
    let isOpen = false;
    try {
      const wanted = { ...init, redirect: 'manual', credentials: 'omit', signal: ends.signal };
      const outcome = await within(ends.signal, received(this.fetch(url, wanted), whole));
      isOpen = outcome.response !== undefined;
      return outcome;
    } catch (error) {
      throw new Missed(isLate ? 'timeout' : ending(error), error);
    } finally {
      clearTimeout(timer);
      // A body that is still to be read can be cancelled too.
      if (!isOpen) signal?.removeEventListener('abort', cancel);
    }
  }

  /** @param {Operation} operation @param {Options} options @param {Received | Missed} outcome */
  failed(operation, options, outcome) {
    if (!(outcome instanceof Missed)) return this.statusError(operation, outcome);
    const { ending: how, cause } = outcome;
    if (how === 'timeout') return new TimeoutError(operation.id, options.timeoutMs);
    const text = cause instanceof Error ? (reason(cause) ?? cause.message) : String(cause);
    if (how === 'unsendable') return new InvalidCallError(operation.id, text, cause);
    const message = `no connection: ${text}`;
    return new ConnectionError(operation.id, message, how !== 'unsent', cause);
  }

  /** @param {Operation} operation @param {Received} received */
  statusError(operation, { status, headers, body }) {
    const json = tree(body);
    // By its own status, else by its range, else by what is said of all others.
    const rows = operation.failures ?? [];
    const by = (/** @type {number} */ wanted) => rows.find(([known]) => known === wanted);
    const row = by(status) ?? by(Math.floor(status / 100)) ?? by(0);
    /** @type {any} */
    let failure = { kind: 'Other', status, body: json };
    try {
      if (row && json !== undefined) {
        failure = { kind: row[1], status, body: this.codec.read(row[2], json) };
      } else if (json !== undefined) failure.body = this.codec.read('any', json);
    } catch {
      failure.body = this.codec.read('any', json);
    }
    return new ApiError({
      operation: operation.id,
      status,
      failure,
      reason: sentence(json),
      fields: fieldErrors(json),
      requestId: requestId(headers),
      retryAfter: retryAfter(headers, this.clock.now()),
      headers,
      body,
    });
  }
}

/** @param {Promise<Response>} sent @param {boolean} whole @returns {Promise<Received>} */
async function received(sent, whole) {
  const response = await sent;
  const { status, headers, ok } = response;
  if (response.type === 'opaqueredirect') throw new TypeError('the server redirects');
  if (!whole && ok) return { status, headers, body: new Uint8Array(), response };
  return { status, headers, body: new Uint8Array(await response.arrayBuffer()) };
}

/**
 * Waits for `work` until the signal ends it, even where `work` does not listen to it.
 * @template T
 * @param {AbortSignal} signal @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function within(signal, work) {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    work.then(resolve, reject);
  });
}

/**
 * Waits for `work`, or fails with a {@link CancelledError} when the caller's signal comes first.
 * @template T
 * @param {Promise<T>} work @param {AbortSignal | undefined} signal @param {string} id
 * @returns {Promise<T>}
 */
function unless(work, signal, id) {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new CancelledError(id, signal.reason));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

/** @param {any} error @returns {'unsent' | 'broken' | 'unsendable'} */
function ending(error) {
  const cause = error?.cause ?? error;
  if (UNSENT.has(cause?.code)) return 'unsent';
  const several = cause?.errors;
  if (Array.isArray(several) && several.length > 0) {
    return several.every((one) => UNSENT.has(one?.code)) ? 'unsent' : 'broken';
  }
  // What `fetch` refuses to send at all has no cause in Node: a body with GET, a forbidden method.
  const isRefused = error instanceof TypeError && error.cause === undefined && !IN_BROWSER;
  return isRefused && /Request|HTTP method/.test(error.message) ? 'unsendable' : 'broken';
}

/** @param {any} error @returns {string | undefined} */
function reason(error) {
  const { cause } = error;
  if (!(cause instanceof Error)) return undefined;
  const code = /** @type {any} */ (cause).code;
  return cause.message === '' && code ? String(code) : cause.message;
}

/** @param {Api} api @param {unknown} given */
function baseUrl(api, given) {
  const text = given === undefined ? api.baseUrl : String(given);
  if (text === undefined) {
    throw new InvalidCallError('client', 'baseUrl is missing: the document names no whole URL');
  }
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new InvalidCallError('client', 'the base URL is not a URL');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new InvalidCallError('client', 'the base URL is neither http nor https');
  }
  return text;
}

/** @param {Headers} headers */
function requestId(headers) {
  return headers.get('x-request-id') ?? undefined;
}

/** @param {string} url @param {Proof[]} proofs Those whose place is the query are put there. */
function withKeys(url, proofs) {
  const keys = proofs.filter(({ place }) => place === 'query');
  const pairs = keys.map(
    ({ header, value }) => `${encodeURIComponent(header)}=${encodeURIComponent(value.expose())}`,
  );
  if (pairs.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

module.exports = { Engine, requestId };
