'use strict';
// Everything of the runtime that callers may use.

const {
  ApiError,
  CancelledError,
  ConnectionError,
  DecodeError,
  InvalidCallError,
  SdkError,
  TimeoutError,
} = require('./errors.js');
const { JsonNumber, PlainDate, PlainDateTime, PlainTime, Secret } = require('./values.js');

module.exports = {
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
