import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { CommandFailure } from '../failures.ts';
import { EXIT } from '../exit-codes.ts';

/** Writes bytes into a file, packed as its name says. The file appears when it is whole: never half of one. */
export async function saveTo(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  try {
    const packer = packerOf(file);
    const target = createWriteStream(part, { mode: 0o600 });
    if (packer === undefined) await pipeline(Readable.from(chunks), target);
    else await pipeline(Readable.from(chunks), packer, target);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && 'syscall' in error) throw new CommandFailure(EXIT.failure, `${file} cannot be written: ${error.message}.`);
    throw error;
  }
}

function packerOf(file: string): Transform | undefined {
  if (/\.gz$/i.test(file)) return createGzip();
  return /\.zst$/i.test(file) ? createZstdCompress() : undefined;
}
