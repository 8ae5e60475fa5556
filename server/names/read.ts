import anyAscii from 'any-ascii';
import type { Script } from './model.ts';
import { keep } from './words/keep.ts';
import { isAscii } from './words/letters.ts';
import { isWrittenAs, readHangulName, readHanName, romanise } from './romanise/romanise.ts';

/** Readings that a word keeps: more cost time and find hardly anyone. */
const MOST = 6;
const MOST_OF_NAME = 8;

/** A Han or Hangul name, cut into its parts, each with its readings. */
export type CutName = { family: CutPart; given: CutPart };
type CutPart = { text: string; readings: readonly string[] };

const readKept = keep(50_000, (text) => romanise(text, { most: MOST }));

/** The spellings of a word in the letters a to z, likeliest first. */
export function readWord(text: string, script: Script): readonly string[] {
  return script === 'latin' && isPlain(text) ? [text.toLowerCase()] : readKept(text);
}

/** Whether one of two Latin words has marks, and the other one is it without them, in any of the ways to write each letter. */
export const isWithoutMarks = (one: string, other: string): boolean => {
  const [isOne, isOther] = [isAscii(one), isAscii(other)];
  return isOne !== isOther && (isOne ? isWrittenAs(other, one.toLowerCase()) : isWrittenAs(one, other.toLowerCase()));
};

/** Whether a word is read as it stands: letters a to z, and no escape of a zone. */
const isPlain = (text: string): boolean => {
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const small = text.charCodeAt(at) | 32;
    if (small < 97 || small > 122 || (small === X && before === X)) return false;
    before = small;
  }
  return true;
};
const X = 120;

/** The letters a to z that any-ascii gives for a word: what the tables of sounds were learned from. */
export function asciiOf(text: string): string {
  let out = '';
  for (const letter of anyAscii(text.toLowerCase()).toLowerCase()) if (letter >= 'a' && letter <= 'z') out += letter;
  return out;
}

/** A name in Han characters written as one word, in all its readings; undefined when it is none that can be cut. */
export function readHanWord(text: string): CutName | undefined {
  const readings = readHanName(text).filter((reading) => reading.family !== '' && reading.given !== '');
  if (readings.length === 0) return undefined;
  const japanese = readings.filter((reading) => reading.language === 'japanese');
  const isJapanese = japanese.length > 0 && (text.length > 3 || japanese.length === readings.length);
  const ordered = isJapanese ? [...japanese, ...readings.filter((reading) => reading.language !== 'japanese')] : readings;
  return cutAt(text, ordered[0]?.length ?? 1, ordered);
}

/** A Korean name written as one word; undefined when it does not begin with a Korean family name. */
export function readHangulWord(text: string): CutName | undefined {
  const readings = readHangulName(text);
  const [first] = readings;
  return first === undefined ? undefined : cutAt(text, first.length, readings);
}
function cutAt(text: string, at: number, readings: readonly { family: string; given: string }[]): CutName {
  const different = (list: readonly string[]): string[] => [...new Set(list)].slice(0, MOST_OF_NAME);
  return {
    family: { text: text.slice(0, at), readings: different(readings.map((reading) => reading.family)) },
    given: { text: text.slice(at), readings: different(readings.map((reading) => reading.given)) },
  };
}
