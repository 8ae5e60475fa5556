import { createWriteStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Spool } from '@watchword/sdk/mailbox.ts';

/** Keeps ciphertext in a file until it is uploaded, so that a large file needs no memory. The folder goes with the process. */
export const spoolToFile: Spool = async (stream) => {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-upload-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ciphertext');
  await pipeline(Readable.fromWeb(stream as never), createWriteStream(file, { mode: 0o600 }));
  return openAsBlob(file);
};
