import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { syncFolder } from '../sealed/key-file.ts';

/**
 * Which segments were moved to cheap storage. The list stays beside the log (`archived`), one line for each: name, bytes, SHA-256 of what it held, SHA-256 of the
 * compressed file, and the folder. The compressed file is the segment, as `zstd` makes and reads it, under the same name with `.zst`.
 */
export type ArchivedSegment = { readonly name: string; readonly bytes: number; readonly sha256: string; readonly compressed: string; readonly folder: string };

const LIST = 'archived';
const HEAD = 'watchword-archived 1\n';
const LINE = /^(\d{12,15}\.log) bytes=(\d{1,15}) sha256=([0-9a-f]{64}) compressed=([0-9a-f]{64}) folder=(.+)$/;

/** The name of a segment in the archive. */
export function archivedName(name: string): string {
  return `${name}.zst`;
}

/** Reads the list; empty when nothing was moved. Throws `audit.broken` when it is damaged. */
export async function readArchiveList(dir: string): Promise<ArchivedSegment[]> {
  const text = await readFile(join(dir, LIST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return HEAD;
    throw error;
  });
  if (!text.startsWith(HEAD) || !text.endsWith('\n')) throw damaged();
  return text.slice(HEAD.length).split('\n').slice(0, -1).map((line) => {
    const match = LINE.exec(line);
    if (match === null) throw damaged();
    const [, name = '', bytes, sha256 = '', compressed = '', folder = ''] = match;
    return { name, bytes: Number(bytes), sha256, compressed, folder };
  });
}

/** Replaces the list, durably. */
export async function writeArchiveList(dir: string, list: readonly ArchivedSegment[]): Promise<void> {
  const path = join(dir, LIST);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(HEAD + list.map(({ name, bytes, sha256, compressed, folder }) => `${name} bytes=${bytes} sha256=${sha256} compressed=${compressed} folder=${folder}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dir);
}

function damaged(): Error {
  return fail('audit.broken', { detail: 'The file archived, which says which segments were moved, is damaged.' });
}
