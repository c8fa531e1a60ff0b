// Walks the descriptors of types both ways: JSON to values, values to JSON, text and form fields.

import { kind, own, put } from './json.js';
import { JsonNumber, PlainDate, PlainDateTime, PlainTime, Secret } from './values.js';

/**
 * The descriptor of a type at its place: the name of a scalar, or an object with one key.
 * @typedef {string | { list: Shape } | { map: Shape } | { nullable: Shape } | { ref: string }} Shape
 */

/**
 * A field: key, shape, flags (`!` required, `r` never sent, `w` never answered) and, where the
 * document fixes the value, that value as JSON.
 * @typedef {[key: string, shape: Shape, flags: string, constant?: string]} Field
 */

/**
 * A named type.
 * @typedef {{ fields?: Field[], rest?: Shape, codes?: 'text' | 'int', alias?: Shape,
 *   by?: 'field' | 'json' | 'key' | 'order', key?: string,
 *   variants?: [shape: Shape, tell: string | string[]][] }} Definition
 */

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WHOLE = /^-?\d+$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Local times: how each is written, from its ISO form with seconds. */
const LOCAL = {
  'local-date-time': (/** @type {string} */ iso) => iso,
  'local-minute': (/** @type {string} */ iso) => iso.slice(0, 16).replace('T', ' '),
  'local-second': (/** @type {string} */ iso) => iso.replace('T', ' '),
  'iso-minute': (/** @type {string} */ iso) => iso.slice(0, 16),
};

/** A value that does not fit, and where: never what it is. */
class Misfit extends Error {
  /** @param {string} what */
  constructor(what) {
    super(what);
    this.what = what;
    this.place = '';
  }

  /** @param {string | number} key */
  within(key) {
    this.place = `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}${this.place}`;
    this.message = `${this.place}: ${this.what}`;
    return this;
  }
}

/** @param {unknown} error @param {string | number} key */
const inside = (error, key) => (error instanceof Misfit ? error.within(key) : error);

/**
 * A whole number of a document or a caller as number, or as bigint where that would lose digits.
 * @param {string} text
 */
function whole(text) {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/**
 * Digits without an exponent.
 * @param {string} text
 */
function plainDecimal(text) {
  const [, sign = '', units = '', part = '', power = ''] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (power === '') return text;
  const shift = Number(power);
  if (Math.abs(shift) > 400) throw new Misfit('a number out of all bounds');
  const point = units.length + shift;
  const all = units + part;
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0');
  const place = Math.max(point, 1);
  const [head, tail] = [padded.slice(0, place), padded.slice(place)];
  return `${sign}${head.replace(/^0+(?=\d)/, '')}${tail === '' ? '' : `.${tail}`}`;
}

/**
 * What nobody described, as plain JavaScript values.
 * @param {any} tree
 * @returns {unknown}
 */
function loose(tree) {
  if (tree instanceof JsonNumber) {
    if (WHOLE.test(tree.text)) return tree.text === '-0' ? -0 : whole(tree.text);
    const value = Number(tree.text);
    return same(tree.text, value) ? value : tree;
  }
  if (Array.isArray(tree)) return tree.map(loose);
  if (tree === null || typeof tree !== 'object') return tree;
  const object = {};
  for (const key of Object.keys(tree)) put(object, key, loose(tree[key]));
  return object;
}

/**
 * Whether a number says the same as its text.
 * @param {string} text @param {number} value
 */
function same(text, value) {
  /** @param {string} number */
  const bare = (number) => {
    const plain = plainDecimal(number);
    return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
  };
  try {
    return Number.isFinite(value) && bare(text) === bare(String(value));
  } catch {
    return false;
  }
}

/** Reads and writes the types of one API. */
class Codec {
  /** @param {Record<string, Definition>} types */
  constructor(types) {
    this.types = types;
  }

  /** @param {string} name @returns {Definition} */
  definition(name) {
    const found = own(this.types, name);
    if (!found) throw new Misfit(`the type ${name} is not known`);
    return found;
  }

  /**
   * The shape behind aliases.
   * @param {Shape} shape
   * @returns {Shape}
   */
  resolve(shape) {
    if (typeof shape === 'object' && 'ref' in shape) {
      const { alias } = this.definition(shape.ref);
      if (alias !== undefined) return this.resolve(alias);
    }
    return shape;
  }

  /**
   * A value from its JSON.
   * @param {Shape} shape @param {any} tree
   * @returns {any}
   */
  read(shape, tree) {
    if (typeof shape === 'string') return readScalar(shape, tree);
    if ('nullable' in shape) return tree === null ? null : this.read(shape.nullable, tree);
    if ('list' in shape) {
      if (!Array.isArray(tree)) throw new Misfit('a list is expected');
      return tree.map((item, index) => this.readAt(shape.list, item, index));
    }
    if ('map' in shape) return this.readMap(shape.map, tree);
    const definition = this.definition(shape.ref);
    if (definition.alias !== undefined) return this.read(definition.alias, tree);
    if (definition.codes) return readCode(definition.codes, tree);
    if (definition.variants) return this.readUnion(definition, tree);
    return this.readStruct(definition, tree);
  }

  /** @param {Shape} shape @param {any} tree @param {string | number} key */
  readAt(shape, tree, key) {
    try {
      return this.read(shape, tree);
    } catch (error) {
      throw inside(error, key);
    }
  }

  /** @param {Shape} shape @param {any} tree */
  readMap(shape, tree) {
    if (kind(tree) !== 'object') throw new Misfit('an object is expected');
    const map = {};
    for (const key of Object.keys(tree)) put(map, key, this.readAt(shape, tree[key], key));
    return map;
  }

  /** @param {Definition} definition @param {any} tree */
  readStruct(definition, tree) {
    if (kind(tree) !== 'object') throw new Misfit('an object is expected');
    const object = {};
    const known = new Set();
    for (const [key, shape, flags, constant] of definition.fields ?? []) {
      known.add(key);
      const value = own(tree, key);
      const isNullable = typeof shape === 'object' && 'nullable' in shape;
      if (constant !== undefined) {
        if (value !== undefined) put(object, key, loose(value));
      } else if (value === undefined || (value === null && !isNullable && !flags.includes('!'))) {
        if (flags.includes('!') && !flags.includes('w')) {
          throw new Misfit('the key is missing').within(key);
        }
      } else {
        put(object, key, this.readAt(shape, value, key));
      }
    }
    const rest = definition.rest ?? 'any';
    for (const key of Object.keys(tree)) {
      if (!known.has(key)) put(object, key, this.readAt(rest, tree[key], key));
    }
    return object;
  }

  /**
   * The first variant that the document's rule allows and that fits; else whatever came.
   * @param {Definition} definition @param {any} tree
   */
  readUnion(definition, tree) {
    for (const [shape, tell] of definition.variants ?? []) {
      if (!isTold(definition, tell, tree)) continue;
      try {
        return this.read(shape, tree);
      } catch (error) {
        if (!(error instanceof Misfit)) throw error;
      }
    }
    return loose(tree);
  }

  /**
   * A value as JSON text.
   * @param {Shape} shape @param {any} value
   * @returns {string}
   */
  write(shape, value) {
    if (typeof shape === 'string') return writeScalar(shape, value);
    if ('nullable' in shape) return value === null ? 'null' : this.write(shape.nullable, value);
    if ('list' in shape) {
      if (!Array.isArray(value)) throw new Misfit('a list is expected');
      const items = value.map((item, index) => this.writeAt(shape.list, item, index));
      return `[${items.join(',')}]`;
    }
    if ('map' in shape) return `{${this.members(value, new Set(), shape.map).join(',')}}`;
    const definition = this.definition(shape.ref);
    if (definition.alias !== undefined) return this.write(definition.alias, value);
    if (definition.codes) return writeCode(definition.codes, value);
    if (definition.variants) return this.writeUnion(definition, value);
    return this.writeStruct(definition, value);
  }

  /** @param {Shape} shape @param {any} value @param {string | number} key */
  writeAt(shape, value, key) {
    try {
      return this.write(shape, value);
    } catch (error) {
      throw inside(error, key);
    }
  }

  /**
   * The own keys of an object that are not among `known`, written alike.
   * @param {any} value @param {Set<string>} known @param {Shape} shape
   */
  members(value, known, shape) {
    if (!isRecord(value)) throw new Misfit('an object is expected');
    const keys = Object.keys(value).filter((key) => !known.has(key) && value[key] !== undefined);
    return keys.map((key) => `${JSON.stringify(key)}:${this.writeAt(shape, value[key], key)}`);
  }

  /** @param {Definition} definition @param {any} value */
  writeStruct(definition, value) {
    if (!isRecord(value)) throw new Misfit('an object is expected');
    const parts = [];
    const known = new Set();
    for (const [key, shape, flags, constant] of definition.fields ?? []) {
      known.add(key);
      const given = own(value, key);
      const isRequired = flags.includes('!');
      if (flags.includes('r')) continue;
      if (constant !== undefined) {
        if (isRequired || given !== undefined) parts.push(`${JSON.stringify(key)}:${constant}`);
      } else if (given !== undefined) {
        parts.push(`${JSON.stringify(key)}:${this.writeAt(shape, given, key)}`);
      } else if (isRequired) {
        throw new Misfit('the key is missing').within(key);
      }
    }
    return `{${parts.concat(this.members(value, known, definition.rest ?? 'any')).join(',')}}`;
  }

  /**
   * Written as the first variant that fits best: told by the rule, then by its shape alone.
   * @param {Definition} definition @param {any} value
   */
  writeUnion(definition, value) {
    const variants = definition.variants ?? [];
    const told = variants.filter(([, tell]) => isTold(definition, tell, value));
    for (const [shape] of [...told, ...variants]) {
      if (!this.agrees(shape, value)) continue;
      try {
        return this.write(shape, value);
      } catch (error) {
        if (!(error instanceof Misfit)) throw error;
      }
    }
    return writeLoose(value);
  }

  /**
   * Whether the constants of a struct are what the value says, where it says anything.
   * @param {Shape} shape @param {any} value
   */
  agrees(shape, value) {
    const solid = this.resolve(shape);
    if (typeof solid !== 'object' || !('ref' in solid) || !isRecord(value)) return true;
    return (this.definition(solid.ref).fields ?? []).every(([key, , , constant]) => {
      const given = own(value, key);
      if (constant === undefined || given === undefined) return true;
      return writeLoose(given) === constant;
    });
  }

  /**
   * A value as the text of a parameter or form field.
   * @param {Shape} shape @param {any} value
   * @returns {string}
   */
  text(shape, value) {
    const solid = this.resolve(shape);
    if (typeof solid === 'object' && 'nullable' in solid) return this.text(solid.nullable, value);
    const json = this.write(solid, value);
    return json.startsWith('"') ? JSON.parse(json) : json;
  }

  /**
   * The item's shape where a list goes as several parameters or fields.
   * @param {Shape} shape
   * @returns {Shape | undefined}
   */
  items(shape) {
    const solid = this.resolve(shape);
    if (typeof solid === 'string') return undefined;
    if ('nullable' in solid) return this.items(solid.nullable);
    return 'list' in solid ? solid.list : undefined;
  }

  /** @param {Shape} shape @returns {boolean} */
  isScalar(shape) {
    const solid = this.resolve(shape);
    if (typeof solid === 'string') return solid !== 'any';
    if ('nullable' in solid) return this.isScalar(solid.nullable);
    return 'ref' in solid && this.definition(solid.ref).codes !== undefined;
  }

  /** @param {Shape} shape @returns {boolean} */
  isFile(shape) {
    const solid = this.resolve(shape);
    return typeof solid === 'object' && 'nullable' in solid
      ? this.isFile(solid.nullable)
      : solid === 'file';
  }

  /**
   * The fields of a form, in order: texts, and files as they were given.
   * @param {Shape} shape @param {any} value
   * @returns {[name: string, content: string | { file: unknown }][]}
   */
  fields(shape, value) {
    const solid = this.resolve(shape);
    if (!isRecord(value)) throw new Misfit('an object is expected');
    const isNamed = typeof solid === 'object' && 'ref' in solid;
    const definition = isNamed ? this.definition(solid.ref) : {};
    /** @type {[string, string | { file: unknown }][]} */
    const fields = [];
    const known = new Set();
    /** @param {string} key @param {Shape} of @param {any} given */
    const add = (key, of, given) => {
      const item = this.items(of);
      if (given === undefined || given === null) return;
      if (this.isFile(of)) fields.push([key, { file: given }]);
      else if (item !== undefined && Array.isArray(given) && (this.isScalar(item) || this.isFile(item))) {
        for (const one of given) add(key, item, one);
      } else {
        fields.push([key, this.textAt(of, given, key)]);
      }
    };
    for (const [key, of, flags, constant] of definition.fields ?? []) {
      known.add(key);
      const given = own(value, key);
      const isRequired = flags.includes('!');
      if (flags.includes('r')) continue;
      if (constant !== undefined) {
        if (isRequired || given !== undefined) fields.push([key, bare(constant)]);
      } else if (given === undefined && isRequired) {
        throw new Misfit('the key is missing').within(key);
      } else {
        add(key, of, given);
      }
    }
    const rest = typeof solid === 'object' && 'map' in solid ? solid.map : definition.rest ?? 'any';
    for (const key of Object.keys(value)) if (!known.has(key)) add(key, rest, value[key]);
    return fields;
  }

  /** @param {Shape} shape @param {any} value @param {string} key */
  textAt(shape, value, key) {
    try {
      return this.text(shape, value);
    } catch (error) {
      throw inside(error, key);
    }
  }
}

/** @param {string} json */
const bare = (json) => (json.startsWith('"') ? JSON.parse(json) : json);

/** @param {any} value */
function isRecord(value) {
  return kind(value) === 'object' && !(value instanceof Date);
}

/**
 * Whether a variant may be meant.
 * @param {Definition} definition @param {string | string[]} tell @param {any} tree
 */
function isTold(definition, tell, tree) {
  switch (definition.by) {
    case 'field': {
      const said = kind(tree) === 'object' ? own(tree, definition.key ?? '') : undefined;
      return said !== undefined && tell.includes(String(said));
    }
    case 'json':
      return tell === '' || tell === kind(tree);
    case 'key':
      return tell === '' || (kind(tree) === 'object' && own(tree, String(tell)) !== undefined);
    default:
      return true;
  }
}

/** @param {'text' | 'int'} codes @param {any} tree */
function readCode(codes, tree) {
  const text = tree instanceof JsonNumber ? tree.text : tree;
  if (typeof text !== 'string') throw new Misfit('a code is expected');
  if (codes === 'text') return text;
  if (!WHOLE.test(text)) throw new Misfit('a whole number is expected');
  return whole(text);
}

/** @param {'text' | 'int'} codes @param {any} value */
function writeCode(codes, value) {
  if (codes === 'int') return writeScalar('long', value);
  return writeScalar('text', value);
}

/** @param {string} shape @param {any} tree @returns {any} */
function readScalar(shape, tree) {
  if (shape === 'any') return loose(tree);
  if (shape === 'bool') {
    if (typeof tree !== 'boolean') throw new Misfit('true or false is expected');
    return tree;
  }
  if (shape === 'int' || shape === 'long' || shape === 'float' || shape === 'decimal') {
    return readNumber(shape, tree);
  }
  if (typeof tree !== 'string') throw new Misfit('a string is expected');
  try {
    return fromText(shape, tree);
  } catch (error) {
    throw error instanceof RangeError ? new Misfit(error.message) : error;
  }
}

/** @param {string} shape @param {any} tree */
function readNumber(shape, tree) {
  const text = tree instanceof JsonNumber ? tree.text : shape === 'decimal' ? tree : undefined;
  if (typeof text !== 'string' || !DECIMAL.test(text)) throw new Misfit('a number is expected');
  if (shape === 'decimal') return plainDecimal(text);
  if (shape === 'float') return Number(text);
  if (!WHOLE.test(text)) throw new Misfit('a whole number is expected');
  return whole(text);
}

/** @param {string} shape @param {string} text */
function fromText(shape, text) {
  switch (shape) {
    case 'date':
      return PlainDate.from(text);
    case 'local-time':
      return PlainTime.from(text);
    case 'local-date-time':
    case 'local-minute':
    case 'local-second':
    case 'iso-minute':
      return PlainDateTime.from(text);
    case 'date-time':
      return instant(text);
    case 'secret':
      return new Secret(text);
    default:
      return text;
  }
}

/** @param {string} text */
function instant(text) {
  const time = INSTANT.test(text) ? new Date(text.toUpperCase().replace(' ', 'T')) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) {
    throw new Misfit('a time like 2026-11-30T09:00:00Z is expected');
  }
  return time;
}

/** @param {string} shape @param {any} value @returns {string} */
function writeScalar(shape, value) {
  switch (shape) {
    case 'any':
      return writeLoose(value);
    case 'bool':
      if (typeof value !== 'boolean') throw new Misfit('true or false is expected');
      return String(value);
    case 'int':
    case 'long':
      return writeWhole(value, shape === 'int' ? 31n : 63n);
    case 'float':
      if (typeof value === 'bigint' || value instanceof JsonNumber) return String(value);
      if (!Number.isFinite(value)) throw new Misfit('a finite number is expected');
      return String(value);
    case 'decimal':
      return writeDecimal(value);
    case 'file':
      throw new Misfit('a file cannot be written as JSON');
    default:
      return JSON.stringify(toText(shape, value));
  }
}

/** @param {any} value @param {bigint} bits */
function writeWhole(value, bits) {
  const isText = typeof value === 'string' && WHOLE.test(value);
  const isWhole = isText || typeof value === 'bigint' || Number.isSafeInteger(value);
  if (!isWhole) throw new Misfit('a whole number is expected, beyond 2^53 as bigint');
  const exact = BigInt(value);
  if (exact < -(1n << bits) || exact >= 1n << bits) throw new Misfit('the number is too large');
  return String(exact);
}

/** @param {any} value */
function writeDecimal(value) {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  const text = isNumber || value instanceof JsonNumber ? String(value) : value;
  if (typeof text !== 'string' || !DECIMAL.test(text)) {
    throw new Misfit('a decimal number is expected');
  }
  return text;
}

/** @param {string} shape @param {any} value @returns {string} */
function toText(shape, value) {
  try {
    switch (shape) {
      case 'date':
        return PlainDate.from(value).toString();
      case 'local-time':
        return PlainTime.from(value).toString();
      case 'local-date-time':
      case 'local-minute':
      case 'local-second':
      case 'iso-minute':
        return LOCAL[shape](PlainDateTime.from(value).toString());
      case 'date-time':
        return value instanceof Date ? fromDate(value) : (instant(String(value)), String(value));
      case 'secret':
        if (value instanceof Secret) return value.expose();
    }
  } catch (error) {
    throw error instanceof RangeError ? new Misfit(error.message) : error;
  }
  if (typeof value !== 'string') throw new Misfit('a string is expected');
  return value;
}

/** @param {Date} value */
const fromDate = (value) => value.toISOString().replace('.000Z', 'Z');

/**
 * A value that nobody described, as JSON.
 * @param {any} value
 * @returns {string}
 */
function writeLoose(value) {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return writeScalar('float', value);
    case 'object':
      return writeObject(value);
    default:
      throw new Misfit('a value that JSON knows is expected');
  }
}

/** @param {any} value */
function writeObject(value) {
  if (value instanceof JsonNumber) return value.text;
  if (value instanceof Secret) return JSON.stringify(value.expose());
  if (value instanceof Date) return JSON.stringify(fromDate(value));
  if (typeof value.toJSON === 'function') return writeLoose(value.toJSON());
  if (Array.isArray(value)) return `[${value.map(writeLoose).join(',')}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${writeLoose(value[key])}`).join(',')}}`;
}

export { Codec, Misfit, loose };
