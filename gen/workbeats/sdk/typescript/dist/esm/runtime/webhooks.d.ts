import { Secret } from './index.js';

/** A webhook that was not signed by who should have, or too long ago. */
export declare class WebhookError extends Error {
  readonly #kind;
}

/** Headers of a request: of `fetch`, of Node, or a plain object. */
export type WebhookHeaders =
  | Headers
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What is known of a genuine webhook. */
export interface VerifiedWebhook {
  /** Unique per event: what was seen before is a repetition. */
  readonly id: string;
  /** When it was sent. */
  readonly timestamp: Date;
}

/** One or more secrets as they were given out. */
export type WebhookSecrets = string | Secret | readonly (string | Secret)[];
