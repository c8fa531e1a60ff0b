'use strict';
// Parameters that are objects, or lists in one of OpenAPI's rarer styles.

/** @typedef {'plain' | 'space' | 'pipe' | 'deep' | 'label' | 'matrix'} Style */

/** @type {Record<string, string>} */
const SEPARATORS = { space: ' ', pipe: '|' };

/** @param {any} value */
const isObject = (value) => Object.getPrototypeOf(value) === Object.prototype;

/** @param {any} value A JSON tree, numbers among it. @returns {string} */
function text(value) {
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
  if (value !== null && typeof value === 'object' && isObject(value)) {
    return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${json(one)}`)}}`;
  }
  return String(value);
}

/** @param {any} value */
function json(value) {
  return typeof value === 'string' ? JSON.stringify(value) : text(value);
}

/**
 * The pairs that a deep object is spelt by.
 * @param {string} name @param {any} value @returns {[name: string, text: string][]}
 */
function deep(name, value) {
  if (value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((one, at) =>
      typeof one === 'object' && one !== null && (Array.isArray(one) || isObject(one))
        ? deep(`${name}[${at}]`, one)
        : deep(name, one),
    );
  }
  if (typeof value === 'object' && isObject(value)) {
    return Object.entries(value).flatMap(([key, one]) => deep(`${name}[${key}]`, one));
  }
  return [[name, text(value)]];
}

/**
 * The whole value in one text.
 * @param {string} name @param {Style} style @param {boolean} explode @param {any} value
 */
function joined(name, style, explode, value) {
  const inPath = style === 'label' ? '.' : ';';
  const isPath = style === 'label' || style === 'matrix';
  const separator = SEPARATORS[style] ?? (isPath && explode ? inPath : ',');
  const isRecord = value !== null && typeof value === 'object' && isObject(value);
  const joint = explode ? '=' : ',';
  const parts = Array.isArray(value)
    ? value.map(text)
    : isRecord
      ? Object.entries(value)
          .filter(([, one]) => one !== null)
          .map(([key, one]) => `${key}${joint}${text(one)}`)
      : [text(value)];
  if (style === 'label') return `.${parts.join(separator)}`;
  if (style !== 'matrix') return parts.join(separator);
  if (explode && !isRecord) return parts.map((part) => `;${name}=${part}`).join('');
  return explode ? `;${parts.join(separator)}` : `;${name}=${parts.join(separator)}`;
}

/**
 * The pairs of a parameter of any type.
 * @param {string} name @param {string} place @param {Style} style @param {boolean} explode
 * @param {any} value A JSON tree.
 * @returns {[name: string, text: string][]}
 */
function styled(name, place, style, explode, value) {
  if (value === null) return [];
  const isRecord = typeof value === 'object' && isObject(value);
  if (isRecord && style === 'deep') return deep(name, value);
  if (isRecord && explode && (place === 'query' || place === 'cookie')) {
    return Object.entries(value).flatMap(([key, one]) => {
      if (one === null) return [];
      const all = Array.isArray(one) ? one : [one];
      return all.map((each) => /** @type {[string, string]} */ ([key, text(each)]));
    });
  }
  if (Array.isArray(value) && explode && place === 'query') {
    return value.map((one) => [name, text(one)]);
  }
  return [[name, joined(name, style, explode, value)]];
}

module.exports = { styled };
