// Whether a webhook was signed by who should have, and not too long ago (Standard Webhooks).

import { WebhookError } from './errors.js';
import { Secret } from './values.js';

/**
 * @typedef {{ id: string, timestamp: string, signature: string, secretPrefix: string,
 *   toleranceS: number }} Webhooks
 */

/** @param {any} headers @param {string} name */
function header(headers, name) {
  if (typeof headers?.get === 'function') return headers.get(name) ?? undefined;
  const pairs = Object.entries(headers ?? {});
  const found = pairs.find(([key]) => key.toLowerCase() === name)?.[1];
  return Array.isArray(found) ? found[0] : found;
}

/** @param {string} text */
function bytes(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

/** @param {string} text */
function tried(text) {
  try {
    return bytes(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {Webhooks} settings
 * @param {any} secrets One or more, each a text or a {@link Secret}.
 * @param {any} headers @param {string | Uint8Array} body @param {{ now?: Date }} [options]
 */
async function verify(settings, secrets, headers, body, options) {
  const id = header(headers, settings.id);
  const stamp = header(headers, settings.timestamp);
  const signatures = header(headers, settings.signature);
  if (!id || !stamp || !signatures) throw new WebhookError('a signature header is missing');
  if (!/^\d{1,15}$/.test(stamp)) throw new WebhookError('the timestamp is no number');
  const now = (options?.now?.getTime() ?? Date.now()) / 1000;
  if (Math.abs(now - Number(stamp)) > settings.toleranceS) {
    throw new WebhookError('the timestamp is too far from now');
  }
  const encoder = new TextEncoder();
  const content = typeof body === 'string' ? encoder.encode(body) : body;
  const head = encoder.encode(`${id}.${stamp}.`);
  const signed = new Uint8Array(head.length + content.length);
  signed.set(head);
  signed.set(content, head.length);
  const given = String(signatures)
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .flatMap((one) => tried(one.slice(3)) ?? []);
  for (const secret of Array.isArray(secrets) ? secrets : [secrets]) {
    const key = await imported(settings, secret);
    for (const signature of given) {
      // WebCrypto compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) {
        return { id: String(id), timestamp: new Date(Number(stamp) * 1000) };
      }
    }
  }
  throw new WebhookError('no signature fits');
}

/** @param {Webhooks} settings @param {any} secret */
async function imported({ secretPrefix }, secret) {
  const text = secret instanceof Secret ? secret.expose() : String(secret);
  const raw = tried(text.startsWith(secretPrefix) ? text.slice(secretPrefix.length) : text);
  if (!raw || raw.length === 0) throw new WebhookError('a webhook secret is no base64');
  const hash = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', raw, hash, false, ['verify']);
}

export { verify };
