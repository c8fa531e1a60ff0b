'use strict';
// Every way a call can end badly, apart enough to act on; nothing here shows a secret.

const { kind, own, parse, put } = require('./json.js');

/** Keys under which APIs put the sentence meant for people, best first. */
const MESSAGES = ['errorMessage', 'message', 'error_description', 'detail', 'msg', 'title', 'error'];

/**
 * Sets a property that neither inspection nor JSON shows.
 * @param {object} object @param {string} key @param {unknown} value
 */
function hide(object, key, value) {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: false });
}

/** What all errors of this package have in common. */
class SdkError extends Error {
  /** @param {string} operation @param {string} message @param {unknown} [cause] */
  constructor(operation, message, cause) {
    super(`${operation}: ${message}`, cause === undefined ? undefined : { cause });
    /** The operationId of the call. */
    this.operation = operation;
    hide(this, 'name', new.target.name);
  }
}

/** The call could not be built: a value that cannot be sent, a missing argument, a bad URL. */
class InvalidCallError extends SdkError {}

/** The server could not be reached, or the connection broke. */
class ConnectionError extends SdkError {
  /**
   * @param {string} operation @param {string} message @param {boolean} sent @param {unknown} [cause]
   */
  constructor(operation, message, sent, cause) {
    super(operation, message, cause);
    /** Whether the request may have reached the server. */
    this.sent = sent;
  }
}

/** No complete answer came in time. */
class TimeoutError extends SdkError {
  /** @param {string} operation @param {number} timeoutMs */
  constructor(operation, timeoutMs) {
    super(operation, `no answer within ${timeoutMs / 1000} s`);
    this.timeoutMs = timeoutMs;
  }
}

/** The caller's signal ended the call. */
class CancelledError extends SdkError {
  /** @param {string} operation @param {unknown} [reason] */
  constructor(operation, reason) {
    super(operation, 'cancelled', reason);
    hide(this, 'name', 'AbortError');
  }
}

/** The answer is a success whose body does not fit its documented type. */
class DecodeError extends SdkError {}

/** The server answered with a status other than 2xx. */
class ApiError extends SdkError {
  /** @param {any} answer */
  constructor(answer) {
    const { operation, status, reason, requestId } = answer;
    const told = reason === undefined ? '' : `: ${reason}`;
    const asked = requestId === undefined ? '' : ` (request ${requestId})`;
    super(operation, `${status}${told}${asked}`);
    /** The HTTP status. @type {number} */
    this.status = status;
    /** The sentence meant for people, where the body has one. @type {string | undefined} */
    this.reason = reason;
    /** `X-Request-Id` of the answer. @type {string | undefined} */
    this.requestId = requestId;
    /** `Retry-After` of the answer in seconds. @type {number | undefined} */
    this.retryAfter = answer.retryAfter;
    // These may hold personal data: there for whoever asks, but not in a log by accident.
    /** Messages by field, where the body tells them. @type {Record<string, string[]>} */
    this.fields = answer.fields;
    hide(this, 'failure', answer.failure);
    hide(this, 'headers', answer.headers);
    hide(this, 'body', answer.body);
  }

  /** What may be logged. */
  toJSON() {
    const { name, operation, status, reason, requestId, retryAfter } = this;
    return { name, operation, status, reason, requestId, retryAfter };
  }
}

/** A webhook that was not signed by who should have, or too long ago. */
class WebhookError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    hide(this, 'name', 'WebhookError');
  }
}

/**
 * The sentence meant for people, wherever a body keeps it: best key first, then deeper.
 * @param {any} json @param {number} [depth]
 * @returns {string | undefined}
 */
function sentence(json, depth = 0) {
  if (depth > 4) return undefined;
  if (Array.isArray(json)) return sentence(json[0], depth + 1);
  if (kind(json) !== 'object') return undefined;
  for (const key of MESSAGES) {
    const text = named(json, key);
    if (typeof text === 'string') return text;
  }
  return sentence(named(json, 'error') ?? named(json, 'errors'), depth + 1);
}

/**
 * An own property, whatever the case of its first letter.
 * @param {any} object @param {string} key
 */
function named(object, key) {
  return own(object, key) ?? own(object, key.charAt(0).toUpperCase() + key.slice(1));
}

/**
 * Messages by field, where a body tells them so: `{ errors: { name: ["…"] } }`, or a list of
 * objects with a field and a message.
 * @param {any} json
 * @returns {Record<string, string[]>}
 */
function fieldErrors(json) {
  /** @type {Record<string, string[]>} */
  const fields = {};
  /** @param {unknown} field @param {unknown} text */
  const add = (field, text) => {
    if (typeof field !== 'string' || typeof text !== 'string') return;
    put(fields, field, [...(own(fields, field) ?? []), text]);
  };
  const errors = kind(json) === 'object' ? named(json, 'errors') : undefined;
  if (Array.isArray(errors)) {
    for (const one of errors.filter((row) => kind(row) === 'object')) {
      const field = named(one, 'field') ?? named(one, 'pointer') ?? named(one, 'path');
      add(field, sentence(one));
    }
  } else if (kind(errors) === 'object') {
    for (const [field, texts] of Object.entries(errors)) {
      for (const text of Array.isArray(texts) ? texts : [texts]) add(field, text);
    }
  }
  return fields;
}

/**
 * A body as JSON; `undefined` when it is something else.
 * @param {Uint8Array} body
 */
function tree(body) {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

module.exports = {
  ApiError,
  CancelledError,
  ConnectionError,
  DecodeError,
  InvalidCallError,
  SdkError,
  TimeoutError,
  WebhookError,
  fieldErrors,
  sentence,
  tree,
};
