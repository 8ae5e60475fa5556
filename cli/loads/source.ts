import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { CommandFailure, misuse } from '../failures.ts';
import { EXIT } from '../exit-codes.ts';

export type FileFormat = 'csv' | 'ndjson';

/** A file as it is read: what it is, how large, and its bytes from any byte of the unpacked file on. */
export type FileSource = {
  readonly name: string;
  readonly path: string | undefined;
  /** Bytes of the unpacked file, when they are known. */
  readonly bytes: number | undefined;
  /** How much of the file has been read, 0 to 1, or undefined when nobody knows how long it is. */
  fraction(): number | undefined;
  /** How it begins, of stdin, which nobody can read twice. */
  beginning?(): Promise<string>;
  /** May be asked again, except for stdin. @throws CommandFailure */
  from(offset: number): AsyncIterable<Uint8Array>;
};

const CHUNK = 1024 * 1024;

/** Opens a file, plain or packed as its name says (.gz, .zst), or stdin (`-`). @throws CommandFailure */
export function openSource(file: string): FileSource {
  if (file === '-') return stdinSource();
  const size = sizeOf(file);
  const unpack = unpackerOf(file);
  let read = 0;
  return {
    name: file.split(/[/\\]/).at(-1) ?? file,
    path: file,
    bytes: unpack === undefined ? size : undefined,
    fraction: () => (size === 0 ? 1 : Math.min(read / size, 1)),
    from(offset) {
      read = unpack === undefined ? offset : 0;
      const raw = createReadStream(file, { start: read, highWaterMark: unpack === undefined ? CHUNK : CHUNK / 16 }).on('data', (chunk) => { read += chunk.length; });
      if (unpack === undefined) return raw;
      const unpacked = raw.pipe(unpack()).on('error', () => raw.destroy());
      raw.on('error', (error) => unpacked.destroy(error));
      return skip(unpacked, offset, file);
    },
  };
}

function stdinSource(): FileSource {
  let opened = false;
  const read: Uint8Array[] = [];
  const rest = (): AsyncIterator<Uint8Array> => process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let chunks: AsyncIterator<Uint8Array> | undefined;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* read.splice(0);
    chunks ??= rest();
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  return {
    name: 'stdin', path: undefined, bytes: undefined, fraction: () => undefined,
    async beginning() {
      chunks ??= rest();
      while (textOf(read) === '') {
        const next = await chunks.next();
        if (next.done === true) break;
        read.push(next.value);
      }
      return textOf(read);
    },
    from(offset) {
      if (opened) throw new CommandFailure(EXIT.unavailable, 'The connection broke, and stdin cannot be read twice.', 'pipe the same input again with --resume LOAD (`watchword load list` names it)');
      opened = true;
      return skip(all(), offset, 'stdin');
    },
  };
}

/** What is read so far, without a byte order mark and what is empty before the first line. */
function textOf(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString('utf8').replace('\ufeff', '').trimStart();
}

/** Everything after the first bytes, which the server has already. */
async function* skip(chunks: AsyncIterable<Uint8Array>, offset: number, name: string): AsyncGenerator<Uint8Array> {
  let left = offset;
  try {
    for await (const chunk of chunks) {
      if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
      left = Math.max(left - chunk.length, 0);
    }
  } catch (error) {
    throw new CommandFailure(EXIT.failure, `${name} cannot be unpacked: ${error instanceof Error ? error.message : 'unknown'}. What came before stands.`);
  }
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw misuse(`There is no file ${file}.`);
  if (found.isDirectory()) throw misuse(`${file} is a folder.`);
  return found.size;
}

function unpackerOf(file: string): (() => Transform) | undefined {
  if (/\.gz$/i.test(file)) return () => createGunzip({ chunkSize: CHUNK });
  if (/\.zst$/i.test(file)) return () => createZstdDecompress({ chunkSize: CHUNK });
  return undefined;
}

/** The format of a file: as told, as its name says, or by its first character. */
export async function formatOf(file: string, told: string | undefined, source?: FileSource): Promise<FileFormat> {
  if (told === 'csv' || told === 'ndjson') return told;
  const name = file.replace(/\.(gz|zst)$/i, '');
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  if (/\.(ndjson|jsonl|json)$/i.test(name)) return 'ndjson';
  if (source?.beginning !== undefined) return formatOfText(await source.beginning());
  if (name !== file) throw misuse(`The name of ${file} does not say what is in it.`, 'add --format csv or --format ndjson');
  const handle = await open(file).catch(() => { throw misuse(`There is no file ${file}.`); });
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64));
  await handle.close();
  return formatOfText(textOf([buffer.subarray(0, bytesRead)]));
}

function formatOfText(text: string): FileFormat {
  return text === '' || text.startsWith('{') ? 'ndjson' : 'csv';
}
