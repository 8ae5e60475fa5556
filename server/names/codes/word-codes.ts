import type { NameToken } from '../model.ts';
import { latinSounds } from '../sounds/latin-sounds.ts';
import { CLASSES, vowelClass } from './classes.ts';

/** Classes beyond these are not in a code. */
const LONGEST = 7;
/** Codes of a word that are stored, and that are asked for. */
const NARROW = 4;
const WIDE = 16;
const ALL_VOWELS = ['a', 'i', 'u'];

/** The codes of a word that an index stores, likeliest first. */
export function narrowCodes(token: NameToken): readonly string[] {
  return (token.codes ??= collect(token, 'likely', NARROW));
}

/** The likeliest spelling of a word in the letters a to z that has this code; undefined when none has it. */
export function spellingOfCode(token: NameToken, code: string): string | undefined {
  return token.readings.find((reading) => knownCodes(token, reading, 'likely').includes(code));
}

const wide = new WeakMap<NameToken, readonly string[]>();

/** The codes of a word to ask for, likeliest first: what it may have become in another script, too. */
export function wideCodes(token: NameToken): readonly string[] {
  let codes = wide.get(token);
  if (codes === undefined) {
    codes = isRead(token) ? narrowCodes(token) : [...new Set([...narrowCodes(token), ...collect(token, 'all', WIDE)])].slice(0, WIDE);
    wide.set(token, codes);
  }
  return codes;
}

/** Whether it is read by a table of names: whoever is spelled otherwise is somebody else. */
const isRead = ({ native, script }: NameToken): boolean => native && script === 'han';

function collect(token: NameToken, kind: Kind, most: number): string[] {
  const codes: string[] = [];
  // One code of each reading first, so that no reading crowds the others out.
  const ofReadings = token.readings.map((reading) => knownCodes(token, reading, kind));
  for (let round = 0; codes.length < most && round < most; round++) {
    for (const ofReading of ofReadings) {
      const code = ofReading[round];
      if (code !== undefined && codes.length < most && !codes.includes(code)) codes.push(code);
    }
  }
  return codes;
}

type Kind = 'likely' | 'all';

/** Names come again and again, in a load of millions and among candidates: their codes are kept, up to so many. */
const KEPT = 50_000;
const known = new Map<string, readonly string[]>();

function knownCodes(token: NameToken, reading: string, kind: Kind): readonly string[] {
  const unvowelled = token.script === 'arabic' || token.script === 'hebrew';
  const key = `${kind === 'all' ? '*' : ''}${unvowelled ? '-' : ''}${reading}`;
  let codes = known.get(key);
  if (codes === undefined) {
    codes = codesOf(reading, kind, { most: kind === 'all' ? WIDE : NARROW, vowels: vowelsOf(unvowelled, reading, kind) });
    if (known.size >= KEPT) known.clear();
    known.set(key, codes);
  }
  return codes;
}

/** Vowels are in the code of words with one consonant at most. Scripts that leave them out may mean any. */
function vowelsOf(unvowelled: boolean, reading: string, kind: Kind): readonly string[] {
  if (unvowelled) return ALL_VOWELS;
  const written = vowelClass(reading);
  if (written.length === 0) return ALL_VOWELS;
  return kind === 'all' ? [...written, ...ALL_VOWELS.filter((vowel) => !written.includes(vowel))] : written.slice(0, 2);
}

function codesOf(reading: string, kind: Kind, { most, vowels }: { most: number; vowels: readonly string[] }): string[] {
  let codes = [''];
  for (const symbol of latinSounds(reading)) {
    const choices = CLASSES[symbol]?.[kind] ?? [''];
    const next: string[] = [];
    for (const choice of choices) for (const code of codes) if (next.length < most * 2) next.push(append(code, choice));
    codes = choices.length === 1 ? next : [...new Set(next)].slice(0, most);
  }
  const whole = codes.flatMap((code) => (code.length > 1 ? [code] : vowels.map((vowel) => code + vowel)));
  return whole.slice(0, most);
}

/** Doubled classes count once; NK is N and MP is M, as they are heard. */
function append(code: string, classes: string): string {
  let out = code;
  for (const one of classes) {
    const last = out.charAt(out.length - 1);
    if (last === one || (last === 'N' && one === 'K') || (last === 'M' && one === 'P') || out.length >= LONGEST) continue;
    out += one;
  }
  return out;
}
