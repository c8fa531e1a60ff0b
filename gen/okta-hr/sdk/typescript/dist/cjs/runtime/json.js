'use strict';
// Reads JSON without losing a digit of a number; writing is the codec's business.

const { JsonNumber } = require('./values.js');

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Sets an own property, whatever its name.
 * @param {any} object @param {string} key @param {unknown} value
 */
function put(object, key, value) {
  if (key === '__proto__') {
    const all = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(object, key, all);
  } else {
    object[key] = value;
  }
}

/**
 * The own property of an object, whatever its name; `undefined` where there is none.
 * @param {any} object @param {string} key
 */
function own(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

/** A reader over one text. */
class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** @returns {never} */
  fail() {
    throw new SyntaxError(`the text is no JSON at offset ${this.at}`);
  }

  /** The next sign that is no blank; `''` at the end. */
  peek() {
    for (;;) {
      const sign = this.text.charAt(this.at);
      if (sign !== ' ' && sign !== '\n' && sign !== '\r' && sign !== '\t') return sign;
      this.at += 1;
    }
  }

  /** @returns {any} */
  value() {
    const sign = this.peek();
    switch (sign) {
      case '{':
        return this.object();
      case '[':
        return this.list();
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  /** @param {string} word @param {unknown} value */
  word(word, value) {
    if (!this.text.startsWith(word, this.at)) this.fail();
    this.at += word.length;
    return value;
  }

  number() {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (!found) this.fail();
    this.at = NUMBER.lastIndex;
    return new JsonNumber(found[0]);
  }

  /** @returns {string} */
  string() {
    let end = this.text.indexOf('"', this.at + 1);
    while (end !== -1 && this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    if (end === -1) this.fail();
    const token = this.text.slice(this.at, end + 1);
    // What needs more than a look is left to the engine: escapes, and controls that it refuses.
    // eslint-disable-next-line no-control-regex
    const plain = !/[\\\u0000-\u001f]/.test(token);
    const text = plain ? token.slice(1, -1) : JSON.parse(token);
    this.at = end + 1;
    return text;
  }

  /** @param {number} quote */
  isEscaped(quote) {
    let first = quote;
    while (this.text.charAt(first - 1) === '\\') first -= 1;
    return (quote - first) % 2 === 1;
  }

  list() {
    /** @type {any[]} */
    const items = [];
    this.at += 1;
    if (this.peek() === ']') {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value());
      const sign = this.peek();
      this.at += 1;
      if (sign === ']') return items;
      if (sign !== ',') this.fail();
    }
  }

  object() {
    const members = {};
    this.at += 1;
    if (this.peek() === '}') {
      this.at += 1;
      return members;
    }
    for (;;) {
      if (this.peek() !== '"') this.fail();
      const key = this.string();
      if (this.peek() !== ':') this.fail();
      this.at += 1;
      put(members, key, this.value());
      const sign = this.peek();
      this.at += 1;
      if (sign === '}') return members;
      if (sign !== ',') this.fail();
    }
  }
}

/**
 * A text as objects, lists, strings, booleans, null and {@link JsonNumber}.
 * @param {string} text
 * @returns {any}
 */
function parse(text) {
  const reader = new Reader(text);
  const value = reader.value();
  if (reader.peek() !== '') reader.fail();
  return value;
}

/**
 * What a value is to JSON, before or after reading.
 * @param {unknown} tree
 */
function kind(tree) {
  if (tree === null || tree === undefined) return 'null';
  if (Array.isArray(tree)) return 'array';
  if (tree instanceof JsonNumber || typeof tree === 'number' || typeof tree === 'bigint') {
    return 'number';
  }
  return typeof tree;
}

/**
 * The value behind a JSON pointer.
 * @param {any} tree @param {string} pointer
 * @returns {any}
 */
function at(tree, pointer) {
  let here = tree;
  for (const step of pointer.split('/').slice(1)) {
    if (here === null || typeof here !== 'object') return undefined;
    here = own(here, step.replace(/~1/g, '/').replace(/~0/g, '~'));
  }
  return here;
}

module.exports = { at, kind, own, parse, put };
