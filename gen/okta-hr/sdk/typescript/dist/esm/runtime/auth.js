// How a call proves who it is: fixed headers, and tokens that are fetched once, shared and renewed.

import { DecodeError, InvalidCallError } from './errors.js';
import { at, parse } from './json.js';
import { Prepared } from './prepare.js';
import { Payload } from './upload.js';
import { JsonNumber, Secret } from './values.js';

/** A token is renewed this long before it ends, or a tenth of its life where that is less. */
const MARGIN_S = 60;

/**
 * A header that proves who calls, and which issue of the token it holds. `fresh`: fetched for this
 * very call, so that a refusal of it is final.
 * With a `place` it is a key of that name in the query or a cookie.
 * @typedef {{ header: string, value: Secret, issue: number, fresh: boolean,
 *   place?: 'query' | 'cookie' }} Proof
 */

/**
 * Gives proofs. `refused` answers whether another one is worth a try.
 * @typedef {{ proof(engine: Engine): Promise<Proof>, refused(proof: Proof): boolean }} Authorizer
 */

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./prepare.js').Operation} Operation */

/**
 * How a scheme's credentials are told to the client.
 * @typedef {{ scheme: string, kind: 'bearer' | 'basic' | 'key', header?: string,
 *   place?: 'query' | 'cookie',
 *   token?: string, user?: string, password?: string,
 *   client?: { operation: Operation, id: string, secret: string, scopes: string },
 *   login?: Login }} Credential
 */

/**
 * How a token is got from an operation: what is asked, what is sent, where the token stands.
 * @typedef {{ operation: Operation, type: string, asks: string[],
 *   body: [key: string, part: 'asked' | 'constant' | 'tenant' | 'nonce' | 'digest',
 *     what?: number | string][],
 *   token: string, expiresIn?: string, expiresAt?: string }} Login
 */

/** A header that the caller holds already. */
class Fixed {
  /** @param {string} header @param {string} value @param {Proof['place']} [place] */
  constructor(header, value, place) {
    /** @type {Proof} */
    this.held = { header, value: new Secret(value), issue: 0, fresh: true, place };
  }

  async proof() {
    return this.held;
  }

  refused() {
    return false;
  }
}

/** A bearer token that is fetched when it is needed, by one flight for all. */
class Renewed {
  /** @type {{ text: Secret, renewAt: number | undefined } | undefined} */
  #token;
  /** @type {Promise<void> | undefined} */
  #flight;
  #issues = 0;
  #fetch;

  /** @param {(engine: Engine) => Promise<{ text: string, endsAt: number | undefined }>} fetch */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /** @param {Engine} engine @returns {Promise<Proof>} */
  async proof(engine) {
    const now = engine.clock.now();
    const valid = this.#token && (this.#token.renewAt ?? Infinity) > now;
    if (valid) return this.#held(false);
    const isFirst = this.#flight === undefined;
    this.#flight ??= this.#renew(engine).finally(() => {
      this.#flight = undefined;
    });
    await this.#flight;
    return this.#held(isFirst);
  }

  /** @param {Engine} engine */
  async #renew(engine) {
    const asked = engine.clock.now();
    const { text, endsAt } = await this.#fetch(engine);
    const life = endsAt === undefined ? undefined : Math.max(endsAt - asked, 0);
    const renewAt = life === undefined ? undefined : asked + life - Math.min(MARGIN_S, life / 10);
    this.#issues += 1;
    this.#token = { text: new Secret(text), renewAt };
  }

  /** @param {boolean} fresh @returns {Proof} */
  #held(fresh) {
    const text = this.#token?.text.expose() ?? '';
    const value = new Secret(`Bearer ${text}`);
    return { header: 'authorization', value, issue: this.#issues, fresh };
  }

  /** @param {Proof} proof */
  refused(proof) {
    if (proof.issue === this.#issues) this.#token = undefined;
    return !proof.fresh;
  }
}

/**
 * A token by client id and secret (RFC 6749, 4.4).
 * @param {NonNullable<Credential['client']>} client
 * @param {string} id @param {string} secret @param {readonly string[]} scopes
 */
function clientCredentials(client, id, secret, scopes) {
  const { operation } = client;
  return new Renewed(async (engine) => {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    form.set('client_id', id);
    form.set('client_secret', secret);
    if (scopes.length > 0) form.set('scope', scopes.join(' '));
    const prepared = new Prepared(operation);
    prepared.payload = new Payload('application/x-www-form-urlencoded', [form.toString()]);
    return ask(engine, prepared, '/access_token', '/expires_in', undefined);
  });
}

/** @param {Login} login @param {string[]} asked */
function signIn(login, asked) {
  return new Renewed(async (engine) => {
    const prepared = new Prepared(login.operation);
    const body = await loginBody(engine, login, asked);
    prepared.payload = new Payload(login.type, [body]);
    return ask(engine, prepared, login.token, login.expiresIn, login.expiresAt);
  });
}

/** @param {Engine} engine @param {Login} login @param {string[]} asked */
async function loginBody(engine, login, asked) {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map(hex).join('');
  const members = login.body.map(async ([key, part, what]) => {
    switch (part) {
      case 'asked':
        return [key, asked[Number(what)]];
      case 'tenant':
        if (engine.tenant === undefined) {
          throw new InvalidCallError(login.operation.id, 'the client was not told the company');
        }
        return [key, engine.tenant];
      case 'nonce':
        return [key, nonce];
      case 'digest':
        return [key, await sha512(nonce + asked[Number(what)])];
      default:
        return [key, what];
    }
  });
  return JSON.stringify(Object.fromEntries(await Promise.all(members)));
}

/** @param {number} byte */
const hex = (byte) => byte.toString(16).padStart(2, '0');

/** @param {string} text */
async function sha512(text) {
  const digest = await crypto.subtle.digest('SHA-512', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map(hex).join('');
}

/**
 * Sends a request for a token. Asking twice does no harm, so it is repeated like a read.
 * @param {Engine} engine @param {Prepared} prepared @param {string} token
 * @param {string | undefined} expiresIn @param {string | undefined} expiresAt
 */
async function ask(engine, prepared, token, expiresIn, expiresAt) {
  const options = { ...engine.options, repeatUnsafe: true, signal: undefined };
  const asked = engine.clock.now();
  const received = await engine.attempts(prepared, options, [], true, engine.tenant);
  const { id } = prepared.operation;
  let tree;
  try {
    tree = parse(new TextDecoder().decode(received.body));
  } catch (error) {
    throw new DecodeError(id, 'the token answer is no JSON');
  }
  const text = at(tree, token);
  if (typeof text !== 'string') throw new DecodeError(id, 'the token answer has no token');
  return { text, endsAt: end(tree, asked, expiresIn, expiresAt) };
}

/**
 * @param {any} tree @param {number} asked
 * @param {string | undefined} expiresIn @param {string | undefined} expiresAt
 */
function end(tree, asked, expiresIn, expiresAt) {
  const life = expiresIn === undefined ? undefined : at(tree, expiresIn);
  if (life instanceof JsonNumber || typeof life === 'string') {
    return Number.isFinite(Number(life)) ? asked + Number(life) : undefined;
  }
  const until = expiresAt === undefined ? undefined : at(tree, expiresAt);
  if (typeof until !== 'string') return undefined;
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?/.exec(until);
  return parts ? Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? ':00'}Z`) / 1000 : undefined;
}

/** @param {any} value */
const bare = (value) => (value instanceof Secret ? value.expose() : value);

/**
 * The proofs that a client's options allow, by scheme.
 * @param {readonly Credential[]} credentials @param {any} options
 * @returns {Map<string, Authorizer>}
 */
function authorizers(credentials, options) {
  /** @type {Map<string, Authorizer>} */
  const all = new Map();
  for (const credential of credentials) {
    const authorizer = one(credential, options);
    if (authorizer) all.set(credential.scheme, authorizer);
  }
  if (all.size === 0 && credentials.some((row) => words(row).some((word) => options[word]))) {
    throw new InvalidCallError('client', 'the credentials are not complete');
  }
  return all;
}

/** @param {Credential} credential The options that it reads. */
function words({ token, user, password, client, login }) {
  const all = [token, user, password, client?.id, client?.secret, ...(login?.asks ?? [])];
  return all.filter((word) => word !== undefined);
}

/** @param {Credential} credential @param {any} options @returns {Authorizer | undefined} */
function one(credential, options) {
  /** @param {string | undefined} name */
  const told = (name) => (name === undefined ? undefined : bare(options[name]));
  const { client, login } = credential;
  const token = told(credential.token);
  if (token !== undefined) {
    return credential.kind === 'key'
      ? new Fixed(credential.header ?? '', token, credential.place)
      : new Fixed('authorization', `Bearer ${token}`);
  }
  if (credential.kind === 'basic') {
    const [user, password] = [told(credential.user), told(credential.password)];
    if (user === undefined || password === undefined) return undefined;
    const bytes = new TextEncoder().encode(`${user}:${password}`);
    return new Fixed('authorization', `Basic ${btoa(String.fromCharCode(...bytes))}`);
  }
  if (client && told(client.id) !== undefined && told(client.secret) !== undefined) {
    return clientCredentials(client, told(client.id), told(client.secret), told(client.scopes) ?? []);
  }
  const asked = login?.asks.map(told) ?? [];
  if (login && asked.every((text) => text !== undefined)) return signIn(login, asked);
  return undefined;
}

export { authorizers };
