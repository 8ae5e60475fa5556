/** The files of checkpoints, a line each in the order of their numbers: found by halving, so that a look into months of them reads a few pages of the disk. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are read at once. */
const AT_ONCE = 64 * 1024;
const BREAK = 0x0a;

/** A file that is open for reading. */
type Open = { readonly fd: number; readonly size: number };

function withFile<Result>(path: string, read: (file: Open) => Result): Result {
  const fd = openSync(path, 'r');
  try {
    return read({ fd, size: fstatSync(fd).size });
  } finally {
    closeSync(fd);
  }
}

function bytesAt({ fd, size }: Open, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)));
  return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, at));
}

/** A line and where the next one begins; undefined when there is no whole one. */
function lineAt(file: Open, at: number): { text: string; next: number } | undefined {
  for (let length = AT_ONCE; ; length *= 2) {
    const bytes = bytesAt(file, at, length);
    const end = bytes.indexOf(BREAK);
    if (end >= 0) return { text: bytes.toString('utf8', 0, end), next: at + end + 1 };
    if (bytes.length < length) return undefined;
  }
}

const NUMBER = /^\{"number":(\d{1,15}),/;

/** The number of the first line that begins at or after a place, and where. What is no checkpoint is passed over. */
function numberFrom(file: Open, from: number): { number: number; at: number } | undefined {
  let at = from === 0 ? 0 : lineAt(file, from - 1)?.next;
  while (at !== undefined) {
    const line = lineAt(file, at);
    const number = NUMBER.exec(line?.text ?? '')?.[1];
    if (number !== undefined) return { number: Number(number), at };
    at = line?.next;
  }
  return undefined;
}

/** The number of the first checkpoint in a file; undefined when there is none. */
export function firstNumber(path: string): number | undefined {
  return withFile(path, (file) => numberFrom(file, 0)?.number);
}

/** Lines of checkpoints from a number on, at most `count`. */
export function linesFrom(path: string, number: number, count: number): string[] {
  return withFile(path, (file) => {
    let [low, high] = [0, file.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((numberFrom(file, middle)?.number ?? Infinity) < number) low = middle + 1;
      else high = middle;
    }
    const begin = numberFrom(file, low)?.at;
    return begin === undefined ? [] : linesAt(file, begin, count);
  });
}

function linesAt(file: Open, begin: number, count: number): string[] {
  const lines: string[] = [];
  let rest = '';
  // A line of a signature begins with a dash of three bytes: a piece may end within it.
  const decoder = new TextDecoder();
  for (let at = begin; at < file.size && lines.length < count; at += AT_ONCE) {
    const pieces = (rest + decoder.decode(bytesAt(file, at, AT_ONCE), { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    lines.push(...pieces.slice(0, count - lines.length));
  }
  return lines;
}

/** The last whole line of a file, and where it ends: what stands behind was cut short by a crash. */
export function lastLine(path: string): { text: string | undefined; end: number; size: number } {
  return withFile(path, (file) => {
    for (let length = AT_ONCE; ; length *= 2) {
      const from = Math.max(0, file.size - length);
      const bytes = bytesAt(file, from, length);
      const end = bytes.lastIndexOf(BREAK);
      const before = end < 1 ? -1 : bytes.lastIndexOf(BREAK, end - 1);
      if (before >= 0 || from === 0) return { text: end < 0 ? undefined : bytes.toString('utf8', before + 1, end), end: from + end + 1, size: file.size };
    }
  });
}
