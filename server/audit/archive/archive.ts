import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { fail } from '@watchword/api/errors.ts';
import { archivedName, readArchiveList, writeArchiveList } from './archive-list.ts';
import type { ArchivedSegment } from './archive-list.ts';
import { followFrame } from '../frame.ts';
import type { Link } from '../frame.ts';
import { syncFolder } from '../sealed/key-file.ts';
import { openSegmentFile } from './segment-file.ts';
import { broken, firstTime, listSegments, readHeader, scanFrames } from '../segments.ts';
import type { Segment } from '../segments.ts';

/**
 * `to`: the folder, which must be there; `before`: only segments whose entries are all older, ms since 1970; `onMoved`: called after each; `step` before each step,
 * for tests.
 */
export type ArchiveOptions = {
  readonly to: string;
  readonly before?: number;
  readonly onMoved?: (moved: Moved) => void;
  readonly step?: (name: string) => void;
};

/** A segment that was moved: its entries, its bytes here, and there. */
export type Moved = { readonly name: string; readonly entries: number; readonly bytes: number; readonly compressed: number };

/**
 * Moves finished segments to another folder, compressed, also while the log is written: nothing of it is written in them any more. Each is followed through its chain first,
 * its copy is made durable and read back before the one here is removed, and what a crash cut short is taken up. One at a time; the last segment stays.
 * Throws `audit.broken` when a segment is not whole, `config.invalid` when the folder will not do.
 */
export async function archiveSegments(dir: string, options: ArchiveOptions): Promise<Moved[]> {
  const folder = await requireFolder(options.to);
  const moved: Moved[] = [];
  await finishMoves(dir);
  const segments = await listSegments(dir);
  for (const [i, segment] of segments.entries()) {
    const next = segments[i + 1];
    if (next === undefined) break;
    if (segment.archived !== undefined) continue;
    const begun = await firstTime(next);
    // Not before something durable stands in the next one: until then an opening may drop that, and write on in this one.
    if (begun === undefined || (options.before !== undefined && begun >= options.before)) break;
    const done = await move(dir, { segment, next, folder, step: options.step ?? (() => undefined) });
    moved.push(done);
    options.onMoved?.(done);
  }
  return moved;
}

/** Says that the archive is in another folder now. Every archived segment must be there, as it was. Returns how many. */
export async function relocateArchive(dir: string, to: string): Promise<number> {
  const folder = await requireFolder(to);
  const list = await readArchiveList(dir);
  for (const one of list) {
    if (!(await isCopy(join(folder, archivedName(one.name)), one))) throw unfit(`${archivedName(one.name)} is not in that folder, or is not the one that was archived.`);
  }
  await writeArchiveList(dir, list.map((one) => ({ ...one, folder })));
  return list.length;
}

/** A crash after a segment was listed and before it was removed here: it is removed now, if its copy is right; else it is moved again. */
async function finishMoves(dir: string): Promise<void> {
  const list = await readArchiveList(dir);
  const wrong = new Set<string>();
  for (const one of list) {
    const here = join(dir, one.name);
    if (!(await isThere(here))) continue;
    if (await isCopy(join(one.folder, archivedName(one.name)), one)) await unlink(here);
    else wrong.add(one.name);
  }
  await syncFolder(dir);
  if (wrong.size > 0) await writeArchiveList(dir, list.filter(({ name }) => !wrong.has(name)));
}

type Move = { segment: Segment; next: Segment; folder: string; step: (name: string) => void };

async function move(dir: string, { segment, next, folder, step }: Move): Promise<Moved> {
  const { name, path } = segment;
  const entries = await followSegment(segment, next);
  const target = join(folder, archivedName(name));
  step('compress');
  const copy = await compress(path, `${target}.part`);
  step('read the copy back');
  if (!(await isCopy(`${target}.part`, { name, ...copy }))) throw fail('audit.broken', { detail: `The copy of ${name} in ${folder} is not as it was written: do not trust that folder.` });
  if (await isThere(target)) {
    // An earlier run ended before it was listed. What else has this name belongs to another log, or is damaged: it is not ours to overwrite.
    if (!(await isCopy(target, { name, ...copy }))) throw unfit(`There is another ${archivedName(name)} in that folder.`);
  }
  step('put the copy in its place');
  await rename(`${target}.part`, target);
  await syncFolder(folder);
  step('list it');
  const listed: ArchivedSegment = { name, bytes: copy.bytes, sha256: copy.sha256, compressed: copy.compressed, folder };
  await writeArchiveList(dir, [...(await readArchiveList(dir)).filter((one) => one.name !== name), listed].toSorted((a, b) => a.name.localeCompare(b.name)));
  step('remove it here');
  await unlink(path);
  await syncFolder(dir);
  step('done');
  return { name, entries, bytes: copy.bytes, compressed: (await stat(target)).size };
}

/** Follows the chain from the header of a segment to that of the next. Returns the number of entries. */
async function followSegment(segment: Segment, next: Segment): Promise<number> {
  const [header, after] = [await readHeader(segment), await readHeader(next)];
  if (typeof header === 'string') throw broken(segment.name, { seq: segment.first, reason: `the header of the segment is ${header}` });
  if (typeof after === 'string') throw broken(next.name, { seq: next.first, reason: `the header of the segment is ${after}` });
  const link: Link = { seq: header.first - 1, hash: header.prev, outbox: header.outbox };
  const { stop } = await scanFrames(segment, header.length, (frame, head) => followFrame(link, frame, head));
  if (typeof stop === 'object') throw broken(segment.name, stop);
  if (stop !== 'end') throw broken(segment.name, { seq: link.seq + 1, reason: stop === 'torn' ? 'the segment is cut short' : 'the head of the group is damaged' });
  if (after.first !== link.seq + 1 || after.prev !== link.hash || after.chain !== header.chain) throw broken(next.name, { seq: next.first, reason: 'the segment does not continue the one before it' });
  return link.seq - header.first + 1;
}

/** The ratio is the same at every level (what is sealed or hashed does not shrink), so the fastest will do. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const CHUNK = 1024 * 1024;

type Copied = Pick<ArchivedSegment, 'bytes' | 'sha256' | 'compressed'>;

async function compress(from: string, to: string): Promise<Copied> {
  const [before, after] = [createHash('sha256'), createHash('sha256')];
  let bytes = 0;
  const file = await open(to, 'w', 0o600);
  try {
    const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        bytes += chunk.length;
        before.update(chunk);
        yield chunk;
      }
    };
    const written = async (source: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of source) {
        after.update(chunk);
        await file.writeFile(chunk);
      }
    };
    await pipeline(createReadStream(from, { highWaterMark: CHUNK }), counted, createZstdCompress(LEVEL), written);
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: before.digest('hex'), compressed: after.digest('hex') };
}

/** Whether a compressed file holds what it should: as it lies there, and as it was before. */
async function isCopy(path: string, { name, bytes, sha256, compressed }: Copied & { readonly name: string }): Promise<boolean> {
  if (!(await isThere(path))) return false;
  const whole = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) whole.update(chunk as Buffer);
  if (whole.digest('hex') !== compressed) return false;
  const sum = createHash('sha256');
  const file = await openSegmentFile({ name, path, archived: { bytes, sha256 } });
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  let position = 0;
  try {
    for (let read = 1; read > 0; position += read) {
      read = await file.read(buffer, { offset: 0, length: buffer.length, position });
      sum.update(buffer.subarray(0, read));
    }
  } finally {
    await file.close();
  }
  return position === bytes && sum.digest('hex') === sha256;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return false;
    throw error;
  });
}

async function requireFolder(path: string): Promise<string> {
  const folder = resolve(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw unfit('It is not there, or is no folder. It is not made: an archive that is not mounted would else be filled on this disk.');
  if (/[\r\n]/.test(folder)) throw unfit('Its name must stand on one line.');
  return folder;
}

function unfit(detail: string): Error {
  return fail('config.invalid', { errors: [{ pointer: '/WATCHWORD_AUDIT_ARCHIVE', code: 'invalid', detail: `The archive cannot be used. ${detail}` }] });
}
