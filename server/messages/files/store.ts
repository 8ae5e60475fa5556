/** Where encrypted files lie: a small one in the store, a large one in a folder of its organisation, under the name of its hash. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, fail } from '@watchword/api/errors.ts';
import { INLINE_BYTES_MAX, type BlobState } from '@watchword/api/messages.ts';
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import type { MessageFileTable } from '#store/message-tables.ts';
import type { Read, Writer } from '#store/store.ts';
import { syncFolder } from '../../key-file.ts';
import { findFile } from '../queries.ts';
import type { MESSAGE_SLICES } from '../slices.ts';
import type { FileKey } from './file-key.ts';

/** `actor`: who uploads, for the audit log. */
export type Sending = FileKey & { readonly actor: { readonly organisation: string; readonly actor: string }; readonly offset: number; readonly body: AsyncIterable<Uint8Array> };

export type FileStore = {
  /** How far an upload is. */
  stateOf(file: MessageFileTable): Promise<BlobState>;
  /** Takes bytes from their place on. When the last one is here the hash is verified and the file is on the disk. @throws `file.*`, `message.changed`, `request.in-flight` */
  send(sending: Sending): Promise<BlobState>;
  /** Bytes of a file that is whole. */
  bytes(file: MessageFileTable, from: number, length: number): AsyncIterable<Uint8Array>;
  /** Removes what was uploaded of these, and everything in the folder that no row knows. */
  remove(files: readonly FileKey[]): Promise<void>;
  removeUnknown(before: number): Promise<number>;
};

/** Bytes that are hashed in one turn of the loop. */
const PORTION = 1024 * 1024;

export type FileStoreParts = { readonly folder: string; readonly read: Read; readonly writer: Pick<Writer<typeof MESSAGE_SLICES>, 'run'>; readonly now: () => number };

/** Opens it. */
export function openFileStore({ folder, read, writer, now }: FileStoreParts): FileStore {
  const underWay = new Set<string>();
  const nameOf = ({ organisation, sha256 }: FileKey): string => join(folder, String(organisation), Buffer.from(sha256).toString('hex'));
  const partOf = (key: FileKey): string => `${nameOf(key)}.part`;
  const here = async (key: FileKey): Promise<number> => await stat(partOf(key)).then(({ size }) => size, () => 0);

  const stateOf: FileStore['stateOf'] = async (file) => {
    const isComplete = file.completed_at !== null;
    return { sha256: toBase64Url(file.sha256), size: file.size, offset: isComplete ? file.size : Math.min(await here(file), file.size), isComplete };
  };
  const sendSmall = async (file: MessageFileTable, { body, offset }: Sending): Promise<Uint8Array> => {
    if (offset !== 0) throw fail('file.offset', { detail: 'A file of this size is sent in one piece.' });
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of body) {
      size += piece.byteLength;
      if (size > file.size) throw tooLong();
      pieces.push(piece);
    }
    if (size < file.size) throw fail('request.malformed', { detail: 'The file broke off.' });
    const bytes = Buffer.concat(pieces);
    if (Buffer.compare(createHash('sha256').update(bytes).digest(), file.sha256) !== 0) throw changed();
    return bytes;
  };
  const sendLarge = async (file: MessageFileTable, { body, offset }: Sending): Promise<boolean> => {
    const part = partOf(file);
    await mkdir(join(folder, String(file.organisation)), { recursive: true, mode: 0o700 });
    const handle = await open(part, offset === 0 ? 'w+' : 'r+', 0o600);
    try {
      let at = offset;
      for await (const piece of body) {
        if (at + piece.byteLength > file.size) throw tooLong();
        await writeAll(handle, piece, at);
        at += piece.byteLength;
      }
      if (at < file.size) return false;
      if (Buffer.compare(await hashOf(handle, file.size), file.sha256) !== 0) {
        await handle.truncate(0);
        throw changed();
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, nameOf(file));
    syncFolder(join(folder, String(file.organisation)));
    return true;
  };

  return {
    stateOf,
    async send(sending) {
      const name = nameOf(sending);
      if (underWay.has(name)) throw fail('request.in-flight', { detail: 'This file is being sent already.' });
      underWay.add(name);
      try {
        const file = await findFile(read, sending);
        if (file === undefined) throw fail('file.not-found');
        if (file.completed_at !== null) return await stateOf(file);
        const isSmall = file.size <= INLINE_BYTES_MAX;
        const place = isSmall ? 0 : Math.min(await here(file), file.size);
        if (sending.offset > place) throw fail('file.offset', { detail: `Go on from byte ${place}.` });
        const data = isSmall ? await sendSmall(file, sending) : undefined;
        if (data === undefined && !(await sendLarge(file, sending))) return await stateOf(file);
        await writer.run('messages.file-complete', { organisation: file.organisation, sha256: file.sha256, size: file.size, data, at: now(), actor: sending.actor });
        return { sha256: toBase64Url(file.sha256), size: file.size, offset: file.size, isComplete: true };
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw isDiskFault(error) ? fail('store.unavailable', {}, error) : error;
      } finally {
        underWay.delete(name);
      }
    },
    async *bytes(file, from, length) {
      if (file.data !== null) {
        yield file.data.subarray(from, from + length);
        return;
      }
      if (length > 0) yield* createReadStream(nameOf(file), { start: from, end: from + length - 1, highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
    },
    async remove(files) {
      for (const file of files) {
        await rm(nameOf(file), { force: true });
        await rm(partOf(file), { force: true });
      }
    },
    async removeUnknown(before) {
      let removed = 0;
      for (const number of await readdir(folder).catch(() => [])) {
        for (const entry of await readdir(join(folder, number)).catch(() => [])) {
          const path = join(folder, number, entry);
          const key = { organisation: Number(number), sha256: Buffer.from(entry.slice(0, 64), 'hex') };
          if (underWay.has(nameOf(key)) || (await stat(path).then(({ mtimeMs }) => mtimeMs, () => before)) >= before) continue;
          if ((await findFile(read, key)) !== undefined) continue;
          await rm(path, { force: true });
          removed += 1;
        }
      }
      return removed;
    },
  };
}

async function writeAll(handle: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.byteLength;) done += (await handle.write(piece, done, piece.byteLength - done, at + done)).bytesWritten;
}

async function hashOf(handle: FileHandle, size: number): Promise<Buffer> {
  const hash = createHash('sha256');
  const portion = Buffer.allocUnsafe(PORTION);
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(portion, 0, Math.min(PORTION, size - at), at);
    if (bytesRead === 0) break;
    hash.update(portion.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest();
}

function tooLong(): Error {
  return fail('file.offset', { detail: 'There are more bytes than the file was said to have.' });
}

function changed(): Error {
  return fail('message.changed', { detail: 'The bytes do not have the hash by which the file is named. Send it again from its first byte.' });
}

function isDiskFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS', 'EMFILE'].includes(String(error.code));
}
