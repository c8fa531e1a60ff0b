// A call that is sent when it is awaited, and the walk over the pages of a list.

import { Misfit } from './codec.js';
import { ConnectionError, DecodeError, InvalidCallError } from './errors.js';
import { kind, own, parse } from './json.js';
import { requestId } from './engine.js';
import { prepare } from './prepare.js';
import { INSPECT, JsonNumber } from './values.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Received} Received */
/** @typedef {import('./prepare.js').Operation} Operation */
/** @typedef {import('./prepare.js').Prepared} Prepared */

/** An answer with everything that came with the data. */
class Answer {
  /** @param {any} data @param {Received} received @param {any} rateLimit */
  constructor(data, received, rateLimit) {
    this.data = data;
    this.status = received.status;
    this.requestId = requestId(received.headers);
    this.rateLimit = rateLimit;
    // Neither shown nor serialised by accident: both may hold tokens.
    Object.defineProperty(this, 'headers', { value: received.headers });
    Object.defineProperty(this, 'body', { value: received.body });
  }
}

/** One call to one operation. */
class Call {
  /** @type {Engine} */
  #engine;
  /** @type {Operation} */
  #operation;
  #args;
  #options;
  /** @type {Promise<Answer> | undefined} */
  #sent;

  /** @param {Engine} engine @param {Operation} operation @param {any} args @param {any} options */
  constructor(engine, operation, args, options) {
    this.#engine = engine;
    this.#operation = operation;
    this.#args = args;
    this.#options = options;
  }

  /** @param {any} [done] @param {any} [failed] @returns {Promise<any>} */
  then(done, failed) {
    return this.answer()
      .then((answer) => /** @type {any} */ (answer).data)
      .then(done, failed);
  }

  /** @param {any} [failed] @returns {Promise<any>} */
  catch(failed) {
    return this.then(undefined, failed);
  }

  /** @param {any} [after] @returns {Promise<any>} */
  finally(after) {
    return this.then().finally(after);
  }

  /** @returns {Promise<Answer>} */
  answer() {
    this.#sent ??= this.#send(undefined);
    return this.#sent;
  }

  /** @returns {Promise<Response>} */
  async response() {
    const prepared = await this.#prepared();
    const options = this.#engine.merged(this.#options);
    const { response } = await this.#engine.exchange(prepared, options, false);
    return /** @type {Response} */ (response);
  }

  /** @returns {Promise<ReadableStream<Uint8Array>>} */
  async stream() {
    const { id } = this.#operation;
    const { body } = await this.response();
    const reader = (body ?? new Blob([]).stream()).getReader();
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(new ConnectionError(id, 'the answer broke off', true, error));
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  pages() {
    return new Walk(() => this.#walk());
  }

  items() {
    const pages = this.pages();
    return new Walk(async function* items() {
      for await (const page of pages) yield* page.items;
    });
  }

  /** @returns {AsyncGenerator<any>} */
  async *#walk() {
    const keys = this.#operation.page;
    if (!keys) throw new InvalidCallError(this.#operation.id, 'the operation does not page');
    const prepared = await this.#prepared();
    const asked = Number(prepared.query.find(([name]) => name === keys.number)?.[1]);
    for (let number = asked || 1; ; number += 1) {
      const { data: page } = /** @type {any} */ (await this.#send(String(number)));
      yield page;
      if (!page.hasNext || page.items.length === 0) return;
    }
  }

  #prepared() {
    return prepare(this.#engine.codec, this.#operation, this.#args);
  }

  /** @param {string | undefined} page @returns {Promise<Answer>} */
  async #send(page) {
    const prepared = await this.#prepared();
    const keys = this.#operation.page;
    if (page !== undefined && keys) prepared.setQuery(keys.number, page);
    const options = this.#engine.merged(this.#options);
    const received = await this.#engine.exchange(prepared, options, true);
    const data = decode(this.#engine, prepared, received);
    return new Answer(data, received, rateLimit(this.#engine, this.#operation, received.headers));
  }

  [INSPECT]() {
    return `Call(${this.#operation.id})`;
  }

  get [Symbol.toStringTag]() {
    return 'Call';
  }
}

/** What can be walked over again and again, each time from the beginning. */
class Walk {
  #begin;

  /** @param {() => AsyncGenerator<any>} begin */
  constructor(begin) {
    this.#begin = begin;
  }

  [Symbol.asyncIterator]() {
    return this.#begin();
  }

  async toArray() {
    const all = [];
    for await (const one of this) all.push(one);
    return all;
  }
}

/** @param {Engine} engine @param {Operation} operation @param {Headers} headers */
function rateLimit(engine, operation, headers) {
  const row = operation.limit === undefined ? undefined : engine.api.limits[operation.limit];
  /** @param {string | undefined} name */
  const number = (name) => {
    const text = name === undefined ? null : headers.get(name);
    return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
  };
  const limit = number(row?.limitHeader);
  const remaining = number(row?.remainingHeader);
  const reset = number(row?.resetHeader);
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, reset };
}

/**
 * The row of a status, or else of its range.
 * @template {[status: number, ...rest: any[]]} Row
 * @param {Row[]} rows @param {number} status
 */
function by(rows, status) {
  const exact = rows.find(([known]) => known === status);
  return exact ?? rows.find(([known]) => known === Math.floor(status / 100));
}

/**
 * Takes the envelope off a successful answer.
 * @param {Engine} engine @param {Prepared} prepared @param {Received} received
 */
function decode(engine, prepared, received) {
  const { operation } = prepared;
  const { answers, id } = operation;
  const several = answers.length > 1;
  const row = several ? by(answers, received.status) : answers[0];
  if (!row) {
    if (!several) return undefined;
    throw new DecodeError(id, `status ${received.status} is not documented`);
  }
  const [, how, shape = 'any'] = row;
  try {
    const data = take(engine, prepared, received, how, shape);
    return several ? { status: received.status, data } : data;
  } catch (error) {
    if (error instanceof Misfit || error instanceof SyntaxError || error instanceof TypeError) {
      throw new DecodeError(id, `unexpected answer: ${error.message}`);
    }
    if (error instanceof RangeError) throw new DecodeError(id, 'unexpected answer: too deep');
    throw error;
  }
}

/**
 * @param {Engine} engine @param {Prepared} prepared @param {Received} received
 * @param {string} how @param {import('./codec.js').Shape} shape
 */
function take({ codec }, prepared, received, how, shape) {
  if (how === 'nothing') return undefined;
  if (how === 'bytes') return received.body;
  const text = new TextDecoder('utf-8', { fatal: true }).decode(received.body);
  if (how === 'text') return text;
  const tree = parse(text);
  if (how === 'bare') return codec.read(shape, tree);
  if (kind(tree) !== 'object') throw new Misfit('an object is expected');
  if (how === 'page') return page(codec, prepared, shape, tree);
  const key = prepared.operation.data ?? 'data';
  const data = own(tree, key) ?? null;
  return data === null && how === 'maybe' ? undefined : codec.readAt(shape, data, key);
}

/**
 * What the answer does not tell is known from the question, or from the items.
 * @param {import('./codec.js').Codec} codec @param {Prepared} prepared
 * @param {import('./codec.js').Shape} shape @param {any} tree
 */
function page(codec, { operation, query }, shape, tree) {
  const keys = operation.page;
  if (!keys) throw new Misfit('the operation does not page');
  const items = codec.readAt({ list: shape }, own(tree, keys.items) ?? [], keys.items);
  const totals = keys.page === undefined ? tree : (own(tree, keys.page) ?? {});
  /** @param {string} carries */
  const find = (carries) => {
    const key = keys.totals.find(([, of]) => of === carries)?.[0];
    return key === undefined ? undefined : own(totals, key);
  };
  /** @param {string} carries */
  const count = (carries) => {
    const value = find(carries);
    const number = value instanceof JsonNumber ? Number(value) : Number.NaN;
    return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  };
  /** @param {string} carries */
  const flag = (carries) => {
    const value = find(carries);
    return typeof value === 'boolean' ? value : undefined;
  };
  /** @param {string} key */
  const asked = (key) => Number(query.find(([name]) => name === key)?.[1]) || undefined;
  const number = count('number') ?? asked(keys.number) ?? 1;
  const size = count('size') ?? asked(keys.size) ?? items.length;
  const total = count('items') ?? items.length;
  const totalPages = count('pages') ?? Math.ceil(total / Math.max(size, 1));
  const next = find('next');
  return {
    items,
    number,
    size,
    total,
    totalPages,
    hasNext: flag('hasNext') ?? (next === undefined ? number < totalPages : next !== null),
    hasPrevious: flag('hasPrevious') ?? number > 1,
  };
}

export { Call };
