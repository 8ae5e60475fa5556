/** Cutting the bytes of a file into lines, with the byte and the line at which each ends, so that a load can go on from there. */
import { isAscii, isUtf8 } from 'node:buffer';
import { fail } from '@watchword/api/errors.ts';

/** A longer line is rejected; nothing of it is read but its beginning. In bytes. */
export const LONGEST_LINE = 64 * 1024;
/** So many bytes of a line that is too long are kept, to know it by. */
export const KEPT_OF_LONG = 4096;

/** Where a file was read to. `inside`: in the middle of a line that was rejected for its length, the rest of which is passed over. */
export type Place = { line: number; offset: number; inside: boolean };

/** What is wrong with a line before anything of it is understood. */
export type LineFault = 'encoding' | 'too-long' | 'quote' | 'nul';

/** One line, or one record of several lines. `line`: its first line, from 1. `end`: where the next one begins. */
export type Frame = { text: string; line: number; end: Place; fault?: LineFault };

/** Takes bytes as they come and gives frames in order. */
export type Framing = {
  /** Frames that are complete by now. */
  push(block: Uint8Array): Frame[];
  /** The last frame, of a file whose last line has no line break. Only to be called at the end of the file. */
  finish(): Frame[];
  /** Up to where frames were given. */
  place(): Place;
};

const NEWLINE = 10;
const NONE = Buffer.alloc(0);

/** Where a frame ends: the byte after it. It is one line unless `isRecord`. */
export type FrameEnd = { end: number; isRecord?: true; fault?: LineFault };

/** How the end of the frame that begins at `at` is found. `isLast`: no more bytes will come. */
export type FindEnd = (bytes: Buffer, at: number, isLast: boolean) => FrameEnd | 'need-more';

/** The end of a line. */
export const findLineEnd: FindEnd = (bytes, at, isLast) => {
  const newline = bytes.indexOf(NEWLINE, at);
  if (newline >= 0) return { end: newline + 1 };
  return isLast ? { end: bytes.length } : 'need-more';
};

/** Frames by a rule that finds their ends. Empty lines are passed over. Throws `load.format` for a file in UTF-16. */
export function createFraming(start: Place, findEnd: FindEnd): Framing {
  let carried: Buffer = NONE;
  let { line, offset, inside } = start;

  const cut = (bytes: Buffer, isLast: boolean): Frame[] => {
    const frames: Frame[] = [];
    const readText = textReader(bytes);
    let at = offset === 0 ? skipMark(bytes) : 0;
    offset += at;
    if (inside) at = passOver(bytes, at);
    while (at < bytes.length && !inside) {
      const found = findEnd(bytes, at, isLast);
      const length = (found === 'need-more' ? bytes.length : found.end) - at;
      if (length > LONGEST_LINE + 2) at = cutLong({ bytes, at, frames, readText });
      else if (found === 'need-more') break;
      else at = cutOne({ bytes, at, frames, readText }, found);
    }
    carried = at < bytes.length ? Buffer.from(bytes.subarray(at)) : NONE;
    return frames;
  };
  const cutOne = ({ bytes, at, frames, readText }: Cutting, { end, isRecord, fault }: FrameEnd): number => {
    const first = line;
    line += isRecord === true ? countLines(bytes, at, end) : 1;
    offset += end - at;
    const { text, fault: wrong = fault } = readText(at, trimEnd(bytes, at, end));
    if (text.trim() !== '') frames.push({ text, line: first, end: { line, offset, inside }, ...(wrong === undefined ? {} : { fault: wrong }) });
    return end;
  };
  /** A line too long: what follows its first bytes is passed over, up to the end of this line and not of the record it may open. */
  const cutLong = ({ bytes, at, frames, readText }: Cutting): number => {
    const first = line;
    const newline = bytes.indexOf(NEWLINE, at);
    const isShort = newline >= 0 && newline - at <= LONGEST_LINE + 1;
    const end = newline >= 0 ? newline + 1 : bytes.length;
    line += 1;
    offset += end - at;
    inside = newline < 0;
    const { text } = readText(at, isShort ? trimEnd(bytes, at, end) : at + KEPT_OF_LONG);
    frames.push({ text, line: first, end: { line, offset, inside }, fault: isShort ? 'quote' : 'too-long' });
    return end;
  };
  const passOver = (bytes: Buffer, at: number): number => {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    inside = newline < 0;
    offset += end - at;
    return end;
  };
  return {
    push: (block) => cut(carried.length === 0 ? Buffer.from(block.buffer, block.byteOffset, block.byteLength) : Buffer.concat([carried, block]), false),
    finish: () => cut(carried, true),
    place: () => ({ line, offset, inside }),
  };
}

type Cutting = { bytes: Buffer; at: number; frames: Frame[]; readText: ReadText };
type ReadText = (from: number, to: number) => { text: string; fault?: LineFault };

/** One decoding for the whole block where its text is plain, which is many times cheaper than one a line. */
function textReader(bytes: Buffer): ReadText {
  const hasNul = bytes.includes(0);
  if (!hasNul && isAscii(bytes)) {
    const all = bytes.toString('latin1');
    return (from, to) => ({ text: all.slice(from, to) });
  }
  return (from, to) => {
    const text = bytes.toString('utf8', from, to);
    if (!isUtf8(bytes.subarray(from, to))) return { text, fault: 'encoding' };
    return hasNul && text.includes('\0') ? { text, fault: 'nul' } : { text };
  };
}

/** The byte order mark of UTF-8 is passed over. */
function skipMark(bytes: Buffer): number {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw fail('load.format', { detail: 'The file is in UTF-16. Save it as UTF-8 and send it again.' });
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function countLines(bytes: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to - 1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines + 1;
}

function trimEnd(bytes: Buffer, from: number, end: number): number {
  let to = end;
  if (to > from && bytes[to - 1] === NEWLINE) to -= 1;
  if (to > from && bytes[to - 1] === 13) to -= 1;
  return to;
}
