'use strict';
// When a call is sent again, and how long it waits before.

/** The longest `Retry-After` that is waited for; beyond it the failure is handed over. */
const LONGEST_WAIT_S = 120;
const FIRST_DELAY_S = 0.5;
const LONGEST_DELAY_S = 8;

/**
 * How one attempt ended, as far as repeating it matters.
 * @typedef {{ status: number, retryAfter: number | undefined } | 'unsent' | 'broken' | 'timeout'
 *   | 'unsendable'} Ending
 */

/**
 * Seconds to wait before the next attempt; `undefined`: this was the last.
 * @param {{ retries: number, repeatUnsafe: boolean }} policy
 * @param {number} attempt Counts from 0.
 * @param {boolean} idempotent
 * @param {Ending} ending
 */
function wait(policy, attempt, idempotent, ending) {
  const safe = idempotent || policy.repeatUnsafe;
  if (attempt >= policy.retries || !mayRepeat(safe, ending)) return undefined;
  if (typeof ending === 'object' && ending.retryAfter !== undefined) {
    return ending.retryAfter <= LONGEST_WAIT_S ? ending.retryAfter : undefined;
  }
  return backoff(attempt, Math.random());
}

/** @param {boolean} safe @param {Ending} ending */
function mayRepeat(safe, ending) {
  if (typeof ending === 'object') {
    const { status } = ending;
    // Refused by the limiter before anything was done.
    if (status === 429) return true;
    return safe && (status === 408 || status === 409 || (status >= 500 && status !== 501));
  }
  return ending === 'unsent' || (safe && ending !== 'unsendable');
}

/**
 * Doubles from half a second to eight; `jitter` in 0..1 takes off up to a half.
 * @param {number} attempt @param {number} jitter
 */
function backoff(attempt, jitter) {
  const most = Math.min(FIRST_DELAY_S * 2 ** Math.min(attempt, 16), LONGEST_DELAY_S);
  return most * (1 - jitter / 2);
}

/**
 * `Retry-After` in seconds, from seconds or a date.
 * @param {Headers} headers @param {number} now Unix seconds.
 */
function retryAfter(headers, now) {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const then = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(then) ? undefined : Math.max(0, then / 1000 - now);
}

module.exports = { retryAfter, wait };
