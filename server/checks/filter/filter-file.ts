import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { addToCount, BLOCK_BYTES, countKeys, createFilterOfBlocks, isComplete, type Filter } from './filter.ts';
import { CHUNK_BYTES, DIGEST_BYTES, encodeHead, HEAD_BYTES, parseHead, type FilterHead, type FilterStamp } from './filter-head.ts';

/**
 * Why a file is not used. Whatever the reason, the caller builds the filter anew from the store.
 * `missing`: there is none; `unreadable`: the system refused; `not-a-filter`, `other-version`: of another make;
 * `truncated`: shorter than it says; `damaged`: longer, or a digest differs; `not-ours`: whole, but of other data.
 */
export type Refusal = 'missing' | 'unreadable' | 'not-a-filter' | 'other-version' | 'truncated' | 'damaged' | 'not-ours';
export type LoadedFilter = { outcome: 'loaded'; filter: Filter; stamp: FilterStamp } | { outcome: 'refused'; reason: Refusal; cause?: unknown };

/**
 * Writes the filter to a file that is either the old one or the new one, whole, whenever the power fails. Keys may be
 * inserted meanwhile; they may be in the file or not. Every key of a change up to `stamp.seq` must be in the filter
 * before the call. One save at a time for a path. The event loop is held for about a millisecond at a time.
 * @throws when the filter is not complete, and what the file system throws (the old file then stands)
 */
export async function saveFilter(path: string, filter: Filter, stamp: FilterStamp): Promise<void> {
  if (!isComplete(filter)) throw new TypeError('A filter that lacks keys is not saved');
  const { blocks, capacity, keyBits } = filter;
  const head = encodeHead({ ...stamp, blocks, capacity, keyBits, keys: countKeys(filter) });
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w', 0o600);
    try {
      await writeFilter(file, head, filter);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw cause;
  }
  await syncFolder(dirname(path));
}

/**
 * Loads a filter. Every byte is covered by a digest: a file that is cut, or has one bit changed, is refused.
 * @param isOurs judges whether the stamp belongs to the data at hand; asked only about a stamp that is undamaged
 */
export async function loadFilter(path: string, isOurs: (stamp: FilterStamp) => boolean | Promise<boolean>): Promise<LoadedFilter> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    return { outcome: 'refused', reason: isNotFound(cause) ? 'missing' : 'unreadable', cause };
  }
  try {
    const sealed = await readSealed(file);
    if (typeof sealed === 'string') return { outcome: 'refused', reason: sealed };
    const stamp = { seq: sealed.head.seq, origin: sealed.head.origin };
    if (!(await isOurs(stamp))) return { outcome: 'refused', reason: 'not-ours' };
    const filter = await readBody(file, sealed.head, sealed.digests);
    return typeof filter === 'string' ? { outcome: 'refused', reason: filter } : { outcome: 'loaded', filter, stamp };
  } catch (cause) {
    return { outcome: 'refused', reason: 'unreadable', cause };
  } finally {
    await file.close();
  }
}

async function writeFilter(file: FileHandle, head: Buffer<ArrayBuffer>, filter: Filter): Promise<void> {
  await writeAll(file, head);
  const body = bytesOf(filter);
  const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, body.length));
  const digests: Buffer[] = [];
  for (let at = 0; at < body.length; at += CHUNK_BYTES) {
    // The copy is what is hashed and written: the filter itself goes on changing.
    const part = chunk.subarray(0, Math.min(CHUNK_BYTES, body.length - at));
    part.set(body.subarray(at, at + part.length));
    digests.push(await sha256(part));
    await writeAll(file, part);
  }
  const table = Buffer.concat(digests);
  await writeAll(file, Buffer.concat([table, await sha256(Buffer.concat([head, table]))]));
}

/** Head and digests, when the file has the right length and their seal is whole. */
async function readSealed(file: FileHandle): Promise<{ head: FilterHead; digests: Buffer } | Refusal> {
  const { size } = await file.stat();
  const headBytes = Buffer.alloc(HEAD_BYTES);
  if (!(await readAll(file, headBytes, 0))) return 'truncated';
  const head = parseHead(headBytes);
  if (typeof head === 'string') return head;
  const bodyBytes = head.blocks * BLOCK_BYTES;
  const tableBytes = Math.ceil(bodyBytes / CHUNK_BYTES) * DIGEST_BYTES;
  const whole = HEAD_BYTES + bodyBytes + tableBytes + DIGEST_BYTES;
  if (size !== whole) return size < whole ? 'truncated' : 'damaged';
  const tail = Buffer.alloc(tableBytes + DIGEST_BYTES);
  if (!(await readAll(file, tail, HEAD_BYTES + bodyBytes))) return 'truncated';
  const digests = tail.subarray(0, tableBytes);
  const seal = await sha256(Buffer.concat([headBytes, digests]));
  return seal.equals(tail.subarray(tableBytes)) ? { head, digests } : 'damaged';
}

async function readBody(file: FileHandle, head: FilterHead, digests: Buffer): Promise<Filter | Refusal> {
  const filter = createFilterOfBlocks(head.blocks, head.capacity, head.keyBits);
  const body = bytesOf(filter);
  const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, body.length));
  for (let at = 0, i = 0; at < body.length; at += CHUNK_BYTES, i += 1) {
    const part = chunk.subarray(0, Math.min(CHUNK_BYTES, body.length - at));
    if (!(await readAll(file, part, HEAD_BYTES + at))) return 'truncated';
    const digest = digests.subarray(i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES);
    if (!(await sha256(part)).equals(digest)) return 'damaged';
    body.set(part, at);
  }
  addToCount(filter, head.keys);
  return filter;
}

function bytesOf(filter: Filter): Uint8Array {
  return new Uint8Array(filter.buffer, filter.words.byteOffset, filter.words.byteLength);
}

/** In the thread pool, so that the event loop goes on. */
async function sha256(bytes: Buffer<ArrayBuffer>): Promise<Buffer<ArrayBuffer>> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes));
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
}

/** Fills `bytes` from a place in the file; false when the file ends before. */
async function readAll(file: FileHandle, bytes: Buffer, position: number): Promise<boolean> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

/** Makes the renaming durable. Windows neither needs nor allows it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isNotFound(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
