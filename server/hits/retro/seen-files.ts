/**
 * The files of what was asked: of each day one for each start of the server, written at the end only. What a crash tore is the end of such a file, and
 * nothing is ever written behind it.
 */
import { closeSync, mkdirSync, openSync, readSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { HEAD, readHead } from './frames.ts';

/** Where a frame lies. */
export type FramePlace = { readonly file: string; readonly from: number; readonly to: number; readonly organisation: number };

export type SeenFiles = {
  /** Writes a frame behind the others of its day; returns where it lies. */
  append(day: number, frame: Buffer): Omit<FramePlace, 'organisation'>;
  /** Every whole frame of a day, in the order of writing. */
  list(day: number): Generator<FramePlace & { readonly bytes: Buffer }>;
  /** Bytes of a file. */
  read(file: string, from: number, to: number): Buffer;
  days(): number[];
  drop(day: number): void;
  close(): void;
};

/** Ties it to a folder. */
export function openSeenFiles(dir: string): SeenFiles {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const writing = new Map<number, { readonly file: string; readonly handle: number; end: number }>();

  const filesOf = (day: number): string[] =>
    readdirSync(dir).filter((name) => name.startsWith(`${day}.`)).toSorted((one, other) => startOf(one) - startOf(other)).map((name) => join(dir, name));
  const open = (day: number): { readonly file: string; readonly handle: number; end: number } => {
    const known = writing.get(day);
    if (known !== undefined) return known;
    const file = join(dir, `${day}.${startOf(filesOf(day).at(-1) ?? '') + 1}`);
    const made = { file, handle: openSync(file, 'wx', 0o600), end: 0 };
    writing.set(day, made);
    return made;
  };
  const end = (day: number): void => {
    const one = writing.get(day);
    writing.delete(day);
    if (one !== undefined) closeSync(one.handle);
  };
  return {
    append(day, frame) {
      const one = open(day);
      try {
        for (let done = 0; done < frame.length; ) done += writeSync(one.handle, frame, done, frame.length - done, one.end + done);
      } catch (error) {
        // Half a frame would hide what comes behind it: that goes to another file.
        end(day);
        throw error;
      }
      const from = one.end;
      one.end += frame.length;
      return { file: one.file, from, to: one.end };
    },
    *list(day) {
      for (const file of filesOf(day)) {
        const handle = openSync(file, 'r');
        try {
          for (let from = 0; ; ) {
            const head = readHead(readAt(handle, from, HEAD));
            const bytes = head === undefined ? undefined : readAt(handle, from, head.length);
            if (head === undefined || bytes === undefined || bytes.length < head.length) break;
            yield { file, from, to: from + head.length, organisation: head.organisation, bytes };
            from += head.length;
          }
        } finally {
          closeSync(handle);
        }
      }
    },
    read(file, from, to) {
      const handle = openSync(file, 'r');
      try {
        return readAt(handle, from, to - from);
      } finally {
        closeSync(handle);
      }
    },
    days: () => [...new Set(readdirSync(dir).map((name) => Number.parseInt(name, 10)).filter(Number.isInteger))],
    drop(day) {
      end(day);
      for (const file of filesOf(day)) rmSync(file, { force: true });
    },
    close() {
      for (const day of writing.keys()) end(day);
    },
  };
}

function startOf(name: string): number {
  return Number(name.split('.').at(-1) ?? '') || 0;
}

/** As many of these bytes as there are. */
function readAt(handle: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  for (let more = 1; done < length && more > 0; done += more) more = readSync(handle, bytes, done, length - done, from + done);
  return bytes.subarray(0, done);
}
