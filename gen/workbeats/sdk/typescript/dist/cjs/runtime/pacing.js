'use strict';
// Keeps calls below the documented limits before the server has to.

/** Windows are stretched by this much, since requests arrive less evenly than they leave. */
const MARGIN = 1.02;

/** @typedef {{ name: string, limit: number, windowS: number }} Limit */

/**
 * A tenth of a limit at once, the rest spread evenly, so that no window of the documented length,
 * wherever it begins, ever sees more than the limit.
 */
class Pacer {
  /** @param {readonly Limit[]} limits @param {() => number} now Unix seconds. */
  constructor(limits, now) {
    this.now = now;
    this.rows = limits.map(({ limit, windowS }) => {
      const burst = Math.max(Math.floor(limit / 10), 1);
      const period = (Math.max(windowS, 1) * MARGIN) / Math.max(limit - burst, 1);
      return { period, ahead: period * (burst - 1), next: -Infinity };
    });
  }

  /**
   * Takes the next free place and says how many seconds it is away.
   * @param {number | undefined} limit
   */
  reserve(limit) {
    const row = limit === undefined ? undefined : this.rows[limit];
    if (!row) return 0;
    const now = this.now();
    const place = Math.max(row.next, now);
    row.next = place + row.period;
    return Math.max(place - row.ahead - now, 0);
  }
}

module.exports = { Pacer };
