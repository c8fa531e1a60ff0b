// Everything of the runtime that callers may use.

import {
  ApiError,
  CancelledError,
  ConnectionError,
  DecodeError,
  InvalidCallError,
  SdkError,
  TimeoutError,
} from './errors.js';
import { JsonNumber, PlainDate, PlainDateTime, PlainTime, Secret } from './values.js';

export {
  ApiError,
  CancelledError,
  ConnectionError,
  DecodeError,
  InvalidCallError,
  JsonNumber,
  PlainDate,
  PlainDateTime,
  PlainTime,
  SdkError,
  Secret,
  TimeoutError,
};
