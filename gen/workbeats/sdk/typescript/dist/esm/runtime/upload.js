// Bodies that are not JSON: files from memory, streams and disk, and the parts of a form.

/** @typedef {string | Uint8Array | Blob | AsyncIterable<Uint8Array>} Piece */

/** A body that can be sent, once or more often. */
class Payload {
  /**
   * @param {string | undefined} contentType
   * @param {Piece[]} pieces
   */
  constructor(contentType, pieces) {
    this.contentType = contentType;
    this.pieces = pieces;
    /** It runs dry when it is sent. */
    this.once = pieces.some((piece) => isStream(piece));
  }

  /**
   * What goes to `fetch`: of known length where nothing is a stream.
   * @returns {{ body: any, duplex?: 'half' }}
   */
  open() {
    if (this.once) return { body: readable(chunks(this.pieces)), duplex: 'half' };
    const [first] = this.pieces;
    if (this.pieces.length === 1) return { body: first };
    return { body: new Blob(/** @type {any} */ (this.pieces)) };
  }
}

/** @param {unknown} value @returns {value is AsyncIterable<Uint8Array>} */
function isStream(value) {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return false;
  return value instanceof ReadableStream || Symbol.asyncIterator in value;
}

/** @param {Piece[]} pieces @returns {AsyncGenerator<Uint8Array>} */
async function* chunks(pieces) {
  const encoder = new TextEncoder();
  for (const piece of pieces) {
    if (typeof piece === 'string') yield encoder.encode(piece);
    else if (piece instanceof Uint8Array) yield piece;
    else yield* each(piece instanceof Blob ? piece.stream() : piece);
  }
}

/** @param {any} stream @returns {AsyncGenerator<Uint8Array>} */
async function* each(stream) {
  if (typeof stream.getReader !== 'function') {
    yield* stream;
    return;
  }
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/** @param {AsyncGenerator<Uint8Array>} source */
function readable(source) {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

/** @param {any} data @returns {Piece | undefined} */
function piece(data) {
  if (data instanceof Blob || typeof data === 'string' || isStream(data)) return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return undefined;
}

/**
 * A file as the caller gave it: bytes, a stream, `{ data, … }` or `{ path, … }`.
 * @param {any} given
 * @returns {Promise<{ content: Piece, name: string, type: string }>}
 */
async function file(given) {
  const bare = piece(given);
  if (bare !== undefined) return described(bare, given);
  if (typeof given === 'object' && given !== null) {
    if (typeof given.path === 'string') return described(await opened(given.path), given);
    const inner = piece(given.data);
    if (inner !== undefined) return described(inner, { name: given.data?.name, ...given });
  }
  throw new TypeError('bytes, a Blob, a stream, { data } or { path } are expected for a file');
}

/** @param {Piece} content @param {any} given */
function described(content, given) {
  const base = typeof given.path === 'string' ? given.path.split(/[\\/]/).pop() : undefined;
  const name = given.fileName ?? (typeof given.name === 'string' ? given.name : undefined) ?? base;
  const own = content instanceof Blob && content.type !== '' ? content.type : undefined;
  const type = given.contentType ?? own ?? 'application/octet-stream';
  return { content, name: name ?? 'file', type };
}

/**
 * A file on disk, read while it is sent. Node, Deno and Bun only.
 * @param {string} path
 * @returns {Promise<Blob>}
 */
async function opened(path) {
  const name = 'node:fs';
  /** @type {typeof import('node:fs')} */
  const fs = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  await fs.promises.access(path, fs.constants.R_OK);
  return /** @type {any} */ (await fs.openAsBlob(path));
}

/** @param {string} text */
const quoted = (text) =>
  text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

/**
 * `multipart/form-data`, digit for digit as given.
 * @param {[name: string, content: string | { file: unknown }][]} fields
 */
async function multipart(fields) {
  const boundary = `rosetta-${crypto.randomUUID()}`;
  /** @type {Piece[]} */
  const pieces = [];
  for (const [name, content] of fields) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
    if (typeof content === 'string') {
      pieces.push(`${head}\r\n\r\n${content}\r\n`);
      continue;
    }
    const part = await file(content.file);
    const type = part.type.replace(/[\r\n]/g, ' ');
    pieces.push(`${head}; filename="${quoted(part.name)}"\r\nContent-Type: ${type}\r\n\r\n`);
    pieces.push(part.content, '\r\n');
  }
  pieces.push(`--${boundary}--\r\n`);
  return new Payload(`multipart/form-data; boundary=${boundary}`, pieces);
}

export { Payload, file, multipart };
