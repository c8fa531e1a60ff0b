// Values that JavaScript lacks: secrets, calendar dates, times without a zone, exact numbers.

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A text that is never shown: not in logs, not in JSON, not by inspection. */
class Secret {
  /** @type {string} */
  #text;

  /** @param {string} text */
  constructor(text) {
    if (typeof text !== 'string') throw new TypeError('a secret is made of a string');
    this.#text = text;
  }

  /** The secret in the clear. */
  expose() {
    return this.#text;
  }

  toString() {
    return '***';
  }

  toJSON() {
    return '***';
  }

  [INSPECT]() {
    return 'Secret(***)';
  }
}

/** A number of an answer that no JavaScript number can hold, as it was written. */
class JsonNumber {
  /** @param {string} text A JSON number. */
  constructor(text) {
    this.text = text;
    Object.freeze(this);
  }

  toString() {
    return this.text;
  }

  valueOf() {
    return Number(this.text);
  }

  toJSON() {
    return Number(this.text);
  }
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2}))?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param {number} value @param {number} width */
const digits = (value, width) => String(value).padStart(width, '0');

/** @param {number} value @param {number} least @param {number} most @param {string} what */
function within(value, least, most, what) {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${what} is not between ${least} and ${most}`);
  }
  return value;
}

/** @param {string} one @param {string} other */
const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** @param {number} year @param {number} month */
function daysIn(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : /** @type {number} */ (DAYS[month - 1]);
}

/** A calendar date without time or zone. */
class PlainDate {
  /** @param {number} year @param {number} month @param {number} day */
  constructor(year, month, day) {
    this.year = within(year, 0, 9999, 'the year');
    this.month = within(month, 1, 12, 'the month');
    this.day = within(day, 1, daysIn(year, month), 'the day');
    Object.freeze(this);
  }

  /** @param {string | PlainDate} value */
  static from(value) {
    if (value instanceof PlainDate) return value;
    const parts = DATE.exec(value);
    if (!parts) throw new RangeError('not a date like 2026-11-30');
    return new PlainDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  }

  /** @param {PlainDate} one @param {PlainDate} other */
  static compare(one, other) {
    return order(one.toString(), other.toString());
  }

  /** @param {unknown} other */
  equals(other) {
    return other instanceof PlainDate && other.toString() === this.toString();
  }

  toString() {
    return `${digits(this.year, 4)}-${digits(this.month, 2)}-${digits(this.day, 2)}`;
  }

  toJSON() {
    return this.toString();
  }

  [INSPECT]() {
    return `PlainDate(${this})`;
  }
}

/** A time of day without a zone. */
class PlainTime {
  /** @param {number} hour @param {number} minute @param {number} [second] */
  constructor(hour, minute, second = 0) {
    this.hour = within(hour, 0, 23, 'the hour');
    this.minute = within(minute, 0, 59, 'the minute');
    this.second = within(second, 0, 59, 'the second');
    Object.freeze(this);
  }

  /** @param {string | PlainTime} value */
  static from(value) {
    if (value instanceof PlainTime) return value;
    const parts = TIME.exec(value);
    if (!parts) throw new RangeError('not a time like 09:00:00');
    return new PlainTime(Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0));
  }

  /** @param {PlainTime} one @param {PlainTime} other */
  static compare(one, other) {
    return order(one.toString(), other.toString());
  }

  /** @param {unknown} other */
  equals(other) {
    return other instanceof PlainTime && other.toString() === this.toString();
  }

  toString() {
    return `${digits(this.hour, 2)}:${digits(this.minute, 2)}:${digits(this.second, 2)}`;
  }

  toJSON() {
    return this.toString();
  }

  [INSPECT]() {
    return `PlainTime(${this})`;
  }
}

/** A date and a time of day without a zone. */
class PlainDateTime {
  /** @param {PlainDate | string} date @param {PlainTime | string} time */
  constructor(date, time) {
    this.date = PlainDate.from(date);
    this.time = PlainTime.from(time);
    Object.freeze(this);
  }

  /** @param {string | PlainDateTime} value `T` or a blank before the time, seconds optional. */
  static from(value) {
    if (value instanceof PlainDateTime) return value;
    const separator = typeof value === 'string' ? value.charAt(10) : '';
    if (separator !== 'T' && separator !== ' ') {
      throw new RangeError('not a date and time like 2026-11-30T09:00:00');
    }
    return new PlainDateTime(value.slice(0, 10), value.slice(11));
  }

  /** @param {PlainDateTime} one @param {PlainDateTime} other */
  static compare(one, other) {
    return order(one.toString(), other.toString());
  }

  /** @param {unknown} other */
  equals(other) {
    return other instanceof PlainDateTime && other.toString() === this.toString();
  }

  toString() {
    return `${this.date}T${this.time}`;
  }

  toJSON() {
    return this.toString();
  }

  [INSPECT]() {
    return `PlainDateTime(${this})`;
  }
}

export { INSPECT, JsonNumber, PlainDate, PlainDateTime, PlainTime, Secret };
