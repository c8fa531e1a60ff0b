'use strict';
// What is decided once for all calls; the client of an API adds a method per operation.

const { Call } = require('./call.js');
const { Engine } = require('./engine.js');
const { INSPECT } = require('./values.js');

/** Holds the engine out of sight, so that nothing of it can be printed. */
class BaseClient {
  /** @type {Engine} */
  #engine;

  /** @param {import('./engine.js').Api} api @param {any} options */
  constructor(api, options) {
    this.#engine = new Engine(api, options ?? {});
  }

  /**
   * @param {BaseClient} client @param {import('./prepare.js').Operation} operation
   * @param {any} args @param {any} options
   */
  static call(client, operation, args, options) {
    return new Call(client.#engine, operation, args, options);
  }

  [INSPECT]() {
    return `Client(${this.#engine.api.name}, ${this.#engine.baseUrl})`;
  }
}

module.exports = { BaseClient };
