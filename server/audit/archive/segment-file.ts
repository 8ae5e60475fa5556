import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createZstdDecompress } from 'node:zlib';
import { AppError, fail } from '@watchword/api/errors.ts';
import { archivedName, readArchiveList } from './archive-list.ts';
import type { ArchivedSegment } from './archive-list.ts';

/** Where a segment lies and, when it was archived, how many bytes it has and their SHA-256 (hex). Then the file is compressed with zstd. */
export type SegmentPlace = { readonly name: string; readonly path: string; readonly archived?: { readonly bytes: number; readonly sha256: string } };

/** A segment to read from. `read` fills the buffer from an offset on, up to a length, and returns how many bytes there were; 0 at the end. */
export type SegmentFile = {
  size(): Promise<number>;
  read(buffer: Buffer, place: { readonly offset: number; readonly length: number; readonly position: number }): Promise<number>;
  close(): Promise<void>;
};

/** Opens a segment for reading, wherever it is. Reading an archived one is fast only forwards. Throws `audit.broken` when that one is not there or cannot be read. */
export async function openSegmentFile(place: SegmentPlace): Promise<SegmentFile> {
  if (place.archived === undefined) return openHere(place);
  const file = await open(place.path, 'r').catch((cause: unknown) => {
    throw new ArchiveAway('audit.broken', { detail: `${place.name} was archived to ${place.path}, and cannot be opened there. Bring that folder back, or say where it is now.` }, cause);
  });
  await file.close();
  return new CompressedFile(place, place.archived.bytes);
}

class ArchiveAway extends AppError {}

/** Whether an error says that an archive cannot be reached, of which nothing is known to be wrong. */
export function isArchiveAway(error: unknown): boolean {
  return error instanceof ArchiveAway;
}

async function openHere(place: SegmentPlace): Promise<SegmentFile> {
  const file = await open(place.path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file !== undefined) return plainFile(file);
  // It may have been moved since its place was looked up.
  const moved = await findArchived(dirname(place.path), place.name);
  if (moved === undefined) throw fail('audit.broken', { detail: `The segment ${place.name} is gone.` });
  return openSegmentFile(moved);
}

/** Where an archived segment is. */
export function archivedPlace({ name, folder, bytes, sha256 }: ArchivedSegment): SegmentPlace {
  return { name, path: join(folder, archivedName(name)), archived: { bytes, sha256 } };
}

async function findArchived(dir: string, name: string): Promise<SegmentPlace | undefined> {
  const found = (await readArchiveList(dir)).find((one) => one.name === name);
  return found === undefined ? undefined : archivedPlace(found);
}

function plainFile(file: FileHandle): SegmentFile {
  return {
    size: async () => (await file.stat()).size,
    read: async (buffer, { offset, length, position }) => (await file.read(buffer, offset, length, position)).bytesRead,
    close: () => file.close(),
  };
}

/** Bytes that come out of the decompression at a time. */
const CHUNK = 1024 * 1024;

class CompressedFile implements SegmentFile {
  readonly #place: SegmentPlace;
  readonly #bytes: number;
  #stream: AsyncIterator<Buffer> | undefined;
  #chunk: Buffer = Buffer.alloc(0);
  /** Offset in the segment at which the chunk begins. */
  #at = 0;

  constructor(place: SegmentPlace, bytes: number) {
    this.#place = place;
    this.#bytes = bytes;
  }

  async size(): Promise<number> {
    return this.#bytes;
  }

  async read(buffer: Buffer, { offset, length, position }: { offset: number; length: number; position: number }): Promise<number> {
    if (position < this.#at) await this.close();
    let done = 0;
    while (done < length) {
      const skip = position + done - this.#at;
      if (skip >= this.#chunk.length) {
        if (!(await this.#advance())) break;
        continue;
      }
      const copied = this.#chunk.copy(buffer, offset + done, skip, Math.min(this.#chunk.length, skip + length - done));
      done += copied;
    }
    return done;
  }

  async close(): Promise<void> {
    await this.#stream?.return?.();
    this.#stream = undefined;
    this.#chunk = Buffer.alloc(0);
    this.#at = 0;
  }

  async #advance(): Promise<boolean> {
    this.#stream ??= decompressed(this.#place.path);
    try {
      const { done, value } = await this.#stream.next();
      this.#at += this.#chunk.length;
      this.#chunk = done === true ? Buffer.alloc(0) : value;
      return done !== true;
    } catch (cause) {
      throw fail('audit.broken', { detail: `${this.#place.name}: the archived file ${this.#place.path} is damaged.` }, cause);
    }
  }
}

async function* decompressed(path: string): AsyncGenerator<Buffer, void, undefined> {
  const from = createReadStream(path, { highWaterMark: CHUNK });
  const zstd = createZstdDecompress({ chunkSize: CHUNK });
  from.on('error', (error) => zstd.destroy(error));
  from.pipe(zstd);
  try {
    for await (const chunk of zstd) yield chunk as Buffer;
  } finally {
    from.destroy();
    zstd.destroy();
  }
}
