/** A number that keeps every digit: `'1250.50'`. Read as text; sent from text or number. */
export type Decimal = string;
/** What may be sent for a {@link Decimal}. */
export type DecimalInput = string | number;
/** A whole number of 64 bits: a number while that is exact, a bigint beyond. */
export type Int64 = number | bigint;
/** A code of a list that may grow: known codes are suggested, any other is allowed. */
export type OpenText<T extends string> = T | (string & {});
/** A numeric code of a list that may grow. */
export type OpenInt<T extends number> = T | (number & {});

/** A text that is never shown: not in logs, not in JSON, not by inspection. */
export declare class Secret {
  constructor(text: string);
  /** The secret in the clear. */
  expose(): string;
  /** `***` */
  toString(): string;
  /** `***` */
  toJSON(): string;
  #text;
}

/** A number of an undescribed field that no JavaScript number can hold, as it was written. */
export declare class JsonNumber {
  constructor(text: string);
  readonly text: string;
  toString(): string;
  valueOf(): number;
  toJSON(): number;
}

/** A calendar date without time or zone; immutable. */
export declare class PlainDate {
  /** Months and days count from 1. Throws a RangeError for a date that does not exist. */
  constructor(year: number, month: number, day: number);
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** From `2026-11-30`. */
  static from(value: string | PlainDate): PlainDate;
  /** Negative, zero or positive, for sorting. */
  static compare(one: PlainDate, other: PlainDate): number;
  equals(other: unknown): boolean;
  /** `2026-11-30` */
  toString(): string;
  toJSON(): string;
}

/** A time of day without a zone; immutable. */
export declare class PlainTime {
  constructor(hour: number, minute: number, second?: number);
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** From `09:00` or `09:00:00`. */
  static from(value: string | PlainTime): PlainTime;
  /** Negative, zero or positive, for sorting. */
  static compare(one: PlainTime, other: PlainTime): number;
  equals(other: unknown): boolean;
  /** `09:00:00` */
  toString(): string;
  toJSON(): string;
}

/** A date and a time of day without a zone; immutable. */
export declare class PlainDateTime {
  constructor(date: PlainDate | string, time: PlainTime | string);
  readonly date: PlainDate;
  readonly time: PlainTime;
  /** From `2026-11-30T09:00:00`; a blank may stand for the `T`, seconds may be left out. */
  static from(value: string | PlainDateTime): PlainDateTime;
  /** Negative, zero or positive, for sorting. */
  static compare(one: PlainDateTime, other: PlainDateTime): number;
  equals(other: unknown): boolean;
  /** `2026-11-30T09:00:00` */
  toString(): string;
  toJSON(): string;
}

/** Bytes of a file: from memory, or from a stream (which can be sent only once). */
export type UploadData =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | string
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** A file to send; with `path` it is read from disk while it is sent (Node, Deno, Bun). */
export type Upload =
  | UploadData
  | {
      readonly data: UploadData;
      readonly fileName?: string | undefined;
      readonly contentType?: string | undefined;
    }
  | {
      readonly path: string;
      readonly fileName?: string | undefined;
      readonly contentType?: string | undefined;
    };

/** What one call may decide for itself. */
export interface CallOptions {
  /** How long one attempt may take, connection and body included. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts after the first. */
  readonly retries?: number | undefined;
  /** Repeats even what is not idempotent and may have been processed already. */
  readonly repeatUnsafe?: boolean | undefined;
  /** Further headers, or other values for those that would be sent anyway. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the call with a {@link CancelledError}. */
  readonly signal?: AbortSignal | undefined;
}

/** What every client may be told. */
export interface BaseOptions {
  /** How long one attempt may take, connection and body included; 30 s if not said. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts after the first; 2 if not said. */
  readonly retries?: number | undefined;
  /** Repeats even what is not idempotent and may have been processed already. */
  readonly repeatUnsafe?: boolean | undefined;
  /** Waits on this side so that the documented rate limits are never met. */
  readonly pacing?: boolean | undefined;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The caller's own product, put before ours in `User-Agent`: `payroll-sync/1.4`. */
  readonly userAgent?: string | undefined;
  /** Sends in place of the global `fetch`: proxies, recorders, tests. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** @internal */
  readonly clock?: { now(): number; sleep(seconds: number): Promise<void> } | undefined;
}

/** The state of a rate limit after a call. */
export interface RateLimit {
  /** Requests in one window. */
  readonly limit: number;
  /** What is left of them. */
  readonly remaining: number;
  /** Unix second at which all of them are back. */
  readonly reset: number;
}

/** An answer with everything that came with the data. */
export interface Answer<T> {
  /** The data with the envelope taken off. */
  readonly data: T;
  /** The HTTP status. */
  readonly status: number;
  /** All headers; not shown when the answer is printed. */
  readonly headers: Headers;
  /** `X-Request-Id`. */
  readonly requestId: string | undefined;
  /** What the documented rate limit says after this call. */
  readonly rateLimit: RateLimit | undefined;
  /** The body as it came; not shown when the answer is printed. */
  readonly body: Uint8Array;
}

/** One call to one operation. It is sent when it is awaited, once. */
export interface Call<T> extends PromiseLike<T> {
  catch<R = never>(failed?: ((error: unknown) => R | PromiseLike<R>) | null): Promise<T | R>;
  finally(after?: (() => void) | null): Promise<T>;
  /** The data together with status, headers and raw body. */
  answer(): Promise<Answer<T>>;
  /** The body piece by piece, unread and undecoded; sends the call each time. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** The raw response of `fetch`, its body unread; sends the call each time. */
  response(): Promise<Response>;
}

/** A call to a list that comes in pages. Awaiting it gives the first page. */
export interface PagedCall<T> extends Call<Page<T>> {
  /** Walks over the items of all pages, beginning with the page asked for. */
  items(): Walk<T>;
  /** Walks over all pages, beginning with the one asked for. */
  pages(): Walk<Page<T>>;
}

/** What is fetched as it is walked over. */
export interface Walk<T> extends AsyncIterable<T> {
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
  /** All of it at once. */
  toArray(): Promise<T[]>;
}

/** One page of a list. */
export interface Page<T> {
  /** The items, in the server's order. */
  items: T[];
  /** The number of this page, from 1. */
  number: number;
  /** The most items a page has. */
  size: number;
  /** How many items there are over all pages. */
  total: number;
  /** How many pages there are. */
  totalPages: number;
  /** There is a page after this one. */
  hasNext: boolean;
  /** There is a page before this one. */
  hasPrevious: boolean;
}

/** What all errors of a call have in common; none shows a secret. */
export declare class SdkError extends Error {
  protected constructor(operation: string, message: string, cause?: unknown);
  /** The operationId. */
  readonly operation: string;
}

/** The call could not be built: a value that cannot be sent, a missing argument, a bad URL. */
export declare class InvalidCallError extends SdkError {
  readonly #kind;
}

/** The server could not be reached, or the connection broke. */
export declare class ConnectionError extends SdkError {
  /** Whether the request may have reached the server. */
  readonly sent: boolean;
}

/** No complete answer came in time. */
export declare class TimeoutError extends SdkError {
  readonly timeoutMs: number;
}

/** The caller's signal ended the call; its `name` is `AbortError`. */
export declare class CancelledError extends SdkError {
  readonly #kind;
}

/** The answer is a success whose body does not fit its documented type. */
export declare class DecodeError extends SdkError {
  readonly #kind;
}
