// A call before it is sent: path filled, parameters and body encoded.

import { Misfit } from './codec.js';
import { InvalidCallError } from './errors.js';
import { own, parse } from './json.js';
import { styled } from './styled.js';
import { Payload, file, multipart } from './upload.js';

/**
 * One operation of the document, as data.
 * @typedef {{
 *   id: string, method: string, path: string, accept: string,
 *   security?: string[], tenant?: boolean, limit?: number, data?: string, page?: PageKeys,
 *   params?: Param[], bodies?: Media[], bodyRequired?: boolean, bodyType?: string,
 *   answers: [status: number, how: string, shape?: import('./codec.js').Shape][],
 *   failures?: [status: number, kind: string, shape: import('./codec.js').Shape][],
 * }} Operation
 */

/**
 * An argument, the parameter's name, its place, its shape and whether a list is repeated.
 * @typedef {[argument: string, wire: string,
 *   place: 'path' | 'query' | 'header' | 'cookie', shape: import('./codec.js').Shape,
 *   flags: string, style?: import('./styled.js').Style | 'json']} Param
 */

/**
 * A media type and how a value becomes it.
 * @typedef {[type: string, kind: 'json' | 'form' | 'multipart' | 'text' | 'binary',
 *   shape: import('./codec.js').Shape]} Media
 */

/**
 * Where a paged operation keeps its numbers; `page` is absent where they stand beside the items.
 * @typedef {{ number: string, size: string, items: string, page?: string,
 *   totals: [key: string, carries: string][] }} PageKeys
 */

/** One encoded call; may be sent several times. */
class Prepared {
  /** @param {Operation} operation */
  constructor(operation) {
    this.operation = operation;
    this.path = operation.path;
    /** @type {[name: string, value: string][]} */
    this.query = [];
    /** @type {[name: string, value: string][]} */
    this.headers = [];
    /** @type {string[]} */
    this.cookies = [];
    /** @type {Payload | undefined} */
    this.payload = undefined;
  }

  /** @param {string} base */
  url(base) {
    const pairs = this.query.map(([name, value]) => `${percent(name)}=${percent(value)}`);
    const query = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
    const root = /^https?:/.test(this.path) ? '' : base.replace(/\/+$/, '');
    return `${root}${this.path}${query}`;
  }

  /** @param {string} name @param {string} value */
  setQuery(name, value) {
    this.query = [...this.query.filter(([key]) => key !== name), [name, value]];
  }
}

/**
 * Percent-encodes all but RFC 3986's unreserved characters.
 * @param {string} text
 */
function percent(text) {
  const code = (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, code);
}

/**
 * Encodes the arguments of a call.
 * @param {import('./codec.js').Codec} codec
 * @param {Operation} operation
 * @param {any} given
 */
async function prepare(codec, operation, given) {
  const prepared = new Prepared(operation);
  const args = given ?? {};
  try {
    for (const param of operation.params ?? []) fill(prepared, codec, param, own(args, param[0]));
    await addBody(prepared, codec, args);
  } catch (error) {
    if (error instanceof InvalidCallError) throw error;
    const why = error instanceof Error ? error.message : 'the call cannot be built';
    throw new InvalidCallError(operation.id, why, error instanceof Misfit ? undefined : error);
  }
  return prepared;
}

/**
 * @param {Prepared} prepared
 * @param {import('./codec.js').Codec} codec
 * @param {Param} param
 * @param {any} value
 */
function fill(prepared, codec, [argument, wire, place, shape, flags, style], value) {
  if (value === undefined || value === null) {
    if (flags.includes('!')) throw new Misfit(`the argument ${argument} is missing`);
    return;
  }
  const texts = [];
  const item = codec.items(shape);
  try {
    if (style !== undefined) {
      const json = codec.write(shape, value);
      const explode = flags.includes('*');
      /** @type {[string, string][]} */
      const one = [[wire, json]];
      const pairs = style === 'json' ? one : styled(wire, place, style, explode, parse(json));
      for (const [name, text] of pairs) put(prepared, place, name, text);
      return;
    }
    if (item === undefined) texts.push(codec.text(shape, value));
    else {
      if (!Array.isArray(value)) throw new Misfit('a list is expected');
      const all = value.filter((one) => one !== null).map((one) => codec.text(item, one));
      texts.push(...(flags.includes('*') && place === 'query' ? all : [all.join(',')]));
    }
  } catch (error) {
    throw error instanceof Misfit ? error.within(argument) : error;
  }
  for (const text of texts) put(prepared, place, wire, text);
}

/** @param {Prepared} prepared @param {string} place @param {string} wire @param {string} text */
function put(prepared, place, wire, text) {
  if (place === 'query') prepared.query.push([wire, text]);
  else if (place === 'header') prepared.headers.push([wire, text]);
  else if (place === 'cookie') prepared.cookies.push(`${wire}=${percent(text)}`);
  else {
    if (text === '' || text === '.' || text === '..') {
      throw new Misfit(`the path parameter ${wire} would change the path`);
    }
    prepared.path = prepared.path.split(`{${wire}}`).join(percent(text));
  }
}

/** @param {Prepared} prepared @param {import('./codec.js').Codec} codec @param {any} args */
async function addBody(prepared, codec, args) {
  const { bodies, bodyRequired, bodyType } = prepared.operation;
  if (!bodies) return;
  const body = own(args, 'body');
  if (body === undefined) {
    if (bodyRequired) throw new Misfit('the argument body is missing');
    return;
  }
  const wanted = bodyType === undefined ? undefined : own(args, bodyType);
  const media = bodies.find(([type]) => wanted === undefined || type === wanted);
  if (!media) throw new Misfit(`the argument ${bodyType} names no media type of this operation`);
  try {
    prepared.payload = await encode(codec, media, body);
  } catch (error) {
    throw error instanceof Misfit ? error.within('body') : error;
  }
}

/** @param {import('./codec.js').Codec} codec @param {Media} media @param {any} body */
async function encode(codec, [type, how, shape], body) {
  switch (how) {
    case 'form': {
      const fields = codec.fields(shape, body);
      const pairs = fields.map(([name, content]) => {
        if (typeof content !== 'string') throw new Misfit('a form without parts has no files');
        return [name, content];
      });
      return new Payload(type, [new URLSearchParams(pairs).toString()]);
    }
    case 'multipart':
      return multipart(codec.fields(shape, body));
    case 'text':
      if (typeof body !== 'string') throw new Misfit('a string is expected');
      return new Payload(type, [body]);
    case 'binary': {
      const part = await file(body);
      return new Payload(type.includes('*') ? part.type : type, [part.content]);
    }
    default:
      return new Payload(type, [codec.write(shape, body)]);
  }
}

export { Prepared, prepare };
