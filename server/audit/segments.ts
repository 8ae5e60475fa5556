import { hash } from 'node:crypto';
import { fdatasync, fdatasyncSync, write, writeSync } from 'node:fs';
import { constants, open, readdir } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fail } from '@watchword/api/errors.ts';
import { readArchiveList } from './archive/archive-list.ts';
import { ENTRY } from './entry.ts';
import { FRAME, parseFrameHead } from './frame.ts';
import type { Fault, FrameHead, Link } from './frame.ts';
import { archivedPlace, openSegmentFile } from './archive/segment-file.ts';
import type { SegmentFile, SegmentPlace } from './archive/segment-file.ts';

/**
 * What a log writes to. `write` puts all bytes at the position or throws; `sync` returns when they are durable.
 */
export type LogFile = {
  write(bytes: Uint8Array, position: number): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
};

// Appending, so that a second writer, which must not be, could add but never overwrite what was acknowledged.
const FOR_APPENDING = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND;

/**
 * Opens a segment file for a thread that does nothing but write the log: there, waiting for the disk costs less than being called back, which
 * takes another thread.
 */
export async function openThreadFile(path: string): Promise<LogFile> {
  const file = await open(path, FOR_APPENDING, 0o600);
  return {
    ...openedAs(file),
    async write(bytes, position) {
      let done = 0;
      while (done < bytes.length) done += writeSync(file.fd, bytes, done, bytes.length - done, position + done);
    },
    sync: async () => fdatasyncSync(file.fd),
  };
}

/** Opens a segment file for writing; makes it when it is absent. */
export async function openLogFile(path: string): Promise<LogFile> {
  return openedAs(await open(path, FOR_APPENDING, 0o600));
}

function openedAs(file: FileHandle): LogFile {
  return {
    async write(bytes, position) {
      let done = 0;
      // A short write is how a full disk or a size limit begins to show; the next one tells the reason.
      while (done < bytes.length) done += await writeSome(file.fd, bytes.subarray(done), position + done);
    },
    sync: () => new Promise((resolve, reject) => fdatasync(file.fd, (error) => (error === null ? resolve() : reject(error)))),
    truncate: async (length) => {
      await file.truncate(length);
      await file.sync();
    },
    close: () => file.close(),
  };
}

// With callbacks a group costs the main thread a third less than with the methods of the handle.
function writeSome(fd: number, bytes: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, bytes, 0, bytes.length, position, (error, written) => (error === null ? resolve(written) : reject(error)));
  });
}

/** A segment by the seq of its first entry, which is its name. */
export type Segment = { readonly first: number } & SegmentPlace;
/** `prev`: hash of the entry before the segment; `outbox`: highest outbox id before it. */
export type SegmentHeader = { chain: string; first: number; prev: string; outbox: number };

const HEADER = /^watchword-audit 1 chain=([0-9a-f]{32}) first=(\d{12,15}) prev=([0-9a-f]{64}) outbox=(\d{15}) crc=([0-9a-f]{8})\n/;
const MAX_HEADER = 256;
const NAME = /^(\d{12,15})\.log$/;

export function segmentName(first: number): string {
  return `${String(first).padStart(12, '0')}.log`;
}

/** The hash that stands before the first entry of a chain. It binds the chain's id. */
export function genesis(chain: string): Link {
  return { seq: 0, hash: hash('sha256', `watchword audit chain ${chain}`, 'hex'), outbox: 0 };
}

/** The first line of the segment that continues the chain after `link`. */
export function headerLine(chain: string, link: Link): string {
  const first = String(link.seq + 1).padStart(12, '0');
  const line = `watchword-audit 1 chain=${chain} first=${first} prev=${link.hash} outbox=${String(link.outbox).padStart(15, '0')}`;
  return `${line} crc=${crc32(line).toString(16).padStart(8, '0')}\n`;
}

/** The segments of a log, in order, those that were archived too; none when the folder is absent. */
export async function listSegments(dir: string): Promise<Segment[]> {
  // The list first: a segment that is moved meanwhile is then found twice at most, and never not at all.
  const list = await readArchiveList(dir);
  const segments = new Map<string, Segment>();
  for (const name of await listNames(dir)) {
    const match = NAME.exec(name);
    if (match !== null) segments.set(name, { first: Number(match[1]), name, path: join(dir, name) });
  }
  for (const one of list) if (!segments.has(one.name)) segments.set(one.name, { first: Number.parseInt(one.name, 10), ...archivedPlace(one) });
  return [...segments.values()].sort((a, b) => a.first - b.first);
}

const ARCHIVED_NAME = /^(\d{12,15})\.log\.zst$/;

/** The segments that lie in an archive folder, in order. How many bytes each should have is known to the log alone. */
export async function listArchived(folder: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const file of await listNames(folder)) {
    const match = ARCHIVED_NAME.exec(file);
    if (match !== null) segments.push({ first: Number(match[1]), name: segmentName(Number(match[1])), path: join(folder, file), archived: { bytes: Number.MAX_SAFE_INTEGER, sha256: '' } });
  }
  return segments.sort((a, b) => a.first - b.first);
}

/** Every name in the folder; none when it is absent. */
export async function listNames(dir: string): Promise<string[]> {
  return readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Reads the header line of a segment: the header and its length, or `torn` (it ends too early) or `damaged`. */
export async function readHeader(segment: Segment): Promise<(SegmentHeader & { length: number }) | 'torn' | 'damaged'> {
  const file = await openSegmentFile(segment);
  try {
    const buffer = Buffer.alloc(MAX_HEADER);
    const bytesRead = await file.read(buffer, { offset: 0, length: MAX_HEADER, position: 0 });
    const text = buffer.toString('latin1', 0, bytesRead);
    const match = HEADER.exec(text);
    if (match === null) return bytesRead < MAX_HEADER && (!text.includes('\n') || /^\0*$/.test(text)) ? 'torn' : 'damaged';
    const [line, chain = '', first, prev = '', outbox, crc = ''] = match;
    if (crc32(line.slice(0, line.indexOf(' crc='))) !== Number.parseInt(crc, 16)) return 'damaged';
    if (Number(first) !== segment.first || segmentName(segment.first) !== segment.name) return 'damaged';
    return { chain, first: segment.first, prev, outbox: Number(outbox), length: line.length };
  } finally {
    await file.close();
  }
}

/** The error for a log that is not whole, naming the file, the entry and the reason. */
export function broken(file: string, fault: Fault): Error {
  return fail('audit.broken', { detail: `${file}, entry ${fault.seq}: ${fault.reason}` });
}

/**
 * Where a scan stopped: `end` is the offset behind the last sound frame. `torn`: what follows is a frame cut short (or
 * zeros, which a file system may leave after a power loss), as a crash in the middle of a write leaves it.
 */
export type ScanEnd = { end: number; size: number; stop: 'end' | 'torn' | 'damaged' | Fault };
type Visit = (frame: Buffer, head: FrameHead, at: number) => Fault | 'enough' | undefined;

const CHUNK = 4 * 1024 * 1024;

/** Walks the frames of a segment from an offset on. `frame` is valid during the visit only. */
export async function scanFrames(segment: Segment, from: number, visit: Visit): Promise<ScanEnd> {
  await using scanner = await openScanner(segment, from);
  return await scanner.scan(visit);
}

/** Opens a segment for walking over its frames from an offset on. */
export async function openScanner(segment: Segment, from: number): Promise<Scanner> {
  return new Scanner(await openSegmentFile(segment), from);
}

/** Walks over the frames of a segment, in as many goes as its user likes. */
export class Scanner {
  readonly #file: SegmentFile;
  #buffer = Buffer.allocUnsafeSlow(CHUNK);
  /** What of the buffer was not walked over yet, and where in the file that lies. */
  #from = 0;
  #filled = 0;
  #end: number;

  constructor(file: SegmentFile, from: number) {
    this.#file = file;
    this.#end = from;
  }

  /** Goes on from where the last go said `enough`. */
  async scan(visit: Visit): Promise<ScanEnd> {
    const size = await this.#file.size();
    for (;;) {
      const bytes = this.#buffer.subarray(this.#from, this.#filled);
      const walked = walk(bytes, this.#end, visit);
      this.#from += walked.end;
      this.#end += walked.end;
      const end = this.#end;
      if (walked.stop === 'enough') return { end, size, stop: 'end' };
      if (walked.stop === 'damaged') return { end, size, stop: (await isZero(this.#file, end)) ? 'torn' : 'damaged' };
      if (walked.stop !== 'more') return { end, size, stop: isPageLost(bytes, end - walked.end) && end - walked.end + walked.next >= size ? 'torn' : walked.stop };
      if ((await this.#fill()) === 0) return { end, size, stop: this.#from === this.#filled ? 'end' : 'torn' };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  async #fill(): Promise<number> {
    const rest = this.#filled - this.#from;
    const to = rest === this.#buffer.length ? Buffer.allocUnsafeSlow(2 * rest) : this.#buffer;
    this.#buffer.copy(to, 0, this.#from, this.#filled);
    this.#buffer = to;
    this.#from = 0;
    this.#filled = rest;
    const read = await this.#file.read(to, { offset: rest, length: to.length - rest, position: this.#end + rest });
    this.#filled += read;
    return read;
  }
}

/** The time of the first entry; undefined when there is none yet. */
export async function firstTime(segment: Segment): Promise<number | undefined> {
  const header = await readHeader(segment);
  if (typeof header === 'string') return undefined;
  let time: number | undefined;
  await scanFrames(segment, header.length, (frame) => {
    time = frame.readUIntBE(FRAME.head + ENTRY.prefix + ENTRY.time, 6);
    return 'enough';
  });
  return time;
}

type Walked = { end: number; next: number; stop: 'more' | 'damaged' | 'enough' | Fault };

function walk(bytes: Buffer, base: number, visit: Visit): Walked {
  let at = 0;
  while (bytes.length - at >= FRAME.head) {
    const head = parseFrameHead(bytes, at);
    if (head === undefined) return { end: at, next: at, stop: 'damaged' };
    const next = at + FRAME.head + head.length;
    if (next > bytes.length) break;
    const stop = visit(bytes.subarray(at, next), head, base + at);
    if (stop !== undefined) return { end: stop === 'enough' ? next : at, next, stop };
    at = next;
  }
  return { end: at, next: at, stop: 'more' };
}

async function isZero(file: SegmentFile, from: number): Promise<boolean> {
  const buffer = Buffer.alloc(64 * 1024);
  for (let at = from; ; ) {
    const bytesRead = await file.read(buffer, { offset: 0, length: buffer.length, position: at });
    if (bytesRead === 0) return true;
    if (buffer.subarray(0, bytesRead).some((byte) => byte !== 0)) return false;
    at += bytesRead;
  }
}

// The last frame ends in zeros from a page boundary on: those pages never reached the disk.
function isPageLost(bytes: Buffer, base: number): boolean {
  let sound = bytes.length;
  while (sound > 0 && bytes[sound - 1] === 0) sound -= 1;
  const lost = bytes.length - (Math.ceil((base + sound) / 4096) * 4096 - base);
  return lost >= 512;
}
